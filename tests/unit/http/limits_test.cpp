#include <algorithm>
#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include <doctest/doctest.h>
#include <sys/resource.h>
#include <unistd.h>

#include "daemon/core/logging.hpp"
#include "daemon/http/server.hpp"
#include "tests/unit/http/client.hpp"
#include "tests/unit/http/fixture.hpp"

using namespace wirefold;

namespace {

constexpr std::chrono::milliseconds kShort{200};

/// A request whose head is `bytes` long.
[[nodiscard]] std::string request_of(std::size_t bytes) {
    std::string request = "GET /hello HTTP/1.1\r\nHost: test\r\nPadding: \r\n\r\n";
    request.insert(request.size() - 4, bytes - request.size(), 'p');
    return request;
}

[[nodiscard]] bool is_served(std::uint16_t port) {
    return TestClient::connected(port).get("/hello").status == 200;
}

/// No descriptor can be opened while this lives; those that are open stay usable.
class NoFreeDescriptors {
public:
    NoFreeDescriptors() {
        REQUIRE(::getrlimit(RLIMIT_NOFILE, &before_) == 0);
        const int lowest_free = ::dup(STDERR_FILENO);
        REQUIRE(lowest_free >= 0);
        ::close(lowest_free);
        rlimit now = before_;
        now.rlim_cur = static_cast<rlim_t>(lowest_free);
        REQUIRE(::setrlimit(RLIMIT_NOFILE, &now) == 0);
    }
    NoFreeDescriptors(const NoFreeDescriptors&) = delete;
    NoFreeDescriptors& operator=(const NoFreeDescriptors&) = delete;
    ~NoFreeDescriptors() { ::setrlimit(RLIMIT_NOFILE, &before_); }

private:
    rlimit before_{};
};

}  // namespace

