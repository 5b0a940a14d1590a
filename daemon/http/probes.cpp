#include "daemon/http/probes.hpp"

#include <utility>

namespace wirefold {

namespace {

/// One check stays one line, whatever a broker's error text puts into the reason.
void append_on_one_line(std::string& out, std::string_view text) {
    for (const char c : text) out += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
}

void append_line(std::string& out, const ProbeCheck& check) {
    out += check.ok ? "[+]" : "[-]";
    append_on_one_line(out, check.name);
    out += ' ';
    append_on_one_line(out, check.ok               ? "ok"
                            : check.reason.empty() ? "failed"
                                                   : std::string_view{check.reason});
    out += '\n';
}

}  // namespace

HttpResponse render_probe(const std::vector<ProbeCheck>& checks, bool verbose) {
    std::string lines;
    std::string failed;
    for (const ProbeCheck& check : checks) {
        append_line(lines, check);
        if (check.ok) continue;
        failed += failed.empty() ? "" : ", ";
        append_on_one_line(failed, check.name);
    }
    HttpResponse response =
        text_response(failed.empty() ? 200 : 503, failed.empty() ? "ok" : "not ok: " + failed);
    if (verbose) response.body.insert(0, lines);
    return response;
}

HttpRoute probe_route(std::string path, ProbeChecks checks) {
    return {.path = std::move(path), .answer = [checks = std::move(checks)](const HttpRequest& request) {
                return render_probe(checks(), request.parameter("verbose") != nullptr);
            }};
}

}  // namespace wirefold
