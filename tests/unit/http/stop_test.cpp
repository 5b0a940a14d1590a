#include <atomic>
#include <thread>
#include <vector>

#include <doctest/doctest.h>

#include "daemon/http/server.hpp"
#include "tests/unit/http/client.hpp"
#include "tests/unit/http/fixture.hpp"

using namespace wirefold;

TEST_SUITE("http/stop") {
    TEST_CASE("stop cuts off clients in every state") {
        HttpOptions options = any_port();
        options.connections_max = 4;
        const auto server = started(options);
        TestClient silent = TestClient::connected(server->port());
        TestClient halfway = TestClient::connected(server->port());
        halfway.send("GET /hello HTTP/1.1\r\nHost: te");
        TestClient idle = TestClient::connected(server->port());
        CHECK(idle.get("/hello").status == 200);
        TestClient unread{4096};
        REQUIRE(unread.connect(server->port()));
        unread.ask("/huge");
        REQUIRE(await([&] { return server->counts().requests == 2; }));

        server->stop();
        CHECK(silent.is_cut_off());
        CHECK(halfway.is_cut_off());
        CHECK(idle.is_cut_off());
        const auto [received, ended] = unread.read_to_end();
        CHECK(ended);
        CHECK(received.size() < kHugeBytes);
    }

    TEST_CASE("after stop nobody listens, and stopping again does nothing") {
        const auto server = started();
        const std::uint16_t port = server->port();
        server->stop();
        server->stop();
        CHECK_FALSE(TestClient{}.connect(port));
        HttpOptions options = any_port();
        options.port = port;
        CHECK(HttpServer::start(options, test_routes()).has_value());
    }

    TEST_CASE("stop waits for the callback that runs, and none runs after it") {
        std::atomic<bool> entered{false};
        std::atomic<bool> may_leave{false};
        std::atomic<int> running{0};
        std::vector<HttpRoute> routes{{"/wait", [&](const HttpRequest&) {
                                           running = 1;
                                           entered = true;
                                           while (!may_leave) std::this_thread::yield();
                                           running = 0;
                                           return text_response(200, "waited");
                                       }}};
        auto server = HttpServer::start(any_port(), std::move(routes));
        REQUIRE(server.has_value());
        const TestClient client = TestClient::connected((*server)->port());
        for (int i = 0; i < 3; ++i) client.ask("/wait");
        REQUIRE(await([&] { return entered.load(); }));
        std::jthread stopper{[&] { (*server)->stop(); }};
        may_leave = true;
        stopper.join();
        CHECK(running == 0);
    }

    TEST_CASE("starting and stopping under load ends each time") {
        for (int round = 0; round < 10; ++round) {
            const auto server = started();
            const std::uint16_t port = server->port();
            std::vector<std::jthread> clients;
            std::atomic<int> served{0};
            for (int i = 0; i < 4; ++i) {
                clients.emplace_back([&served, port](const std::stop_token& stop) {
                    while (!stop.stop_requested()) {
                        TestClient client;
                        if (!client.connect(port)) return;
                        while (client.get("/hello").status == 200) ++served;
                    }
                });
            }
            REQUIRE(await([&] { return served >= 20; }));
            server->stop();
        }
    }
}
