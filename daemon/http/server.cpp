#include "daemon/http/server.hpp"

#include <algorithm>
#include <cctype>
#include <chrono>
#include <exception>
#include <list>
#include <string>
#include <thread>
#include <utility>

#include <pthread.h>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ip/v6_only.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/system/system_error.hpp>

#include "daemon/core/invariant.hpp"
#include "daemon/core/logging.hpp"
#include "daemon/http/connection.hpp"

namespace wirefold {

namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;

/// Refused clients that are being told so. Beyond them a new connection is closed without a word.
constexpr std::size_t kRefusalsMax = 16;
constexpr std::chrono::milliseconds kAcceptBackOffMin{20};
constexpr std::chrono::milliseconds kAcceptBackOffMax{1'000};
constexpr std::chrono::seconds kAcceptWarningInterval{10};

[[nodiscard]] std::string lower_first(std::string text) {
    if (!text.empty()) text[0] = static_cast<char>(std::tolower(static_cast<unsigned char>(text[0])));
    return text;
}

[[nodiscard]] std::string name_of_endpoint(const tcp::endpoint& endpoint) {
    const std::string address = endpoint.address().to_string();
    return (endpoint.address().is_v6() ? "[" + address + "]" : address) + ":" +
           std::to_string(endpoint.port());
}

[[nodiscard]] Result<tcp::endpoint> endpoint_of(const HttpOptions& options) {
    error_code error;
    const auto address = asio::ip::make_address(options.address, error);
    if (error) {
        return Error{Errc::ConfigRejected,
                     "http.address \"" + options.address + "\" is neither an IPv4 nor an IPv6 address"};
    }
    if (options.connections_max == 0) {
        return Error{Errc::ConfigRejected, "http.connections_max 0 would serve nobody"};
    }
    return tcp::endpoint{address, options.port};
}

[[nodiscard]] error_code listen_on(tcp::acceptor& acceptor, const tcp::endpoint& endpoint) {
    try {
        acceptor.open(endpoint.protocol());
        // A restart need not wait for the old connections' last packets.
        acceptor.set_option(tcp::acceptor::reuse_address(true));
        if (endpoint.address().is_v6()) acceptor.set_option(asio::ip::v6_only(false));
        acceptor.bind(endpoint);
        acceptor.listen(tcp::acceptor::max_listen_connections);
    } catch (const boost::system::system_error& failure) {
        return failure.code();
    }
    return {};
}

/// For the two loops that everything hangs on: without them nobody is served, or no signal is heard, and it
/// is better to end than to look alive.
void end_with(const std::exception_ptr& failure) {
    if (failure) std::rethrow_exception(failure);
}

}  // namespace

struct HttpServer::Impl {
    Impl(HttpOptions http_options, std::vector<HttpRoute> routes, SignalWatch watch)
        : options(std::move(http_options)), signal_watch(std::move(watch)), router(std::move(routes)) {}

    [[nodiscard]] Result<void> listen();
    [[nodiscard]] Result<void> watch_signals();
    void run();
    void close_all();

    [[nodiscard]] asio::awaitable<void> accept_connections();
    [[nodiscard]] asio::awaitable<void> back_off(error_code error);
    void admit(tcp::socket&& socket);
    [[nodiscard]] bool make_room();
    [[nodiscard]] std::size_t open_connections(bool refused) const;
    [[nodiscard]] asio::awaitable<void> deliver_signals();

    const HttpOptions options;
    const SignalWatch signal_watch;
    std::uint16_t port = 0;  ///< Constant once the thread runs.
    HttpCounters counters;

    // From here on the io thread's, once it runs.
    Router router;
    asio::io_context context{1};
    tcp::acceptor acceptor{context};
    asio::signal_set signals{context};
    asio::steady_timer back_off_timer{context};
    std::chrono::milliseconds accept_back_off{0};  ///< Zero while accepting works.
    SteadyTime next_accept_warning{};
    std::list<Connection> connections;  ///< Each leaves when its coroutine has ended.
    bool stopping = false;

