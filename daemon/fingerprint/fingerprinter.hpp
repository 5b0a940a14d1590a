#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "daemon/fingerprint/fact_word_table.hpp"
#include "daemon/fingerprint/highlighter.hpp"
#include "daemon/fingerprint/numbers.hpp"
#include "daemon/fingerprint/options.hpp"
#include "daemon/fingerprint/prior.hpp"
#include "daemon/fingerprint/salience_builder.hpp"
#include "daemon/fingerprint/shingle_hash.hpp"
#include "daemon/fingerprint/text_marks.hpp"
#include "daemon/fingerprint/text_tokens.hpp"
#include "daemon/fingerprint/wording_builder.hpp"
#include "daemon/model/log_entry.hpp"
#include "daemon/model/normalized_text.hpp"

namespace wirefold {

/// Seeds of the hashes a fingerprint holds, all from the operator's one: equal texts in different roles never
/// have equal hashes.
struct FingerprintSeeds {
    explicit FingerprintSeeds(std::uint64_t seed);
    std::uint64_t content;
    std::uint64_t title;
    std::uint64_t number;
    std::uint64_t token;
};

/// What channel E and W of a text cannot do without each other: see README.md for the choice of the numbers.
struct FingerprintRules {
    /// A body with fewer tokens is not news without its title: two flashes with the same three words differ.
    static constexpr std::size_t kTitleTokens = 20;
    /// Windows grow with the text up to kWindow, and then only where keys would exceed kKeysMax.
    static constexpr std::uint32_t kTokensPerWindow = 14;
    static constexpr std::uint32_t kWindow = 40;

    [[nodiscard]] static std::uint32_t window_for(std::size_t tokens);
    /// Tokens of one shingle; all of a text that has fewer.
    [[nodiscard]] static std::uint32_t shingle_tokens(const NormalizedText& text);
};

/// NormalizedText → Fingerprint.
///
/// fingerprint_reference() is the same in plain words; tests tie both.
/// Threads: one fingerprinter per worker; it owns scratch.
/// Bound:   scratch is some 30 bytes a token of the longest text seen.
class Fingerprinter {
public:
    explicit Fingerprinter(const FingerprintOptions& options);
    // Its parts refer to one another.
    Fingerprinter(const Fingerprinter&) = delete;
    Fingerprinter& operator=(const Fingerprinter&) = delete;
    ~Fingerprinter() = default;

    /// `title` may be empty, and so may the `language`, whose code says how it writes numbers. `out` is
    /// written in place, for it is large; it must be new.
    void fingerprint(const NormalizedText& body, const NormalizedText& title, std::string_view language,
                     Fingerprint& out);
    [[nodiscard]] Fingerprint fingerprint(const NormalizedText& body, const NormalizedText& title,
                                          std::string_view language = {}) {
        Fingerprint out;
        fingerprint(body, title, language, out);
        return out;
    }
    /// Words for people from the text fingerprinted last, which must still be there.
    void highlight(const NormalizedText& body, const NormalizedText& title, std::string_view language,
                   Arena& arena, Highlights& out) {
        highlighter_.highlight({body, title, marks_, salience_, numbers_, language}, arena, out);
    }
    /// What the last text's marks were.
    [[nodiscard]] const TextMarks& marks() const { return marks_; }

private:
    [[nodiscard]] Hash128 content_of(const NormalizedText& body, const NormalizedText& title);
    void make_shingles(std::uint32_t shingle_tokens);
    void select(std::uint32_t window);
    void widen(Fingerprint& out);
    void set_keys(const NormalizedText& body, Fingerprint& out);
    void set_numbers(const NormalizedText& body, Fingerprint& out);
    void add_number_words(const NormalizedText& body, std::span<const std::uint8_t> words);
    [[nodiscard]] std::uint32_t number_hash(std::string_view value) const {
        return static_cast<std::uint32_t>(hash64(value, seeds_.number) >> 32U);
    }

    FingerprintSeeds seeds_;
    TokenHash token_hash_;
    Prior prior_;
    FactWordTable fact_words_;
    TextTokens tokens_;
    TextNumbers numbers_;
    TextMarks marks_;
    SalienceBuilder salience_;
    WordingBuilder wording_;
    Highlighter highlighter_;
    std::string short_content_;
    std::vector<std::uint32_t> number_hashes_;
    std::vector<std::uint64_t> orders_;  ///< winnow_order() of each shingle.
    std::vector<std::uint32_t> keys_;    ///< Of the selected shingles …
    std::vector<std::uint32_t> positions_;
    std::vector<std::uint32_t> reaches_;
    std::vector<std::uint32_t> sorted_reaches_;
};

}  // namespace wirefold
