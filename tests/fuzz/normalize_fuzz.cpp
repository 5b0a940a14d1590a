// Any text folds to what the reference says, to UTF-8, and to itself when folded again. Markup and addresses
// that mean nothing harm nobody.

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "daemon/core/invariant.hpp"
#include "daemon/core/utf8.hpp"
#include "daemon/normalize/character_references.hpp"
#include "daemon/normalize/fold_reference.hpp"
#include "daemon/normalize/html_text.hpp"
#include "daemon/normalize/language.hpp"
#include "daemon/normalize/normalizer.hpp"
#include "daemon/normalize/url_key.hpp"
#include "tests/fuzz/utf8_text.hpp"

using namespace wirefold;

namespace {

constexpr std::size_t kTokensMax = 300;

[[nodiscard]] bool same(const NormalizedText& a, const NormalizedText& b) {
    if (a.folded != b.folded || a.exact != b.exact || a.tokens.size() != b.tokens.size()) return false;
    for (std::size_t i = 0; i < a.tokens.size(); ++i) {
        const Token& x = a.tokens[i];
        const Token& y = b.tokens[i];
        if (x.end != y.end || x.has_digit != y.has_digit || x.joint != y.joint) return false;
    }
    return a.unspaced_tokens == b.unspaced_tokens && a.truncated == b.truncated;
}

[[nodiscard]] std::string joined(const NormalizedText& text) {
    std::string out;
    for (std::size_t i = 0; i < text.tokens.size(); ++i) out.append(text.token(i)).append(" ");
    return out;
}

void check_folding(Normalizer& normalizer, const std::string& text) {
    std::string scratch;
    const std::string_view plain = without_references(text, scratch);
    const NormalizedText& folded = normalizer.normalize_title(text);
    WIREFOLD_INVARIANT(same(folded, fold_reference(plain, kTokensMax)), "fast and plain folding agree");
    const std::string once = joined(folded);
    WIREFOLD_INVARIANT(is_utf8(once) && is_utf8(folded.exact), "UTF-8 comes out");
    WIREFOLD_INVARIANT(joined(normalizer.normalize_title(once)) == once, "folding again changes nothing");
}

void check_html(Normalizer& normalizer, const std::string& html) {
    std::string text;
    append_html_text(html, text);
    WIREFOLD_INVARIANT(is_utf8(text), "UTF-8 comes out of markup");
    WIREFOLD_INVARIANT(text.size() <= html.size(), "markup does not grow");
    Document document;
    document.body = html;
    document.body_format = BodyFormat::Html;
    WIREFOLD_INVARIANT(same(normalizer.normalize(document), fold_reference(text, kTokensMax)),
                       "a body is its text");
    WIREFOLD_INVARIANT(normalizer.plain_body() == text, "the plain body is what was folded");
}

void check_address(std::string_view url) {
    const PageAddress address = page_address(url);
    WIREFOLD_INVARIANT(address.canonical_url.empty() == address.url_key.empty(), "both or none");
    const PageAddress again = page_address(address.canonical_url);
    WIREFOLD_INVARIANT(again.canonical_url == address.canonical_url && again.url_key == address.url_key,
                       "a canonical address is its own");
}

}  // namespace

/// Makes the tables, which takes seconds under sanitizers, outside of what is timed.
extern "C" int LLVMFuzzerInitialize(int* /*count*/, char*** /*arguments*/) {
    static_cast<void>(CharacterTable::instance());
    static_cast<void>(canonical_language("english"));
    return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static Normalizer normalizer{{.tokens_max = kTokensMax}};
    const std::string_view raw{reinterpret_cast<const char*>(data), size};
    const std::string text = fuzz::as_utf8(raw);
    check_folding(normalizer, text);
    check_html(normalizer, text);
    check_address(text);
    check_address("https://" + text);
    static_cast<void>(language_of(text, text));
    // No promise is made about bytes that are not UTF-8, but that nothing breaks.
    static_cast<void>(normalizer.normalize_title(raw));
    return 0;
}
