#include "daemon/normalize/html_text.hpp"

#include <string>

#include <doctest/doctest.h>

using namespace wirefold;

namespace {

/// Text with white space collapsed, as a reader sees it.
[[nodiscard]] std::string text_of(std::string_view html) {
    std::string text;
    append_html_text(html, text);
    std::string collapsed;
    for (const char c : text) {
        const bool is_blank = c == ' ' || c == '\n' || c == '\t' || c == '\r';
        if (!is_blank) {
            collapsed += c;
        } else if (!collapsed.empty() && collapsed.back() != ' ') {
            collapsed += ' ';
        }
    }
    if (collapsed.ends_with(' ')) collapsed.pop_back();
    return collapsed;
}

[[nodiscard]] std::string repeated(std::string_view piece, std::size_t times) {
    std::string out;
    for (std::size_t i = 0; i < times; ++i) out += piece;
    return out;
}

}  // namespace

TEST_SUITE("normalize/html_text") {
    TEST_CASE("blocks end words, inline elements do not") {
        CHECK(text_of("<p>one</p><p>two</p>") == "one two");
        CHECK(text_of("one<br>two<br/>three") == "one two three");
        CHECK(text_of("w<b>or</b>d <a href='x'>li</a>nk CO<sub>2</sub>") == "word link CO2");
        CHECK(text_of("<td>1</td><td>2</td><li>3<li>4") == "1 2 3 4");
        CHECK(text_of("<UNKNOWN>a</UNKNOWN>b") == "a b");
    }

    TEST_CASE("furniture is skipped, aside and figcaption are kept") {
        CHECK(text_of("<nav>menu <nav>sub</nav> more</nav>news<footer>(c)</footer>") == "news");
        CHECK(text_of("<form>a<b>b</b></form>x<button>ok</button>y<svg><text>t</text></svg>") == "x y");
        CHECK(text_of("<aside>beside</aside><figure><figcaption>photo</figcaption></figure>") ==
              "beside photo");
        CHECK(text_of("<script>if (a<b && '</p>') x('<p>')</script>a<style>p{}</style>b") == "a b");
        CHECK(text_of("<SCRIPT>1</sCript >a<iframe>f</iframe><noscript>n</noscript>") == "a");
        CHECK(text_of("a<script src='x'/>b") == "a b");
        CHECK(text_of("a<template><p>t</p></template>b<textarea>t</textarea>") == "a b");
        CHECK(text_of("</nav>a</nav>b") == "a b");
    }

    TEST_CASE("a document that is all furniture is text after all") {
        CHECK(text_of("<form><p>the whole page in a form</p></form>") == "the whole page in a form");
        CHECK(text_of("<nav>never closed") == "never closed");
        CHECK(text_of("<nav>menu</nav>text<nav>never closed") == "text");
    }

    TEST_CASE("character references are decoded") {
        CHECK(text_of("AT&amp;T &lt;b&gt; &eacute;&#233;&#xE9;&#XE9;") ==
              "AT&T <b> \u00e9\u00e9\u00e9\u00e9");
        CHECK(text_of("&ldquo;x&rdquo; &hellip; &mdash;") == "\u201cx\u201d \u2026 \u2014");
        CHECK(text_of("&lstrok;&ccaron;&comma;") == "\u0142\u010d,");
        CHECK(text_of("fish &amp chips &copy 1 &ampx &unknown; &; & &#; &#x;") ==
              "fish & chips \u00a9 1 &ampx &unknown; &; & &#; &#x;");
        CHECK(text_of("&#150;&#x85;") == "\u2013\u2026");
        CHECK(text_of("&#0;&#xD800;&#x110000;&#99999999999999;") == "\ufffd\ufffd\ufffd\ufffd");
        CHECK(text_of("&amp;amp;") == "&amp;");
    }

    TEST_CASE("comments, declarations and CDATA") {
        CHECK(text_of("<!DOCTYPE html>a<!-- <p>no</p> -- > -->b<?php x ?>c") == "abc");
        CHECK(text_of("a<!-->b<!--->c<![if IE]>d<![endif]>") == "abcd");
        CHECK(text_of("<p><![CDATA[a < b & c]]></p>") == "a < b & c");
    }

    TEST_CASE("attributes hide what looks like markup") {
        CHECK(text_of("<a title=\"x > y\" alt='<p>'>text</a>") == "text");
        CHECK(text_of("<a title = \"x > y\">text</a>") == "text");
        CHECK(text_of("<a href=x?a=\"b>text</a>") == "text");
        CHECK(text_of("<p class=it's>text</p>") == "text");
    }

    TEST_CASE("broken markup swallows nothing it need not") {
        CHECK(text_of("1 < 2 and 3 > 2") == "1 < 2 and 3 > 2");
        CHECK(text_of("if x <y then") == "if x <y then");
        CHECK(text_of("a<!-- never closed <b>b</b>") == "ab");
        CHECK(text_of("a<p title=\"never closed>b<i>c</i>") == "a bc");
        CHECK(text_of("</>a</ b>c") == "ac");
        CHECK(text_of("<p>a<") == "a<");
        CHECK(text_of("").empty());
        CHECK(text_of(std::string_view{"a\0b<p>c", 7}) == std::string_view{"a\0b c", 5});
    }

    TEST_CASE("hostile markup costs one pass and no stack") {
        CHECK(text_of(repeated("<div>", 1'000'000) + "x" + repeated("</b>", 500'000)) == "x");
        CHECK(text_of(repeated("<nav>", 1'000'000) + "x" + repeated("</nav>", 1'000'000) + "y") == "y");
        CHECK(text_of("<p title='" + std::string(5'000'000, 'x') + "'>y") == "y");
        CHECK(text_of(repeated("<!--", 500'000) + ">y") == "y");
        CHECK(text_of(repeated("<![CDATA[", 300'000) + ">y") == "y");
        CHECK(text_of(repeated("<a b=\">\"", 300'000) + " >y").ends_with("y"));
        CHECK(text_of(repeated("<a b='", 300'000) + ">y") == "y");
        CHECK(text_of(repeated("<", 3'000'000)).size() == 3'000'000);
        CHECK(text_of(repeated("<script>", 300'000) + "</script>y") == "y");
        CHECK(text_of(repeated("<script></scrip", 300'000) + "</script>y") == "y");
        CHECK(text_of(repeated("&", 3'000'000)).size() == 3'000'000);
        CHECK(text_of(repeated("&#", 1'000'000)).size() == 2'000'000);
        CHECK(text_of("&#" + std::string(3'000'000, '9') + ";") == "\ufffd");
    }
}
