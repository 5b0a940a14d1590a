#pragma once

#include <functional>
#include <string>
#include <vector>

#include "daemon/http/message.hpp"

namespace wirefold {

/// One thing a probe asks about.
struct ProbeCheck {
    std::string name;  ///< "restored"
    bool ok = false;
    std::string reason;  ///< What is missing, when not ok: "4096 log records to read".
};

/// Threads: called on the io thread for each request; must be quick.
using ProbeChecks = std::function<std::vector<ProbeCheck>()>;

/// 200 when every check is ok, else 503. Plain text: "ok" or "not ok: " and the names of the failed checks;
/// when verbose one line a check, "[+]name ok" or "[-]name reason", and that line last.
[[nodiscard]] HttpResponse render_probe(const std::vector<ProbeCheck>& checks, bool verbose);

/// Serves `checks` at `path` ("/livez", "/readyz"); `?verbose` says more.
[[nodiscard]] HttpRoute probe_route(std::string path, ProbeChecks checks);

}  // namespace wirefold
