#include "daemon/http/probes.hpp"

#include <doctest/doctest.h>

using namespace wirefold;

namespace {

const std::vector<ProbeCheck> kHealthy{{"configured", true, ""}, {"restored", true, "ignored when ok"}};
const std::vector<ProbeCheck> kRestoring{
    {"configured", true, ""}, {"restored", false, "4096 log records to read"}, {"assigned", false, ""}};

}  // namespace

TEST_SUITE("http/probes") {
    TEST_CASE("all checks ok is 200 and one word") {
        const HttpResponse response = render_probe(kHealthy, false);
        CHECK(response.status == 200);
        CHECK(response.body == "ok\n");
        CHECK(response.content_type == "text/plain; charset=utf-8");
    }

    TEST_CASE("any check that is not ok is 503 and names it") {
        const HttpResponse response = render_probe(kRestoring, false);
        CHECK(response.status == 503);
        CHECK(response.body == "not ok: restored, assigned\n");
    }

    TEST_CASE("verbose says one line a check, with the reason") {
        CHECK(render_probe(kHealthy, true).body == "[+]configured ok\n[+]restored ok\nok\n");
        const HttpResponse response = render_probe(kRestoring, true);
        CHECK(response.status == 503);
        CHECK(response.body ==
              "[+]configured ok\n[-]restored 4096 log records to read\n[-]assigned failed\nnot ok: restored, "
              "assigned\n");
    }

    TEST_CASE("no checks at all is ok") {
        CHECK(render_probe({}, true).body == "ok\n");
    }

    TEST_CASE("a reason of several lines stays on one") {
        const HttpResponse response = render_probe({{"kafka", false, "broker\r\n[+]kafka ok"}}, true);
        CHECK(response.body == "[-]kafka broker  [+]kafka ok\nnot ok: kafka\n");
    }

    TEST_CASE("the route asks anew for each request and understands verbose") {
        std::vector<ProbeCheck> now = kRestoring;
        const HttpRoute route = probe_route("/readyz", [&now] { return now; });
        CHECK(route.path == "/readyz");
        CHECK(route.answer({.path = "/readyz", .parameters = {}}).status == 503);
        now = kHealthy;
        CHECK(route.answer({.path = "/readyz", .parameters = {}}).body == "ok\n");
        CHECK(route.answer({.path = "/readyz", .parameters = {{"verbose", ""}}}).body ==
              render_probe(kHealthy, true).body);
    }
}
