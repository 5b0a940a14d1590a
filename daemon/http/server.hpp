#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <vector>

#include "daemon/core/error.hpp"
#include "daemon/http/message.hpp"
#include "daemon/http/options.hpp"

namespace wirefold {

/// Signals to watch on the io thread, where a handler may do what a real signal handler must not.
struct SignalWatch {
    std::vector<int> numbers;            ///< SIGTERM, SIGINT, SIGHUP …
    std::function<void(int)> on_signal;  ///< Called once for each delivery, on the io thread; must be quick.
};

/// What the server has seen since it started.
struct HttpCounts {
    std::uint64_t accepted = 0;       ///< Connections taken, the refused ones included.
    std::uint64_t refused = 0;        ///< Of these: answered 503, or closed in a flood of those.
    std::uint64_t evicted = 0;        ///< Idle connections closed to make room for a new one.
    std::uint64_t requests = 0;       ///< Answered, whatever the status.
    std::uint64_t timed_out = 0;      ///< Connections dropped for taking too long to send or to receive.
    std::uint64_t accept_errors = 0;  ///< Failed accepts (out of descriptors); each was tried again.
};

/// Serves routes over HTTP/1.1 and delivers signals, on one thread of its own.
///
/// Owns:    the thread, its Asio context, the listening socket, the connections.
/// Threads: start(), stop() and the destructor by one owner, not on the io thread; port() and counts() any.
/// Bound:   options.connections_max connections and 16 more that are being refused; each holds at most
///          options.header_bytes_max of input and one answer.
/// Ending:  stop() cuts connections off at once. Callbacks never run after it.
class HttpServer {
    struct Impl;

public:
    /// Listens when this returns. What the callbacks refer to must outlive the server. With `options.enabled`
    /// false no port is opened, and signals are still delivered.
    /// Errors: ConfigRejected names the setting (address, connections_max); Network names address and port;
    ///         Io when the thread or a signal handler could not be had.
    [[nodiscard]] static Result<std::unique_ptr<HttpServer>> start(const HttpOptions& options,
                                                                   std::vector<HttpRoute> routes,
                                                                   SignalWatch signals = {});
    explicit HttpServer(std::unique_ptr<Impl> running);  ///< start() is the only way to come by an Impl.
    HttpServer(const HttpServer&) = delete;
    HttpServer& operator=(const HttpServer&) = delete;
    ~HttpServer();  ///< stop()

    /// The port that was bound; 0 when not enabled.
    [[nodiscard]] std::uint16_t port() const;
    [[nodiscard]] HttpCounts counts() const;

    /// Closes everything and waits for the thread; signals have their former meaning again. May be repeated.
    /// Blocks: for the callback that is running, if one is.
    void stop();

private:
    std::unique_ptr<Impl> impl_;
};

}  // namespace wirefold
