#include "daemon/http/router.hpp"

#include <stdexcept>
#include <string>

#include <doctest/doctest.h>

using namespace wirefold;

namespace {

/// Answers with what it was asked.
[[nodiscard]] Router echoing_router() {
    const auto echo = [](const HttpRequest& request) {
        std::string seen = request.path;
        for (const auto& [name, value] : request.parameters) seen += '|' + name + '=' + value;
        return HttpResponse{.status = 200, .content_type = "text/plain", .body = seen};
    };
    return Router{{{"/", echo}, {"/a b", echo}, {"/metrics", echo}}};
}

}  // namespace

TEST_SUITE("http/router") {
    TEST_CASE("a path leads to its route, whole and decoded") {
        Router router = echoing_router();
        CHECK(router.answer("GET", "/metrics").body == "/metrics");
        CHECK(router.answer("GET", "/%6Detrics").body == "/metrics");
        CHECK(router.answer("GET", "/a%20b").body == "/a b");
        CHECK(router.answer("GET", "/a+b").status == 404);
        CHECK(router.answer("GET", "/").body == "/");
        CHECK(router.answer("GET", "/metrics/").status == 404);
        CHECK(router.answer("GET", "/metric").status == 404);
        CHECK(router.answer("GET", "/metrics%00").status == 404);
    }

    TEST_CASE("parameters come decoded and in order, with and without a value") {
        Router router = echoing_router();
        CHECK(router.answer("GET", "/metrics?a=1&b=x%26y&c&a=2").body == "/metrics|a=1|b=x&y|c=|a=2");
        CHECK(router.answer("GET", "/metrics?%61=two+words%2B&&b==&").body == "/metrics|a=two words+|b==");
        CHECK(router.answer("GET", "/metrics?").body == "/metrics");
    }

    TEST_CASE("a parameter's first value counts, and an absent one is not an empty one") {
        const HttpRequest request{.path = "/", .parameters = {{"a", "1"}, {"a", "2"}, {"b", ""}}};
        REQUIRE(request.parameter("a") != nullptr);
        CHECK(*request.parameter("a") == "1");
        REQUIRE(request.parameter("b") != nullptr);
        CHECK(request.parameter("b")->empty());
        CHECK(request.parameter("c") == nullptr);
    }

    TEST_CASE("a whole address, as proxies send it, means its path") {
        Router router = echoing_router();
        CHECK(router.answer("GET", "http://127.0.0.1:9464/metrics?x=1").body == "/metrics|x=1");
        CHECK(router.answer("GET", "http://127.0.0.1").body == "/");
        CHECK(router.answer("GET", "http://127.0.0.1?x=1").status == 400);
    }

    TEST_CASE("a target that is no path is a bad request") {
        Router router = echoing_router();
        CHECK(router.answer("GET", "/%zz").status == 400);
        CHECK(router.answer("GET", "*").status == 400);
        CHECK(router.answer("GET", "metrics").status == 400);
        CHECK(router.answer("GET", "").status == 400);
        CHECK(router.answer("GET", "/metrics#top").status == 400);
        CHECK(router.answer("GET", "/a b").status == 400);
        CHECK(router.answer("GET", "/\xc3\xa9").status == 400);
        CHECK(router.answer("GET", "/metrics?a=%4").status == 400);
        CHECK(router.answer("GET", "/metrics?%g0=1").status == 400);
    }

    TEST_CASE("other methods are told which ones there are") {
        Router router = echoing_router();
        for (const char* method : {"POST", "PUT", "DELETE", "OPTIONS", "TRACE", "get", "BREW"}) {
            CAPTURE(method);
            const HttpResponse response = router.answer(method, "/metrics");
            CHECK(response.status == 405);
            REQUIRE(response.headers.size() == 1);
            CHECK(response.headers[0].first == "Allow");
            CHECK(response.headers[0].second == "GET, HEAD");
        }
        CHECK(router.answer("HEAD", "/metrics").status == 200);
    }

    TEST_CASE("a callback that throws becomes a 500 which does not tell strangers why") {
        Router router{
            {{"/std", [](const HttpRequest&) -> HttpResponse { throw std::runtime_error("secret"); }},
             {"/odd", [](const HttpRequest&) -> HttpResponse { throw 42; }}}};
        CHECK(router.answer("GET", "/std").status == 500);
        CHECK(router.answer("GET", "/std").body == "internal error\n");
        CHECK(router.answer("GET", "/odd").status == 500);
    }
}
