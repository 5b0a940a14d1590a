#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace wirefold::bench {

/// Makes a corpus new again, so that its repetition is not one large duplicate of itself.
///
/// In texts (JSON strings with a space in them) every ASCII letter is exchanged for another one, vowels for
/// vowels and consonants for consonants, by one table for the whole round; values of `uri`, `guid`, `id` and
/// `url` get a suffix. Two articles of one round stay as alike as they were and records keep their size and
/// how well they compress, but articles of different rounds share hardly a word. Round 0 is the corpus as it
/// is.
class Variation {
public:
    explicit Variation(std::uint64_t round);
    [[nodiscard]] std::string apply(std::string_view json) const;

private:
    void exchange_letters(std::string& text) const;

    std::uint64_t round_;
    std::string suffix_;
    std::array<char, 256> letters_{};
};

}  // namespace wirefold::bench
