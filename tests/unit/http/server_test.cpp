#include "daemon/http/server.hpp"

#include <string>
#include <thread>
#include <vector>

#include <doctest/doctest.h>

#include "tests/unit/http/client.hpp"
#include "tests/unit/http/fixture.hpp"

using namespace wirefold;

TEST_SUITE("http/server") {
    TEST_CASE("serves a route with type, length and no caching") {
        const auto server = started();
        CHECK(server->port() != 0);
        TestClient client = TestClient::connected(server->port());
        const Reply reply = client.get("/hello");
        CHECK(reply.status == 200);
        CHECK(reply.body == "hello\n");
        CHECK(reply.header("content-type") == "text/plain; charset=utf-8");
        CHECK(reply.header("content-length") == "6");
        CHECK(reply.header("cache-control") == "no-store");
        CHECK(reply.header("x-content-type-options") == "nosniff");
    }

    TEST_CASE("the callback sees the parameters and chooses type and headers") {
        const auto server = started();
        TestClient client = TestClient::connected(server->port());
        const Reply reply = client.get("/echo?text=%3Cb%3E");
        CHECK(reply.body == "<b>");
        CHECK(reply.header("content-type") == "text/html");
        CHECK(reply.header("content-security-policy") == "default-src 'none'");
    }

    TEST_CASE("a header from a callback cannot smuggle in another one") {
        const auto server = started();
        TestClient client = TestClient::connected(server->port());
        CHECK(client.get("/echo?text=plain").header("x-echo") == "plain");
        const Reply reply = client.get("/echo?text=a%0D%0AX-Evil:%201");
        CHECK(reply.status == 200);
        CHECK(reply.headers.count("x-evil") == 0);
        CHECK(reply.headers.count("x-echo") == 0);
    }

    TEST_CASE("HEAD is GET without the body, and the connection stays in step") {
        const auto server = started();
        TestClient client = TestClient::connected(server->port());
        client.ask("/hello", "HEAD");
        client.ask("/echo?text=next");
        const Reply head = client.read_reply(true);
        CHECK(head.status == 200);
        CHECK(head.header("content-length") == "6");
        CHECK(client.read_reply().body == "next");
    }

    TEST_CASE("what cannot be served is said so, and the connection goes on") {
        const auto server = started();
        TestClient client = TestClient::connected(server->port());
        CHECK(client.get("/nowhere").status == 404);
        client.ask("/hello", "DELETE");
        const Reply refused = client.read_reply();
        CHECK(refused.status == 405);
        CHECK(refused.header("allow") == "GET, HEAD");
        CHECK(client.get("/throws").status == 500);
        CHECK(client.get("/%zz").status == 400);
        CHECK(client.get("/hello").status == 200);
    }

    TEST_CASE("what is not HTTP is answered 400 and cut off") {
        const auto server = started();
        for (const char* nonsense :
             {"nonsense\r\n\r\n", "GET /hello\r\n\r\n", "GET /hello HTTP/1.1\r\nno colon\r\n\r\n",
              "PRI * HTTP/2.0\r\n\r\n", "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03"}) {
            CAPTURE(nonsense);
            TestClient client = TestClient::connected(server->port());
            client.send(nonsense);
            const Reply reply = client.read_reply();
            CHECK(reply.status == 400);
            CHECK(reply.header("connection") == "close");
            CHECK(client.is_cut_off());
        }
    }

    TEST_CASE("HTTP/1.1 needs exactly one Host, HTTP/1.0 none") {
        const auto server = started();
        TestClient without = TestClient::connected(server->port());
        without.send("GET /hello HTTP/1.1\r\n\r\n");
        CHECK(without.read_reply().status == 400);
        TestClient twice = TestClient::connected(server->port());
        twice.send("GET /hello HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n");
        CHECK(twice.read_reply().status == 400);
        TestClient old = TestClient::connected(server->port());
        old.send("GET /hello HTTP/1.0\r\n\r\n");
        CHECK(old.read_reply().status == 200);
        CHECK(old.is_cut_off());
    }

    TEST_CASE("requests sent ahead are answered one by one, in order") {
        const auto server = started();
        TestClient client = TestClient::connected(server->port());
        constexpr int kRequests = 300;
        std::string requests;
        for (int i = 0; i < kRequests; ++i) {
            requests += "GET /echo?text=" + std::to_string(i) + " HTTP/1.1\r\nHost: test\r\n\r\n";
        }
        REQUIRE(client.send(requests));
        for (int i = 0; i < kRequests; ++i) REQUIRE(client.read_reply().body == std::to_string(i));
        CHECK(server->counts().accepted == 1);
        CHECK(await([&] { return server->counts().requests == kRequests; }));
    }

    TEST_CASE("a request that comes in pieces is one request") {
        const auto server = started();
        TestClient client = TestClient::connected(server->port());
        for (const char c : std::string{"GET /hello HTTP/1.1\r\nHost: test\r\n\r\n"})
            REQUIRE(client.send({&c, 1}));
        CHECK(client.read_reply().status == 200);
    }

    TEST_CASE("a client that asks for it is cut off after its answer") {
        const auto server = started();
        TestClient client = TestClient::connected(server->port());
        client.ask("/hello", "GET", "Connection: close\r\n");
        const Reply reply = client.read_reply();
        CHECK(reply.status == 200);
        CHECK(reply.header("connection") == "close");
        CHECK(client.is_cut_off());
    }

    TEST_CASE("a body is never taken for the next request") {
        const auto server = started();
        const std::string smuggled = "GET /echo?text=smuggled HTTP/1.1\r\nHost: test\r\n\r\n";
        const std::string length = "Content-Length: " + std::to_string(smuggled.size()) + "\r\n";
        for (const std::string method : {"GET", "POST"}) {
            for (const std::string& framing : {length, std::string{"Transfer-Encoding: chunked\r\n"}}) {
                CAPTURE(method);
                CAPTURE(framing);
                TestClient client = TestClient::connected(server->port());
                client.ask("/hello", method, framing);
                client.send(smuggled);
                CHECK(client.read_reply().status == (method == "GET" ? 200 : 405));
                CHECK(client.is_cut_off());
            }
        }
    }

    TEST_CASE("a huge answer arrives whole") {
        const auto server = started();
        TestClient client = TestClient::connected(server->port());
        CHECK(client.get("/huge").body.size() == kHugeBytes);
        CHECK(client.get("/hello").status == 200);
    }

    TEST_CASE("200 connections in turn leave nothing behind") {
        HttpOptions options = any_port();
        options.connections_max = 2;
        const auto server = started(options);
        for (int i = 0; i < 200; ++i) {
            CAPTURE(i);
            // The place of the one before is free once the server has seen that it left.
            REQUIRE(await([&] { return TestClient::connected(server->port()).get("/hello").status == 200; }));
        }
        CHECK(server->counts().requests >= 200);
    }

    TEST_CASE("clients in parallel all get their own answer") {
        const auto server = started();
        constexpr int kClients = 8;
        constexpr int kRequests = 25;
        std::vector<int> right(kClients, 0);
        {
            std::vector<std::jthread> threads;
            for (int id = 0; id < kClients; ++id) {
                threads.emplace_back([&, id] {
                    TestClient client = TestClient::connected(server->port());
                    for (int i = 0; i < kRequests; ++i) {
                        const std::string text = std::to_string(id) + "-" + std::to_string(i);
                        right[static_cast<std::size_t>(id)] +=
                            client.get("/echo?text=" + text).body == text ? 1 : 0;
                    }
                });
            }
        }
        for (const int answers : right) CHECK(answers == kRequests);
        CHECK(server->counts().requests == kClients * kRequests);
    }

    TEST_CASE("an address that is none is the configuration's fault, and named") {
        for (const char* address : {"localhost", "", "127.0.0.1:80", "[::1]", "300.0.0.1"}) {
            CAPTURE(address);
            HttpOptions options = any_port();
            options.address = address;
            const auto server = HttpServer::start(options, test_routes());
            REQUIRE_FALSE(server.has_value());
            CHECK(server.error().code == Errc::ConfigRejected);
            CHECK(server.error().context.find("http.address \"" + options.address + "\"") !=
                  std::string::npos);
        }
    }

    TEST_CASE("a limit of no connections is refused") {
        HttpOptions options = any_port();
        options.connections_max = 0;
        const auto server = HttpServer::start(options, test_routes());
        REQUIRE_FALSE(server.has_value());
        CHECK(server.error().code == Errc::ConfigRejected);
    }

    TEST_CASE("a port that is taken is named with its address") {
        const auto first = started();
        HttpOptions options = any_port();
        options.port = first->port();
        const auto second = HttpServer::start(options, test_routes());
        REQUIRE_FALSE(second.has_value());
        CHECK(second.error().code == Errc::Network);
        CHECK(second.error().context ==
              "listen on 127.0.0.1:" + std::to_string(first->port()) + ": address already in use");
    }

    TEST_CASE("listening on :: serves IPv4 as well") {
        HttpOptions options = any_port();
        options.address = "::";
        auto server = HttpServer::start(options, test_routes());
        if (!server && server.error().context.find("not supported") != std::string::npos) {
            MESSAGE("no IPv6 on this machine");
            return;
        }
        REQUIRE(server.has_value());
        CHECK(TestClient::connected((*server)->port()).get("/hello").status == 200);
    }

    TEST_CASE("switched off, it opens no port") {
        HttpOptions options = any_port();
        options.enabled = false;
        options.address = "not looked at";
        const auto server = started(options);
        CHECK(server->port() == 0);
    }
}
