#pragma once

#include <memory>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include <doctest/doctest.h>

#include "daemon/http/server.hpp"
#include "tests/unit/http/client.hpp"

/// Larger than what both sockets' buffers together can take in.
inline constexpr std::size_t kHugeBytes = 32UL * 1024 * 1024;

[[nodiscard]] inline wirefold::HttpOptions any_port() {
    wirefold::HttpOptions options;
    options.port = 0;
    // No test passes because a time-out ended what it waited for, unless it sets one.
    options.request_timeout = kPatience * 10;
    options.idle_timeout = kPatience * 10;
    return options;
}

/// "/hello", "/echo?text=", "/throws" and "/huge".
[[nodiscard]] inline std::vector<wirefold::HttpRoute> test_routes() {
    using wirefold::HttpRequest;
    using wirefold::HttpResponse;
    std::vector<wirefold::HttpRoute> routes;
    routes.push_back({"/hello", [](const HttpRequest&) { return wirefold::text_response(200, "hello"); }});
    routes.push_back({"/echo", [](const HttpRequest& request) {
                          const std::string* text = request.parameter("text");
                          HttpResponse response;
                          response.content_type = "text/html";
                          response.body = text == nullptr ? "(none)" : *text;
                          response.headers.emplace_back("Content-Security-Policy", "default-src 'none'");
                          response.headers.emplace_back("X-Echo", response.body);
                          return response;
                      }});
    routes.push_back(
        {"/throws", [](const HttpRequest&) -> HttpResponse { throw std::runtime_error("not today"); }});
    routes.push_back({"/huge", [](const HttpRequest&) {
                          HttpResponse response;
                          response.body.assign(kHugeBytes, 'x');
                          return response;
                      }});
    return routes;
}

[[nodiscard]] inline std::unique_ptr<wirefold::HttpServer> started(
    const wirefold::HttpOptions& options = any_port(), wirefold::SignalWatch signals = {}) {
    auto server = wirefold::HttpServer::start(options, test_routes(), std::move(signals));
    if (!server) FAIL(wirefold::describe(server.error()));
    return std::move(*server);
}
