#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "daemon/model/normalized_text.hpp"

namespace wirefold {

/// The numbers of a text. A number is a maximal run of ASCII digits in which single points and commas may
/// stand between digits; letters around it do not belong to it, so that "5km" and "5 km" hold the same one.

/// Writes a number the one way all its spellings share:
///   1. commas before three digits group ("1,500" and "1,50,000"), as do two or more points ("1.500.000");
///   2. any other single comma or point begins decimals, as does the last of mixed
///      signs ("1,234.5", "1.234,5");
///   3. leading zeros and zeros at the end of decimals go: "007" is 7, "1.50" is 1.5, "2.0" is 2;
///   4. what fits none of these (dates, versions, addresses) stays as written.
[[nodiscard]] std::string canonical_number(std::string_view written);
/// The same, appended to `out`.
void append_canonical_number(std::string_view written, std::string& out);

/// Collects hashes of a text's numbers, token by token.
class NumberCollector {
public:
    explicit NumberCollector(std::uint64_t seed) : seed_(seed) {}

    void begin() { hashes_.clear(); }
    /// A token with a digit, in text order; those without need not be shown.
    void add(std::string_view token, char joint);
    /// A number of digits alone, by its canonical spelling.
    void add_whole(std::string_view canonical);
    /// Distinct hashes, sorted. Valid until the next text.
    [[nodiscard]] const std::vector<std::uint32_t>& finish();

private:
    void end_number();

    std::uint64_t seed_;
    std::string written_;  ///< The number under way; empty when there is none.
    std::vector<std::uint32_t> hashes_;
};

/// The numbers of a text where they stand, each spelled once for all who ask.
///
/// Here a number is a token with a digit and those that its joints tie to it; of letters in it the canonical
/// spelling knows nothing.
class TextNumbers {
public:
    struct Number {
        std::uint32_t begin = 0;  ///< Tokens [begin, end).
        std::uint32_t end = 0;
        std::uint32_t text = 0;  ///< Where its canonical spelling begins in `text_`, and how long it is.
        std::uint32_t bytes = 0;
    };

    /// Reads the text's numbers and shows them to `collector`. `digit_tokens` are all tokens with a digit, in
    /// text order.
    void read(const NormalizedText& text, std::span<const std::uint32_t> digit_tokens,
              NumberCollector& collector);
    /// In text order. Valid until the next text, as are spellings.
    [[nodiscard]] const std::vector<Number>& numbers() const { return numbers_; }
    /// Canonical spelling of what stands of a number in the first `tokens` tokens of the text.
    [[nodiscard]] std::string_view spelling(const NormalizedText& text, const Number& number,
                                            std::size_t tokens);

private:
    void write(const NormalizedText& text, std::size_t begin, std::size_t end);

    std::vector<Number> numbers_;
    std::string text_;     ///< Canonical spellings, one after the other.
    std::string written_;  ///< The number under way, as it stands in the text.
    std::string cut_;      ///< The last one that spelling() had to cut.
};

}  // namespace wirefold
