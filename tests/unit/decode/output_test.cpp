#include <doctest/doctest.h>

#include "tests/unit/decode/decoding.hpp"

using namespace wirefold;
using wirefold::test::Decoding;

TEST_SUITE("decode/output_pieces") {
    TEST_CASE("spells ninjs 1.x members as 3.1 and keeps the rest under extra") {
        const Decoding decoding{
            R"({"uri":"u","versioncreated":"2026-01-02","headline":"H","body_text":"T","body_html":"<p>T</p>","x":{"y":[1]}})"};
        CHECK(decoding.output() ==
              R"(,"versionCreated":"2026-01-02","headlines":[{"role":"main","value":"H"}],)"
              R"("bodies":[{"role":"main","contentType":"text/plain","value":"T"},)"
              R"({"role":"main","contentType":"text/html","value":"<p>T</p>"}],"extra":{"x":{"y":[1]}})");
    }

    TEST_CASE("spells inner names of ninjs 2.x as 3.1") {
        const Decoding decoding{
            R"({"uri":"u","pubstatus":"usable","bodies":[{"contenttype":"text/plain","charcount":1,"value":"contenttype"}]})"};
        CHECK(
            decoding.output() ==
            R"(,"pubStatus":"usable","bodies":[{"contentType":"text/plain","charCount":1,"value":"contenttype"}])");
    }

    TEST_CASE("a member that comes twice is written once and its twin kept under extra") {
        const Decoding decoding{R"({"uri":"u","language":"en","language":"de","body_text":"T"})"};
        CHECK(
            decoding.output() ==
            R"(,"language":"en","bodies":[{"role":"main","contentType":"text/plain","value":"T"}],"extra":{"language":"de"})");
    }

    TEST_CASE("pretty-printed records come out on one line") {
        const Decoding decoding{
            "{\n  \"uri\" : \"u\",\r\n  \"x\" : [ 1,\n 2 ],\n  \"body_text\" : \"a b\"\n}"};
        CHECK(decoding.output() ==
              R"(,"bodies":[{"role":"main","contentType":"text/plain","value":"a b"}],"extra":{"x":[1,2]})");
    }

    TEST_CASE("values of every kind come out as they went in") {
        const Decoding decoding{
            R"({"uri":"u","urgency":3,"a":-1.50e3,"b":18446744073709551616,"c":true,"d":null,"e":[],"f":{ },"body_text":"T"})"};
        CHECK(decoding.output() ==
              R"(,"urgency":3,"bodies":[{"role":"main","contentType":"text/plain","value":"T"}],)"
              R"("extra":{"a":-1.50e3,"b":18446744073709551616,"c":true,"d":null,"e":[],"f":{ }})");
    }

    TEST_CASE("escapes pass through as they were written") {
        const Decoding decoding{R"({"uri":"u","body_text":"caf\u00e9 \/ \"q\"","odd\nkey":"\ud83d\ude00"})"};
        CHECK(decoding.document().body == "café / \"q\"");
        CHECK(decoding.output() ==
              R"(,"bodies":[{"role":"main","contentType":"text/plain","value":"caf\u00e9 \/ \"q\""}],)"
              R"("extra":{"odd\nkey":"\ud83d\ude00"})");
    }
}