TEST_SUITE("http/limits") {
    TEST_CASE("a head of just the limit is served, one byte more is answered 431") {
        HttpOptions options = any_port();
        options.header_bytes_max = 1024;
        const auto server = started(options);
        TestClient fitting = TestClient::connected(server->port());
        fitting.send(request_of(1024));
        CHECK(fitting.read_reply().status == 200);
        // The limit is for each head, not for the connection.
        fitting.send(request_of(1024));
        CHECK(fitting.read_reply().status == 200);

        TestClient larger = TestClient::connected(server->port());
        larger.send(request_of(1025));
        CHECK(larger.read_reply().status == 431);
        CHECK(larger.is_cut_off());
    }

    TEST_CASE("a request line without end is answered 431") {
        const auto server = started();
        TestClient client = TestClient::connected(server->port());
        client.send("GET /" + std::string(10'000, 'a'));
        CHECK(client.read_reply().status == 431);
    }

    TEST_CASE("a client that sent far too much can still read why it was refused") {
        const auto server = started();
        TestClient client = TestClient::connected(server->port());
        client.send(request_of(60'000));
        CHECK(client.read_reply().status == 431);
        CHECK(client.is_cut_off());
        CHECK_FALSE(client.was_reset());
    }

    TEST_CASE("a flood of headers is cut off while others are served") {
        const auto server = started();
        const TestClient flooding = TestClient::connected(server->port());
        flooding.send("GET /hello HTTP/1.1\r\nHost: test\r\n");
        const std::string headers = [] {
            std::string many;
            for (int i = 0; i < 1'000; ++i) many += "X-Flood: " + std::string(50, 'f') + "\r\n";
            return many;
        }();
        bool taken = true;
        for (int i = 0; i < 2'000 && taken; ++i) {
            taken = flooding.send(headers);
            if (i == 0) CHECK(is_served(server->port()));
        }
        CHECK_FALSE(taken);
    }

    TEST_CASE("a client that does not finish its request is dropped while others are served") {
        HttpOptions options = any_port();
        options.request_timeout = kShort;
        const auto server = started(options);
        for (const char* beginning : {"", "GET /hello HTTP/1.1\r\nHos"}) {
            CAPTURE(beginning);
            const std::uint64_t dropped_before = server->counts().timed_out;
            TestClient slow = TestClient::connected(server->port());
            slow.send(beginning);
            int served = 0;
            CHECK(await([&] {
                served += is_served(server->port()) ? 1 : 0;
                return slow.has_news();
            }));
            CHECK(served > 0);
            CHECK(slow.is_cut_off());
            CHECK(await([&] { return server->counts().timed_out > dropped_before; }));
        }
    }

    TEST_CASE("a second request has no more time than the first") {
        HttpOptions options = any_port();
        options.request_timeout = kShort;
        const auto server = started(options);
        std::optional<TestClient> slow;
        REQUIRE(await([&] {
            // A machine that stops for longer than the time-out is not what this is about.
            slow.emplace(TestClient::connected(server->port()));
            return slow->get("/hello").status == 200;
        }));
        const std::uint64_t dropped_before = server->counts().timed_out;
        slow->send("GET /hello HTTP/1.1\r\nHos");
        CHECK(slow->is_cut_off());
        CHECK(await([&] { return server->counts().timed_out > dropped_before; }));
    }

    TEST_CASE("a client that sends without pause and without end has no more time than others") {
        HttpOptions options = any_port();
        options.request_timeout = kShort;
        options.header_bytes_max = 1 * kGiB;
        const auto server = started(options);
        const TestClient trickling = TestClient::connected(server->port());
        trickling.send("GET /hello HTTP/1.1\r\nHost: test\r\nX-Long: ");
        CHECK(await([&] { return !trickling.send("x"); }));
        CHECK(await([&] { return server->counts().timed_out == 1; }));
    }

    TEST_CASE("a client that does not read its answer is dropped while others are served") {
        HttpOptions options = any_port();
        options.request_timeout = kShort;
        const auto server = started(options);
        TestClient lazy{4096};
        REQUIRE(lazy.connect(server->port()));
        lazy.ask("/huge");
        int served = 0;
        CHECK(await([&] {
            served += is_served(server->port()) ? 1 : 0;
            return server->counts().timed_out > 0;
        }));
        CHECK(served > 0);
        const auto [received, ended] = lazy.read_to_end();
        CHECK(ended);
        CHECK(received.size() < kHugeBytes);
    }

    TEST_CASE("a connection without a next request is closed in the end, which is nobody's fault") {
        HttpOptions options = any_port();
        options.idle_timeout = kShort;
        const auto server = started(options);
        TestClient client = TestClient::connected(server->port());
        CHECK(client.get("/hello").status == 200);
        CHECK(client.is_cut_off());
        CHECK(server->counts().timed_out == 0);
    }

    TEST_CASE("a connection over the limit is answered 503 without being asked") {
        HttpOptions options = any_port();
        options.connections_max = 2;
        const auto server = started(options);
        TestClient first = TestClient::connected(server->port());
        TestClient second = TestClient::connected(server->port());
        for (TestClient* busy : {&first, &second}) busy->send("GET /hello HTTP/1.1\r\n");

        TestClient third = TestClient::connected(server->port());
        const Reply reply = third.read_reply();
        CHECK(reply.status == 503);
        CHECK(reply.header("retry-after") == "1");
        CHECK(third.is_cut_off());
        CHECK(server->counts().refused == 1);

        // Those inside have not noticed.
        for (TestClient* busy : {&first, &second}) {
            busy->send("Host: test\r\n\r\n");
            CHECK(busy->read_reply().status == 200);
        }
    }

    TEST_CASE("of two idle connections the longer idle one makes room") {
        HttpOptions options = any_port();
        options.connections_max = 2;
        const auto server = started(options);
        TestClient longer = TestClient::connected(server->port());
        CHECK(longer.get("/hello").status == 200);
        TestClient shorter = TestClient::connected(server->port());
        CHECK(shorter.get("/hello").status == 200);
        CHECK(is_served(server->port()));
        CHECK(longer.is_cut_off());
        CHECK(shorter.get("/hello").status == 200);
    }

    TEST_CASE("an idle connection makes room for a new one, one at work does not") {
        HttpOptions options = any_port();
        options.connections_max = 2;
        const auto server = started(options);
        TestClient busy = TestClient::connected(server->port());
        busy.send("GET /hello HTTP/1.1\r\n");
        TestClient idle = TestClient::connected(server->port());
        CHECK(idle.get("/hello").status == 200);

        // An answer can be here a moment before its connection counts as idle: hence the second try.
        CHECK(await([&] { return is_served(server->port()); }));
        CHECK(idle.is_cut_off());
        CHECK(server->counts().evicted >= 1);
        busy.send("Host: test\r\n\r\n");
        CHECK(busy.read_reply().status == 200);
    }

    TEST_CASE("a crowd far over the limit costs a bounded number of connections") {
        HttpOptions options = any_port();
        options.connections_max = 1;
        const auto server = started(options);
        TestClient inside = TestClient::connected(server->port());
        inside.send("GET /hello HTTP/1.1\r\n");
        std::vector<TestClient> crowd;
        for (int i = 0; i < 100; ++i) crowd.push_back(TestClient::connected(server->port()));
        CHECK(await([&] { return server->counts().refused == 100; }));
        const auto answered = std::count_if(crowd.begin(), crowd.end(),
                                            [](TestClient& one) { return one.read_reply().status == 503; });
        // Places for refusals become free as refused clients leave; the crowd stays.
        CHECK(answered >= 16);
        CHECK(answered < 100);
        for (TestClient& one : crowd) CHECK(one.read_to_end().second);
        inside.send("Host: test\r\n\r\n");
        CHECK(inside.read_reply().status == 200);
    }

    TEST_CASE("running out of descriptors is survived, and served later") {
        const auto server = started();
        TestClient inside = TestClient::connected(server->port());
        CHECK(inside.get("/hello").status == 200);
        TestClient outside;
        // The undefined-behavior sanitizer wants a descriptor for itself the first time it meets a type,
        // those of the logger here.
        log_warn(LogLine{"about to run out of descriptors"}.with("reason", "test"));
        bool tried_twice = false;
        int status_inside = 0;
        {
            const NoFreeDescriptors none;
            REQUIRE(outside.connect(server->port()));
            tried_twice = await([&] { return server->counts().accept_errors >= 2; });
            status_inside = inside.get("/hello").status;
        }
        CHECK(tried_twice);
        CHECK(status_inside == 200);
        CHECK(outside.get("/hello").status == 200);
        CHECK(server->counts().accepted == 2);
        CHECK(is_served(server->port()));
    }
}
