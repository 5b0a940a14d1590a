#include "daemon/http/connection.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdint>
#include <string>
#include <utility>

#include <boost/asio/buffer.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core/error.hpp>
#include <boost/beast/http/empty_body.hpp>
#include <boost/beast/http/error.hpp>
#include <boost/beast/http/message.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/string_body.hpp>
#include <boost/beast/http/write.hpp>

namespace wirefold {

namespace {

namespace asio = boost::asio;
namespace http = boost::beast::http;
using boost::system::error_code;
using RequestParser = http::request_parser<http::empty_body>;
using Message = http::response<http::string_body>;

constexpr unsigned kHttp11 = 11;  // as Beast counts versions
constexpr std::size_t kIdleReadBytes = 2 * kKiB;

/// How long and how much a client may still send after our last word. See linger().
constexpr std::chrono::milliseconds kLingerTimeout{1'000};
constexpr std::size_t kLingerBytesMax = 64 * kKiB;

[[nodiscard]] std::string_view view_of(boost::beast::string_view text) {
    return {text.data(), text.size()};
}

[[nodiscard]] bool has_body(const RequestParser& parser) {
    const auto length = parser.content_length();
    return parser.chunked() || (length && *length > 0);
}

/// HTTP/1.1 demands one Host; more than one would let a proxy and us see different requests.
[[nodiscard]] bool has_valid_host(const RequestParser& parser) {
    const auto hosts = parser.get().count(http::field::host);
    return hosts == 1 || (hosts == 0 && parser.get().version() < kHttp11);
}

/// 0: the connection is beyond answering.
[[nodiscard]] unsigned status_for(error_code error) {
    if (error == http::error::end_of_stream) return 0;
    if (error == http::error::header_limit) return 431;
    static const auto& parse_errors = error_code{http::error::bad_method}.category();
    return error.category() == parse_errors ? 400 : 0;
}

}  // namespace

struct Connection::AnswerStyle {
    unsigned version = kHttp11;
    bool head = false;  ///< Leave the body out, but say how long it would be.
    bool keep_alive = false;
};

Connection::Connection(asio::ip::tcp::socket&& socket, const HttpOptions& options, Router& router,
                       HttpCounters& counters)
    : stream_(std::move(socket)),
      buffer_(options.header_bytes_max),
      options_(options),
      router_(router),
      counters_(counters) {}

void Connection::close() {
    closed_ = true;
    stream_.close();
}

asio::awaitable<void> Connection::serve() {
    stream_.expires_after(options_.request_timeout);
    Next next = Next::Request;
    while (next == Next::Request) {
        next = co_await serve_one();
        if (next == Next::Request) next = co_await wait_for_request();
    }
    if (next == Next::Linger) co_await linger();
    close();
}

asio::awaitable<void> Connection::refuse() {
    refused_ = true;
    HttpResponse refusal = text_response(503, "too many connections");
    refusal.headers.emplace_back("Retry-After", "1");
    const Next next = co_await write(std::move(refusal), {});
    if (next == Next::Linger) co_await linger();
    close();
}

asio::awaitable<Connection::Next> Connection::serve_one() {
    RequestParser parser;
    parser.header_limit(static_cast<std::uint32_t>(options_.header_bytes_max));
    parser.body_limit(boost::none);  // no body is ever read, so none needs a limit
    error_code error;
    const std::size_t head_bytes = co_await http::async_read_header(
        stream_, buffer_, parser, asio::redirect_error(asio::use_awaitable, error));
    // The parser holds the request line and the fields against its limit one by one, we both together.
    if (!error && head_bytes > options_.header_bytes_max) error = http::error::header_limit;
    if (error) {
        const Next next = co_await turn_down(error);
        co_return next;
    }
    const auto& head = parser.get();
    AnswerStyle style{.version = head.version(), .head = head.method() == http::verb::head};
    // What follows a body that nobody reads could not be told from the body: such a connection ends here.
    style.keep_alive = parser.keep_alive() && !has_body(parser);
    HttpResponse answer = has_valid_host(parser)
                              ? router_.answer(view_of(head.method_string()), view_of(head.target()))
                              : text_response(400, "bad request");
    counters_.requests.fetch_add(1, std::memory_order_relaxed);
    const Next next = co_await write(std::move(answer), style);
    co_return next;
}

asio::awaitable<Connection::Next> Connection::turn_down(error_code error) {
    const unsigned status = status_for(error);
    if (status == 0) co_return drop(error);
    counters_.requests.fetch_add(1, std::memory_order_relaxed);
    const Next next =
        co_await write(text_response(status, status == 431 ? "headers too large" : "bad request"), {});
    co_return next;
}

asio::awaitable<Connection::Next> Connection::wait_for_request() {
    if (buffer_.size() == 0) {
        idle_ = true;
        idle_since_ = std::chrono::steady_clock::now();
        stream_.expires_after(options_.idle_timeout);
        error_code error;
        const auto room = buffer_.prepare(std::min(buffer_.max_size(), kIdleReadBytes));
        const std::size_t bytes =
            co_await stream_.async_read_some(room, asio::redirect_error(asio::use_awaitable, error));
        idle_ = false;
        // An idle client that leaves, or is told to, is no fault of anyone's.
        if (error) co_return Next::Drop;
        buffer_.commit(bytes);
    }
    stream_.expires_after(options_.request_timeout);
    co_return Next::Request;
}

asio::awaitable<Connection::Next> Connection::write(HttpResponse answer, AnswerStyle style) {
    Message message{static_cast<http::status>(answer.status), style.version};
    message.set(http::field::content_type, answer.content_type);
    // Figures of the moment: no cache may keep them, and no browser may guess another type.
    message.set(http::field::cache_control, "no-store");
    message.set("X-Content-Type-Options", "nosniff");
    for (const auto& [name, value] : answer.headers) {
        if (value.find_first_of("\r\n") == std::string::npos) message.set(name, value);
    }
    message.keep_alive(style.keep_alive);
    message.content_length(answer.body.size());
    if (!style.head) message.body() = std::move(answer.body);

    stream_.expires_after(options_.request_timeout);
    error_code error;
    co_await http::async_write(stream_, message, asio::redirect_error(asio::use_awaitable, error));
    if (error) co_return drop(error);
    co_return style.keep_alive ? Next::Request : Next::Linger;
}

/// Closing a socket with unread input makes the kernel send a reset, upon which the client may throw away the
/// answer it has not read yet. So we say that nothing more will come, and read on for a little while.
asio::awaitable<void> Connection::linger() {
    error_code error;
    stream_.socket().shutdown(asio::ip::tcp::socket::shutdown_send, error);
    stream_.expires_after(std::min(kLingerTimeout, options_.request_timeout));
    std::array<char, 4 * kKiB> thrown_away;
    for (std::size_t bytes = 0; !error && bytes < kLingerBytesMax;) {
        bytes += co_await stream_.async_read_some(asio::buffer(thrown_away),
                                                  asio::redirect_error(asio::use_awaitable, error));
    }
}

Connection::Next Connection::drop(error_code error) {
    if (error == boost::beast::error::timeout) counters_.timed_out.fetch_add(1, std::memory_order_relaxed);
    return Next::Drop;
}

}  // namespace wirefold
