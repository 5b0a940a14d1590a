#pragma once

#include <string>
#include <string_view>

#include "daemon/model/document.hpp"
#include "daemon/model/normalized_text.hpp"
#include "daemon/normalize/character_table.hpp"
#include "daemon/normalize/options.hpp"
#include "daemon/normalize/token_writer.hpp"

namespace wirefold {

/// Document → NormalizedText: markup gone, Unicode folded, cut into tokens.
///
/// Folding is NFKC_Casefold with the limits of FoldLimits; tokens are maximal runs of letters, marks and
/// digits (\w without the underscore); characters of scripts without spaces are tokens by themselves. Marks
/// without a letter before them are dropped, decimal digits of all scripts become ASCII, look-alike letters
/// stay as they are. fold_reference() is the same in plain words; tests tie both.
///
/// Threads: one normalizer per worker; it owns the scratch that results live in.
/// Bound:   time is linear in the text whatever it holds. Scratch follows the largest recent text; a buffer
///          beyond 2 MiB is given back at the next one.
class Normalizer {
public:
    explicit Normalizer(const NormalizeOptions& options);

    /// The body's tokens; they live until the next call.
    [[nodiscard]] const NormalizedText& normalize(const Document& document);
    /// The body as plain text, as it was before folding; empty before the first document. Lives as long as
    /// what normalize() returned, and not longer than the document.
    [[nodiscard]] std::string_view plain_body() const { return plain_body_; }

    /// The title's tokens; they live until the next call of this function.
    [[nodiscard]] const NormalizedText& normalize_title(std::string_view title);

private:
    void fold(std::string_view text, NormalizedText& out);
    [[nodiscard]] const char* fold_characters(const char* at, const char* end);
    [[nodiscard]] const char* fold_with_followers(const char* at, const char* end);
    [[nodiscard]] const char* fold_span(const char* at, const char* end);
    void write_source(const FoldEntry& entry, std::string_view character);
    void write(const FoldEntry& entry, std::string_view character);
    void write_folded(std::string_view text);

    const CharacterTable& table_;
    TokenWriter writer_;
    NormalizedText body_;
    NormalizedText title_;
    std::string_view plain_body_;
    std::string plain_;  ///< Body without markup or character references, where it had any.
    std::string plain_title_;
    std::string span_;         ///< Characters that must be folded together …
    std::string span_folded_;  ///< … and what ICU makes of them.
};

}  // namespace wirefold
