#pragma once

#include <string>
#include <string_view>

#include <doctest/doctest.h>

#include "tests/support/newsroom.hpp"
#include "tests/unit/decide/sample_article.hpp"

namespace wirefold::test {

inline constexpr std::string_view kAgency = "agency.example";
inline constexpr std::string_view kDaily = "daily.example";

/// A newsroom that has read the sample, by the agency.
struct Desk : Newsroom {
    explicit Desk(const std::string& text = sample_text()) {
        publish({.source = kAgency, .body = text, .item = "urn:sample", .version = "1"});
    }
    Verdict from(std::string_view source, const std::string& body, Duration after = std::chrono::minutes{10},
                 std::string_view title = {}) {
        REQUIRE_FALSE(body.empty());
        return publish({.source = source, .body = body, .title = title, .after = after});
    }
};

[[nodiscard]] inline std::string without(std::size_t sentence) {
    auto sentences = kSampleSentences;
    sentences.erase(sentences.begin() + static_cast<std::ptrdiff_t>(sentence));
    return joined(sentences);
}

[[nodiscard]] inline std::string with_sentence(std::string_view sentence) {
    auto sentences = kSampleSentences;
    sentences.insert(sentences.begin() + 4, std::string{sentence});
    return joined(sentences);
}

inline constexpr std::string_view kNews =
    "The city has asked the government in the capital for a grant but had not had an answer by the evening.";

[[nodiscard]] inline std::string filler(int first, int count) {
    std::string text;
    for (int i = first; i < first + count; ++i) text += filler_sentence(i) + ' ';
    return text;
}

}  // namespace wirefold::test
