#include "daemon/config/text_rules.hpp"

#include <string>

#include <doctest/doctest.h>

#include "daemon/core/utf8.hpp"

using namespace wirefold;

TEST_SUITE("config/text_rules") {
    TEST_CASE("a topic is what a broker takes as one") {
        for (const auto* right : {"a", "articles.raw", "A_b-9", "..."}) CHECK(is_topic(right));
        for (const auto* wrong : {"", ".", "..", "a b", "a/b", "^articles", "ä", "a\n"}) {
            CAPTURE(wrong);
            CHECK_FALSE(is_topic(wrong));
        }
        CHECK(is_topic(std::string(249, 'x')));
        CHECK_FALSE(is_topic(std::string(250, 'x')));
    }

    TEST_CASE("a member id may be empty, a topic may not") {
        CHECK(is_member_id(""));
        CHECK(is_member_id("wirefold-0"));
        CHECK_FALSE(is_member_id("wirefold 0"));
    }

    TEST_CASE("an address is an address, not a name") {
        for (const auto* right : {"127.0.0.1", "0.0.0.0", "::", "::1", "fe80::1"})
            CHECK(is_ip_address(right));
        for (const auto* wrong : {"", "localhost", "127.0.0.1:80", "1.2.3", "256.1.1.1", "[::1]"}) {
            CAPTURE(wrong);
            CHECK_FALSE(is_ip_address(wrong));
        }
    }

    TEST_CASE("brokers are hosts with ports that exist") {
        for (const auto* right : {"h:9092", "h", "a:1,b:65535", "10.0.0.1:9092", "[::1]:9092", "[::1]"}) {
            CAPTURE(right);
            CHECK(are_brokers(right));
        }
        for (const auto* wrong :
             {"", ",", "a:1,", ",a:1", "a:1, b:2", "a:", ":9092", "a:0", "a:65536", "a:x", "kafka://a:1"}) {
            CAPTURE(wrong);
            CHECK_FALSE(are_brokers(wrong));
        }
    }

    TEST_CASE("only UTF-8 passes for UTF-8") {
        for (const auto* right : {"", "abc", "é", "日本", "😀", "\xf4\x8f\xbf\xbf"}) CHECK(is_utf8(right));
        for (const auto* wrong : {"\xff", "\xc3", "\xc0\xaf", "\xe0\x80\xaf", "\xed\xa0\x80",
                                  "\xf4\x90\x80\x80", "a\x80", "\xe6\x97"}) {
            CAPTURE(wrong);
            CHECK_FALSE(is_utf8(wrong));
        }
    }

    TEST_CASE("names of secrets are known by their words") {
        for (const auto* secret :
             {"sasl.password", "ssl.key.password", "ssl.key.pem", "sasl.oauthbearer.client.secret"}) {
            CHECK(may_hold_secret(secret));
        }
        for (const auto* open : {"client.id", "ssl.key.location", "security.protocol"})
            CHECK_FALSE(may_hold_secret(open));
    }
}
