#pragma once

#include <cstdint>
#include <random>
#include <string>
#include <string_view>

namespace wirefold {

/// Text made by a seed: words of many scripts, marks in odd places, numbers with separators, zero-width
/// characters. Always valid UTF-8.
class RandomText {
public:
    explicit RandomText(std::uint64_t seed) : random_(seed) {}

    [[nodiscard]] std::size_t below(std::size_t limit) { return static_cast<std::size_t>(random_() % limit); }
    [[nodiscard]] bool chance(unsigned percent) { return below(100) < percent; }

    /// A text of `pieces` runs, each of one script or kind.
    [[nodiscard]] std::string text(std::size_t pieces) {
        std::string out;
        for (std::size_t i = 0; i < pieces; ++i) append_piece(out);
        return out;
    }

    /// `words` words of a small vocabulary, so that phrases repeat, with numbers among them.
    [[nodiscard]] std::string words(std::size_t words, std::size_t vocabulary) {
        std::string out;
        for (std::size_t i = 0; i < words; ++i) {
            if (i > 0) out += chance(8) ? ", " : " ";
            out += chance(5) ? number() : "w" + std::to_string(below(vocabulary) * 7919 % 100'003) + "x";
        }
        return out;
    }

    [[nodiscard]] std::string number() {
        std::string out;
        const std::size_t groups = 1 + below(3);
        for (std::size_t i = 0; i < groups; ++i) {
            if (i > 0) out += std::string_view{".,.,:-/ '"}[below(9)];
            for (std::size_t digits = 1 + below(3); digits > 0; --digits)
                out += static_cast<char>('0' + below(10));
        }
        return out;
    }

private:
    struct Range {
        char32_t first;
        char32_t last;
    };

    void append_piece(std::string& out) {
        static constexpr Range kRanges[] = {
            {'a', 'z'},         {'a', 'z'},         {'A', 'Z'},         {' ', '~'},
            {0xa0, 0x24f},      {0x300, 0x36f},     {0x370, 0x3ff},     {0x400, 0x52f},
            {0x531, 0x5f4},     {0x5d0, 0x5ea},     {0x600, 0x6ff},     {0x64b, 0x65f},
            {0x900, 0x97f},     {0x980, 0x9ff},     {0xb80, 0xbff},     {0xe01, 0xe4e},
            {0xe80, 0xedf},     {0xf00, 0xfff},     {0x1000, 0x109f},   {0x1100, 0x11ff},
            {0x1780, 0x17dd},   {0x1e00, 0x1eff},   {0x1f00, 0x1fff},   {0x2000, 0x206f},
            {0x2070, 0x218f},   {0x2190, 0x23ff},   {0x2460, 0x24ff},   {0x3000, 0x30ff},
            {0x3099, 0x309a},   {0x3130, 0x318f},   {0x3200, 0x33ff},   {0x4e00, 0x9fff},
            {0xac00, 0xd7a3},   {0xf900, 0xfaff},   {0xfb00, 0xfb4f},   {0xfb50, 0xfdff},
            {0xfe00, 0xfe0f},   {0xfe20, 0xfe6f},   {0xff00, 0xffef},   {0x1d15e, 0x1d1ff},
            {0x1d400, 0x1d7ff}, {0x1e900, 0x1e95f}, {0x1f1e6, 0x1f6ff}, {0x20000, 0x2a6df},
            {0xe0000, 0xe01ef}, {0x1, 0xd7ff},      {0xe000, 0x10ffff}};
        const std::size_t kind = below(10);
        if (kind < 3) {
            append_range(out, kRanges[below(3)], 1 + below(10));
        } else if (kind < 6) {
            append_range(out, kRanges[below(std::size(kRanges))], 1 + below(chance(3) ? 90 : 5));
        } else if (kind < 7) {
            out += number();
        } else if (kind < 8) {
            static constexpr std::string_view kJoints[] = {
                "\u200b", "\u00ad", "\u200d", "\u034f", "\ufe0f", "\u0301", "\u0323", "\u2019", "'",
                "-",      "$",      "%",      "\u00a3", "\u2212", "\u2014", ".",      ",",      "\u00bd"};
            out += kJoints[below(std::size(kJoints))];
            return;
        }
        if (chance(80)) append_separators(out);
    }

    void append_separators(std::string& out) {
        static constexpr std::string_view kSeparators[] = {
            " ",  " ",  " ", "  ", "\n", ", ", ". ", "\u00a0", " \u2013 ",
            "\"", " $", "%", " -", " +", "(",  ") ", "\u3000", "\u2028"};
        out += kSeparators[below(std::size(kSeparators))];
    }

    void append_range(std::string& out, Range range, std::size_t count) {
        for (; count > 0; --count)
            append(out, range.first + static_cast<char32_t>(below(range.last - range.first + 1)));
    }

    static void append(std::string& out, char32_t c) {
        const auto put = [&out](char32_t byte) { out += static_cast<char>(byte); };
        if (c < 0x80) {
            put(c);
        } else if (c < 0x800) {
            put(0xc0U | (c >> 6U)), put(0x80U | (c & 0x3fU));
        } else if (c < 0x10000) {
            put(0xe0U | (c >> 12U)), put(0x80U | ((c >> 6U) & 0x3fU)), put(0x80U | (c & 0x3fU));
        } else {
            put(0xf0U | (c >> 18U)), put(0x80U | ((c >> 12U) & 0x3fU));
            put(0x80U | ((c >> 6U) & 0x3fU)), put(0x80U | (c & 0x3fU));
        }
    }

    std::mt19937_64 random_;
};

}  // namespace wirefold
