#include "daemon/http/router.hpp"

#include <bit>
#include <exception>
#include <optional>
#include <string>
#include <utility>

#include "daemon/core/invariant.hpp"
#include "daemon/core/logging.hpp"
#include "daemon/http/target.hpp"

namespace wirefold {

HttpResponse text_response(unsigned status, std::string_view line) {
    HttpResponse response;
    response.status = status;
    response.body = std::string{line} + '\n';
    return response;
}

Router::Router(std::vector<HttpRoute> routes) : routes_(std::move(routes)) {
    for (const HttpRoute& route : routes_) {
        WIREFOLD_INVARIANT(!route.path.empty() && route.path.front() == '/', "a path starts with a slash");
        WIREFOLD_INVARIANT(find(route.path) == &route, "a path has one route");
        WIREFOLD_INVARIANT(route.answer != nullptr, "a route has a callback");
    }
}

const HttpRoute* Router::find(std::string_view path) const {
    for (const HttpRoute& route : routes_) {
        if (route.path == path) return &route;
    }
    return nullptr;
}

HttpResponse Router::call(const HttpRoute& route, const HttpRequest& request) {
    try {
        return route.answer(request);
    } catch (const std::exception& failure) {
        return note_failure(route, failure.what());
    } catch (...) {
        return note_failure(route, "unknown");
    }
}

HttpResponse Router::note_failure(const HttpRoute& route, std::string_view reason) {
    ++failures_;
    // The 1st, 2nd, 4th, 8th …: whoever may send requests must not be able to fill the log.
    if (std::has_single_bit(failures_)) {
        log_error(LogLine{"http callback failed"}
                      .with("path", route.path)
                      .with("reason", reason)
                      .with("failures", static_cast<std::int64_t>(failures_)));
    }
    return text_response(500, "internal error");
}

HttpResponse Router::answer(std::string_view method, std::string_view target) {
    if (method != "GET" && method != "HEAD") {
        HttpResponse refusal = text_response(405, "method not allowed");
        refusal.headers.emplace_back("Allow", "GET, HEAD");
        return refusal;
    }
    const std::optional<HttpRequest> request = parse_target(target);
    if (!request) return text_response(400, "bad request");
    const HttpRoute* route = find(request->path);
    if (route == nullptr) return text_response(404, "not found");
    return call(*route, *request);
}

}  // namespace wirefold
