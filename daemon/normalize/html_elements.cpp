#include "daemon/normalize/html_elements.hpp"

#include <cstddef>
#include "daemon/core/ascii.hpp"

namespace wirefold {

namespace {

/// A name of at most eight characters as a number, lower-cased; longer names, which no table here has, as 0.
[[nodiscard]] constexpr std::uint64_t packed(std::string_view name) {
    if (name.size() > 8) return 0;
    std::uint64_t bits = 0;
    for (const char c : name) {
        bits = (bits << 8U) | static_cast<unsigned char>(small_letter(c));
    }
    return bits;
}

}  // namespace

ElementRole role_of_element(std::string_view name) {
    switch (packed(name)) {
        case packed("a"):
        case packed("abbr"):
        case packed("acronym"):
        case packed("b"):
        case packed("bdi"):
        case packed("bdo"):
        case packed("big"):
        case packed("cite"):
        case packed("code"):
        case packed("data"):
        case packed("del"):
        case packed("dfn"):
        case packed("em"):
        case packed("font"):
        case packed("i"):
        case packed("ins"):
        case packed("kbd"):
        case packed("label"):
        case packed("mark"):
        case packed("nobr"):
        case packed("q"):
        case packed("rb"):
        case packed("ruby"):
        case packed("s"):
        case packed("samp"):
        case packed("small"):
        case packed("span"):
        case packed("strike"):
        case packed("strong"):
        case packed("sub"):
        case packed("sup"):
        case packed("time"):
        case packed("tt"):
        case packed("u"):
        case packed("var"):
        case packed("wbr"): return ElementRole::Inline;
        case packed("audio"):
        case packed("button"):
        case packed("canvas"):
        case packed("footer"):
        case packed("form"):
        case packed("nav"):
        case packed("noscript"):
        case packed("object"):
        case packed("rp"):
        case packed("rt"):
        case packed("select"):
        case packed("svg"):
        case packed("template"):
        case packed("video"): return ElementRole::Furniture;
        case packed("iframe"):
        case packed("noembed"):
        case packed("noframes"):
        case packed("script"):
        case packed("style"):
        case packed("textarea"):
        case packed("title"):
        case packed("xmp"): return ElementRole::RawText;
        default: return ElementRole::Block;
    }
}

}  // namespace wirefold
