#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "daemon/http/message.hpp"

namespace wirefold {

/// Finds the answer to a request: the part of the server that knows no sockets.
///
/// Threads: one at a time, the io thread.
class Router {
public:
    /// Paths start with '/' and are distinct; anything else is a broken invariant.
    explicit Router(std::vector<HttpRoute> routes);

    /// Never fails: what cannot be served is an answer too (400 unreadable target, 404, 405 with Allow,
    /// 500 when a callback throws).
    [[nodiscard]] HttpResponse answer(std::string_view method, std::string_view target);

private:
    [[nodiscard]] const HttpRoute* find(std::string_view path) const;
    [[nodiscard]] HttpResponse call(const HttpRoute& route, const HttpRequest& request);
    [[nodiscard]] HttpResponse note_failure(const HttpRoute& route, std::string_view reason);

    std::vector<HttpRoute> routes_;  ///< Constant after construction.
    std::uint64_t failures_ = 0;     ///< Callbacks that threw.
};

}  // namespace wirefold