    std::jthread thread;  ///< The owner's.
};

Result<void> HttpServer::Impl::listen() {
    const Result<tcp::endpoint> endpoint = endpoint_of(options);
    if (!endpoint) return endpoint.error();
    if (const error_code error = listen_on(acceptor, *endpoint)) {
        return Error{Errc::Network,
                     "listen on " + name_of_endpoint(*endpoint) + ": " + lower_first(error.message())};
    }
    port = acceptor.local_endpoint().port();
    asio::co_spawn(context, accept_connections(), end_with);
    return {};
}

Result<void> HttpServer::Impl::watch_signals() {
    error_code error;
    for (const int number : signal_watch.numbers) {
        signals.add(number, error);
        if (error) {
            return Error{Errc::Io,
                         "watch signal " + std::to_string(number) + ": " + lower_first(error.message())};
        }
    }
    if (!signal_watch.numbers.empty()) asio::co_spawn(context, deliver_signals(), end_with);
    return {};
}

void HttpServer::Impl::run() {
    static_cast<void>(::pthread_setname_np(::pthread_self(), "wirefold-io"));
    context.run();
}

/// After this no operation can begin or wait, so that every coroutine ends and run() returns.
void HttpServer::Impl::close_all() {
    stopping = true;
    error_code ignored;
    acceptor.close(ignored);
    back_off_timer.cancel();
    signals.clear(ignored);
    signals.cancel(ignored);
    for (Connection& connection : connections) connection.close();
}

asio::awaitable<void> HttpServer::Impl::accept_connections() {
    while (!stopping) {
        error_code error;
        tcp::socket socket = co_await acceptor.async_accept(asio::redirect_error(asio::use_awaitable, error));
        if (stopping) co_return;
        if (error) {
            co_await back_off(error);
            continue;
        }
        accept_back_off = accept_back_off.zero();
        admit(std::move(socket));
    }
}

/// The connection we could not take stays in the kernel's queue, so that trying again at once would only burn
/// the processor until a descriptor is free.
asio::awaitable<void> HttpServer::Impl::back_off(error_code error) {
    counters.accept_errors.fetch_add(1, std::memory_order_relaxed);
    // Not a line a try; the counter has them all.
    const SteadyTime now = std::chrono::steady_clock::now();
    if (now >= next_accept_warning) {
        log_warn(LogLine{"http accept failed, trying again"}.with("reason", error.message()));
        next_accept_warning = now + kAcceptWarningInterval;
    }
    accept_back_off = std::clamp(accept_back_off * 2, kAcceptBackOffMin, kAcceptBackOffMax);
    back_off_timer.expires_after(accept_back_off);
    error_code ignored;
    co_await back_off_timer.async_wait(asio::redirect_error(asio::use_awaitable, ignored));
}

std::size_t HttpServer::Impl::open_connections(bool refused) const {
    const auto counts = [refused](const Connection& one) {
        return !one.is_closed() && one.is_refused() == refused;
    };
    return static_cast<std::size_t>(std::count_if(connections.begin(), connections.end(), counts));
}

/// Probes and scrapes must get through even when forgotten clients hold every place.
bool HttpServer::Impl::make_room() {
    if (open_connections(false) < options.connections_max) return true;
    Connection* longest = nullptr;
    for (Connection& one : connections) {
        if (one.is_idle() && (longest == nullptr || one.idle_since() < longest->idle_since())) longest = &one;
    }
    if (longest == nullptr) return false;
    longest->close();
    counters.evicted.fetch_add(1, std::memory_order_relaxed);
    return true;
}

void HttpServer::Impl::admit(tcp::socket&& socket) {
    counters.accepted.fetch_add(1, std::memory_order_relaxed);
    const bool room = make_room();
    if (!room) {
        counters.refused.fetch_add(1, std::memory_order_relaxed);
        if (open_connections(true) >= kRefusalsMax) return;
    }
    error_code ignored;
    socket.set_option(tcp::no_delay(true), ignored);
    const auto place = connections.emplace(connections.end(), std::move(socket), options, router, counters);
    asio::co_spawn(context, room ? place->serve() : place->refuse(),
                   [this, place](const std::exception_ptr& failure) {
                       // What is thrown, although errors come as values, costs this connection alone.
                       if (failure) log_error(LogLine{"http connection failed"});
                       connections.erase(place);
                   });
}

asio::awaitable<void> HttpServer::Impl::deliver_signals() {
    while (!stopping) {
        error_code error;
        const int number = co_await signals.async_wait(asio::redirect_error(asio::use_awaitable, error));
        if (error) co_return;
        signal_watch.on_signal(number);
    }
}

HttpServer::HttpServer(std::unique_ptr<Impl> running) : impl_(std::move(running)) {}

HttpServer::~HttpServer() {
    try {
        stop();
    } catch (const std::exception& error) {
        log_error(LogLine{"http did not stop cleanly"}.with("reason", error.what()));
    }
}

Result<std::unique_ptr<HttpServer>> HttpServer::start(const HttpOptions& options,
                                                      std::vector<HttpRoute> routes, SignalWatch signals) {
    WIREFOLD_INVARIANT(signals.numbers.empty() || signals.on_signal, "watched signals have a callback");
    try {
        auto impl = std::make_unique<Impl>(options, std::move(routes), std::move(signals));
        if (options.enabled) {
            if (const auto listening = impl->listen(); !listening) return listening.error();
        }
        if (const auto watching = impl->watch_signals(); !watching) return watching.error();
        Impl& running = *impl;
        impl->thread = std::jthread{[&running] { running.run(); }};
        return std::make_unique<HttpServer>(std::move(impl));
    } catch (const std::exception& failure) {
        return Error{Errc::Io, std::string{"start the http server: "} + failure.what()};
    }
}

std::uint16_t HttpServer::port() const {
    return impl_->port;
}

HttpCounts HttpServer::counts() const {
    return impl_->counters.read();
}

void HttpServer::stop() {
    if (!impl_->thread.joinable()) return;
    WIREFOLD_INVARIANT(std::this_thread::get_id() != impl_->thread.get_id(),
                       "a callback does not stop its own server");
    asio::post(impl_->context, [&impl = *impl_] { impl.close_all(); });
    impl_->thread.join();
}

}  // namespace wirefold
