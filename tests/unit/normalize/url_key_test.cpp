#include "daemon/normalize/url_key.hpp"

#include <string>

#include <doctest/doctest.h>

using namespace wirefold;

namespace {

[[nodiscard]] std::string key(std::string_view url) {
    return page_address(url).url_key;
}
[[nodiscard]] std::string canonical(std::string_view url) {
    return page_address(url).canonical_url;
}

}  // namespace

TEST_SUITE("normalize/url_key") {
    TEST_CASE("one page has one key, however it is linked") {
        for (const char* url : {"https://example.com/news/story",
                                "http://example.com/news/story",
                                "https://www.example.com/news/story",
                                "https://m.example.com/news/story",
                                "https://amp.example.com/news/story",
                                "https://www.m.example.com/news/story",
                                "https://example.com/news/story/",
                                "https://example.com/news/story/amp",
                                "https://example.com/news/story/amp/",
                                "https://example.com/news/story?amp",
                                "https://example.com/news/story?amp=1",
                                "https://example.com/news/story?utm_source=feed&UTM_Medium=rss",
                                "https://example.com/news/story?fbclid=x",
                                "https://example.com/news/story?gclid=x&mc_cid=1&igshid=2#top",
                                "HTTPS://EXAMPLE.COM:443/news/story",
                                "http://example.com:80/news/story",
                                "https://example.com/./news/x/../story",
                                "https://example.com/ne%77s/story",
                                " https://example.com/news/story\n",
                                "https://example.com/news/story?",
                                "https://user:secret@example.com/news/story",
                                "https://example.com./news/story"}) {
            CAPTURE(url);
            CHECK(key(url) == "example.com/news/story");
        }
    }

    TEST_CASE("what names another page stays apart") {
        CHECK(key("https://example.com/a?id=1") == "example.com/a?id=1");
        CHECK(key("https://example.com/a?id=1") != key("https://example.com/a?id=2"));
        CHECK(key("https://example.com/Story") != key("https://example.com/story"));
        CHECK(key("https://example.com/a?x=1&y=2") != key("https://example.com/a?y=2&x=1"));
        CHECK(key("https://example.com:8080/a") == "example.com:8080/a");
        CHECK(key("https://news.example.com/a") != key("https://example.com/a"));
        CHECK(key("https://example.com/a//b") != key("https://example.com/a/b"));
        CHECK(key("https://example.com/amp/a") == "example.com/amp/a");
        CHECK(key("https://example.com/camp") == "example.com/camp");
        CHECK(key("https://example.com/a?ref=1") == "example.com/a?ref=1");
        CHECK(key("https://example.com/a%2Fb") != key("https://example.com/a/b"));
    }

    TEST_CASE("the canonical address can be opened") {
        CHECK(canonical("HTTP://WWW.Example.COM:80/A/../B?utm_source=x&id=7&b=%7e#frag") ==
              "http://www.example.com/B?id=7&b=~");
        CHECK(canonical("https://example.com") == "https://example.com/");
        CHECK(canonical("https://example.com/a/") == "https://example.com/a/");
        CHECK(canonical("https://example.com/a?amp=1") == "https://example.com/a?amp=1");
        CHECK(canonical("https://[2001:DB8::1]:8443/a") == "https://[2001:db8::1]:8443/a");
        CHECK(key("https://example.com/") == "example.com");
    }

    TEST_CASE("addresses with letters and blanks are taken for what they mean") {
        CHECK(key("https://example.com/f\u00fc\u00dfe und h\u00e4nde?q=a|b") ==
              key("https://example.com/f%C3%BC%c3%9fe%20und%20h%C3%A4nde?q=a%7Cb"));
        CHECK(key("https://example.com/100%") == "example.com/100%25");
        CHECK(key("https://example.com/a[1]") == "example.com/a%5B1%5D");
    }

    TEST_CASE("a host keeps two labels") {
        CHECK(key("https://m.com/a") == "m.com/a");
        CHECK(key("https://www.com/a") == "www.com/a");
    }

    TEST_CASE("what is no web address has no key") {
        for (const char* url : {"", " ", "example.com/a", "/a/b", "urn:newsml:example.com:2024:1",
                                "mailto:a@example.com", "ftp://example.com/a", "http://", "https:///a",
                                "http://[::1", "http://ex ample.com:port/", "http://example.com:99999999999/",
                                "http://example.com:80x/", "javascript:alert(1)", "//example.com/a"}) {
            CAPTURE(url);
            CHECK(canonical(url) == "");
            CHECK(key(url) == "");
        }
        CHECK(key("https://example.com/" + std::string(10'000, 'a')).empty());
    }
}
