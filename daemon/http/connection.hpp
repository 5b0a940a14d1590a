#pragma once

#include <cstddef>

#include <boost/asio/awaitable.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>

#include "daemon/core/clock.hpp"
#include "daemon/http/counters.hpp"
#include "daemon/http/message.hpp"
#include "daemon/http/options.hpp"
#include "daemon/http/router.hpp"

namespace wirefold {

/// One client, from accept to close. Included by the server only: it brings Asio and Beast along.
///
/// Owns:    the socket and what was read from it.
/// Threads: the io thread.
/// Bound:   options.header_bytes_max of input, one answer at a time; requests sent ahead wait in the socket.
/// Ending:  exactly one of serve() and refuse() is run; it returns soon after close() and never later than
/// its
///          time-outs allow.
class Connection {
public:
    /// `options`, `router` and `counters` are borrowed from the server.
    Connection(boost::asio::ip::tcp::socket&& socket, const HttpOptions& options, Router& router,
               HttpCounters& counters);

    /// Answers requests until the client leaves, misbehaves, or takes too long.
    [[nodiscard]] boost::asio::awaitable<void> serve();
    /// Answers 503 without waiting for a request.
    [[nodiscard]] boost::asio::awaitable<void> refuse();

    void close();
    [[nodiscard]] bool is_closed() const { return closed_; }
    [[nodiscard]] bool is_refused() const { return refused_; }
    /// Waiting for another request after at least one answer: such a connection may be closed at any time, a
    /// client has to be prepared for that.
    [[nodiscard]] bool is_idle() const { return idle_ && !closed_; }
    [[nodiscard]] SteadyTime idle_since() const { return idle_since_; }

private:
    enum class Next { Request, Linger, Drop };
    struct AnswerStyle;

    [[nodiscard]] boost::asio::awaitable<Next> serve_one();
    [[nodiscard]] boost::asio::awaitable<Next> turn_down(boost::system::error_code error);
    [[nodiscard]] boost::asio::awaitable<Next> wait_for_request();
    [[nodiscard]] boost::asio::awaitable<Next> write(HttpResponse answer, AnswerStyle style);
    [[nodiscard]] boost::asio::awaitable<void> linger();
    [[nodiscard]] Next drop(boost::system::error_code error);

    boost::beast::tcp_stream stream_;
    boost::beast::flat_buffer buffer_;
    const HttpOptions& options_;
    Router& router_;
    HttpCounters& counters_;
    SteadyTime idle_since_{};
    bool idle_ = false;
    bool refused_ = false;
    bool closed_ = false;
};

}  // namespace wirefold
