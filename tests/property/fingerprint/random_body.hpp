#pragma once

#include <string>
#include <string_view>

#include "tests/property/random_text.hpp"

namespace wirefold::test {

/// Bodies of every kind: plain, many scripts, unspaced, repetitive, numbers only.
[[nodiscard]] inline std::string random_body(RandomText& random) {
    switch (random.below(6)) {
        case 0: return random.text(random.below(120));
        case 1: return random.words(random.below(40), 1000);
        case 2: return random.words(random.below(2500), 5000);
        case 3: return random.words(random.below(1500), 1 + random.below(4));
        case 4: {
            std::string out;
            for (std::size_t i = random.below(300); i > 0; --i) out += random.number() + " ";
            return out;
        }
        default: {
            std::string out;
            for (std::size_t i = random.below(900); i > 0; --i) {
                const auto c = static_cast<char>(0x80 + random.below(0x40));
                out += std::string{"\xe5"} + c + "\x90";
            }
            return out;
        }
    }
}

/// One word of prose: common, rare, a name, a unit, a number word, a figure, or of another script.
[[nodiscard]] inline std::string random_word(RandomText& random) {
    static constexpr std::string_view kWords[] = {"the",       "and",        "of",
                                                  "said",      "government", "council",
                                                  "bridge",    "engineers",  "a",
                                                  "million",   "dollars",    "percent",
                                                  "years",     "two",        "twelve",
                                                  "not",       "few",        "never",
                                                  "Tarnwick",  "Oldacre",    "Marbeck",
                                                  "Greyhaven", "die",        "Brücke",
                                                  "größere",   "nicht",      "el",
                                                  "puente",    "millones",   "мост",
                                                  "в",         "и",          "правительство",
                                                  "не",        "млн",        "정부가",
                                                  "다리",      "والحكومة",   "جسر",
                                                  "港",        "橋",         "的",
                                                  "は",        "สะพาน",      "twenty",
                                                  "four",      "seventeen",  "万",
                                                  "billion"};
    static constexpr std::string_view kLetters[] = {"km", "m", "bn", "tn", "k", "mio", "th", "a7", "млн"};
    static constexpr std::string_view kSigns[] = {"-", "$", "€", "-£", "−", "£", "(-", "+"};
    if (random.chance(10)) return random.number();
    if (random.chance(4)) return std::string{kSigns[random.below(std::size(kSigns))]} + random.number();
    if (random.chance(2)) return random.number() + " €";
    if (random.chance(5)) {
        const std::string_view before = random.chance(20) ? "a" : "";
        return std::string{before} + random.number() +
               std::string{kLetters[random.below(std::size(kLetters))]};
    }
    if (random.chance(20)) return "q" + std::to_string(random.below(400)) + "x";
    return std::string{kWords[random.below(std::size(kWords))]};
}

/// Prose with sentences, paragraphs and quotations, of up to `words` words.
[[nodiscard]] inline std::string random_prose(RandomText& random, std::size_t words) {
    static constexpr std::string_view kGaps[] = {". ", ". ", "! ",  "? ",  ", ", "\n",  "\n\n", "… ",
                                                 " “", "” ", " \"", "\" ", " «", "» ",  "。",   "؟ ",
                                                 "「", "」", " - ", "(",   ") ", ".\n", " „",   "\n   "};
    std::string text;
    for (std::size_t i = random.below(words + 1); i > 0; --i) {
        text += random_word(random);
        text += random.chance(25) ? kGaps[random.below(std::size(kGaps))] : std::string_view{" "};
    }
    return text;
}

}  // namespace wirefold::test
