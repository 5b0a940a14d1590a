#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "daemon/fingerprint/fingerprinter.hpp"
#include "daemon/normalize/normalizer.hpp"

namespace wirefold::test {

/// Texts to what is compared, as a worker does it.
class TextReader {
public:
    explicit TextReader(std::uint64_t seed = 7)
        : token_hash_(FingerprintSeeds{seed}.token), fingerprinter_({.seed = seed}) {}
    TextReader(const TextReader&) = delete;
    TextReader& operator=(const TextReader&) = delete;

    /// Both live until the next text.
    [[nodiscard]] const NormalizedText& body(std::string_view text) {
        Document document;
        document.body = text;
        return normalizer_.normalize(document);
    }
    [[nodiscard]] const NormalizedText& title(std::string_view text) {
        return normalizer_.normalize_title(text);
    }
    [[nodiscard]] Fingerprint fingerprint(std::string_view body_text, std::string_view title_text = "") {
        return fingerprinter_.fingerprint(body(body_text), title(title_text));
    }
    /// The hash that all of a fingerprint is made of.
    [[nodiscard]] const TokenHash& token_hash() const { return token_hash_; }
    [[nodiscard]] std::vector<std::uint64_t> hashes(const NormalizedText& text) const {
        std::vector<std::uint64_t> hashes;
        for (std::size_t i = 0; i < text.tokens.size(); ++i) hashes.push_back(token_hash_(text.token(i)));
        return hashes;
    }
    /// Hash of a folded word.
    [[nodiscard]] std::uint64_t hash_of(std::string_view word) const {
        std::string padded{word};
        padded.append(NormalizedText::kPadding, '\0');  // the hash reads past its token
        return token_hash_(std::string_view{padded}.substr(0, word.size()));
    }
    /// Key of the term that a folded word becomes.
    [[nodiscard]] std::uint32_t term_key(std::string_view word) const {
        return Prior::key_of(hash_of(Prior::stem_of(word)));
    }

private:
    TokenHash token_hash_;
    Normalizer normalizer_{{}};
    Fingerprinter fingerprinter_;
};

}  // namespace wirefold::test
