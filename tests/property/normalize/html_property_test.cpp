#include <string>

#include <doctest/doctest.h>

#include "daemon/normalize/fold_reference.hpp"
#include "daemon/normalize/html_reference.hpp"
#include "daemon/normalize/html_text.hpp"
#include "tests/property/random_text.hpp"
#include "tests/support/seeds.hpp"

using namespace wirefold;

namespace {

/// Well-formed HTML: every element closed, every quotation mark, every reference named right.
class RandomHtml {
public:
    explicit RandomHtml(std::uint64_t seed) : random_(seed) {}

    [[nodiscard]] std::string document() {
        std::string out = random_.chance(50) ? "<!DOCTYPE html><html><body>" : "<div>";
        const bool is_page = out.front() == '<' && out[1] == '!';
        out += "<p>Some text.</p>";  // where all is furniture, the scanner shows that
        blocks(out, 3);
        return out + (is_page ? "</body></html>" : "</div>");
    }

private:
    template <std::size_t count>
    [[nodiscard]] std::string_view one_of(const std::string_view (&choices)[count]) {
        return choices[random_.below(count)];
    }

    void element(std::string& out, std::string_view name, const std::string& inside) {
        out.append("<").append(name).append(attributes()).append(">").append(inside);
        out.append("</").append(name).append(">");
    }

    [[nodiscard]] std::string attributes() {
        static constexpr std::string_view kAttributes[] = {
            "",           " id=\"x\"",          " class='a b'", " title=\"x > y\"",
            " lang = en", " title='a \"b\" c'", "  hidden ",    " data-x=\"&lt;p&gt;\""};
        return std::string{one_of(kAttributes)};
    }

    void blocks(std::string& out, std::size_t depth) {
        static constexpr std::string_view kBlocks[] = {"div", "section", "article", "blockquote", "aside"};
        static constexpr std::string_view kHidden[] = {"nav", "footer", "noscript", "svg", "video"};
        for (std::size_t i = 1 + random_.below(4); i > 0; --i) {
            std::string inside;
            switch (random_.below(6)) {
                case 0:
                    if (depth > 0) blocks(inside, depth - 1);
                    element(out, one_of(kBlocks), inside);
                    break;
                case 1:
                    inline_text(inside);
                    element(out, one_of(kHidden), "<p>" + inside + "</p>");
                    break;
                case 2:
                    out += "<script>if (1 < 2 && '</p>') f('&amp;');</script><style>p { color: red }</style>";
                    break;
                case 3: out += random_.chance(50) ? "<!-- a <b>comment</b> -->" : "<hr/>"; break;
                default: inline_text(inside); element(out, "p", inside);
            }
        }
    }

    void inline_text(std::string& out) {
        static constexpr std::string_view kInline[] = {"b", "i", "em", "strong", "span", "a", "code", "sub"};
        static constexpr std::string_view kReferences[] = {"&amp;",    "&nbsp;",  "&eacute;", "&#233;",
                                                           "&#x2014;", "&ldquo;", "&euro;"};
        for (std::size_t i = 1 + random_.below(6); i > 0; --i) {
            std::string inside;
            switch (random_.below(5)) {
                case 0: element(out, one_of(kInline), random_.words(1 + random_.below(3), 50)); break;
                case 1: out += one_of(kReferences); break;
                case 2: out += "<br>"; break;
                default: out += random_.words(1 + random_.below(5), 50) + (random_.chance(50) ? " " : "");
            }
        }
    }

    RandomText random_;
};

}  // namespace

TEST_SUITE("normalize/html_text") {
    TEST_CASE("the scanner reads well-formed HTML as libxml2 does") {
        for (const std::uint64_t seed : test::test_seeds(2000)) {
            CAPTURE(seed);
            const std::string html = RandomHtml{seed}.document();
            CAPTURE(html);
            std::string text;
            append_html_text(html, text);
            const NormalizedText scanned = fold_reference(text, 100'000);
            const NormalizedText parsed = fold_reference(html_text_reference(html), 100'000);
            REQUIRE(scanned.exact == parsed.exact);
            REQUIRE(scanned.tokens.size() == parsed.tokens.size());
        }
    }
}
