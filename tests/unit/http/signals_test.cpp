#include <atomic>
#include <csignal>
#include <mutex>
#include <vector>

#include <doctest/doctest.h>

#include "daemon/http/server.hpp"
#include "tests/unit/http/client.hpp"
#include "tests/unit/http/fixture.hpp"

using namespace wirefold;

namespace {

/// Remembers what arrived.
class Mailbox {
public:
    void put(int number) {
        const std::lock_guard lock{mutex_};
        numbers_.push_back(number);
    }
    [[nodiscard]] std::vector<int> numbers() const {
        const std::lock_guard lock{mutex_};
        return numbers_;
    }

private:
    mutable std::mutex mutex_;
    std::vector<int> numbers_;
};

[[nodiscard]] SignalWatch watch_into(Mailbox& mailbox) {
    return {.numbers = {SIGHUP, SIGUSR1}, .on_signal = [&mailbox](int number) { mailbox.put(number); }};
}

[[nodiscard]] bool has_default_meaning(int number) {
    struct sigaction current {};
    ::sigaction(number, nullptr, &current);
    return current.sa_handler == SIG_DFL;
}

}  // namespace

TEST_SUITE("http/signals") {
    TEST_CASE("each delivery is told once, and serving goes on") {
        Mailbox mailbox;
        const auto server = started(any_port(), watch_into(mailbox));
        REQUIRE(std::raise(SIGHUP) == 0);
        REQUIRE(await([&] { return mailbox.numbers().size() == 1; }));
        REQUIRE(std::raise(SIGUSR1) == 0);
        REQUIRE(await([&] { return mailbox.numbers().size() == 2; }));
        REQUIRE(std::raise(SIGHUP) == 0);
        REQUIRE(await([&] { return mailbox.numbers().size() == 3; }));
        CHECK(mailbox.numbers() == std::vector{SIGHUP, SIGUSR1, SIGHUP});
        CHECK(TestClient::connected(server->port()).get("/hello").status == 200);
    }

    TEST_CASE("signals are delivered without HTTP too") {
        Mailbox mailbox;
        HttpOptions options = any_port();
        options.enabled = false;
        const auto server = started(options, watch_into(mailbox));
        REQUIRE(std::raise(SIGUSR1) == 0);
        CHECK(await([&] { return mailbox.numbers() == std::vector{SIGUSR1}; }));
    }

    TEST_CASE("stop gives signals their former meaning back") {
        Mailbox mailbox;
        const auto server = started(any_port(), watch_into(mailbox));
        CHECK_FALSE(has_default_meaning(SIGHUP));
        server->stop();
        CHECK(has_default_meaning(SIGHUP));
        CHECK(mailbox.numbers().empty());
    }

    TEST_CASE("a signal that cannot be watched is an error at start") {
        const auto server =
            HttpServer::start(any_port(), test_routes(), {.numbers = {SIGKILL}, .on_signal = [](int) {}});
        REQUIRE_FALSE(server.has_value());
        CHECK(server.error().code == Errc::Io);
        CHECK(server.error().context.rfind("watch signal 9: ", 0) == 0);
    }
}
