#include "daemon/normalize/html_reference.hpp"

#include <cstddef>
#include <limits>
#include <memory>

#include <libxml/HTMLparser.h>
#include <libxml/parserInternals.h>

#include "daemon/core/invariant.hpp"
#include "daemon/normalize/html_elements.hpp"

namespace wirefold {

namespace {

struct Destroyer {
    void operator()(htmlParserCtxt* parser) const noexcept { htmlFreeParserCtxt(parser); }
};
using ParserHandle = std::unique_ptr<htmlParserCtxt, Destroyer>;

struct Reading {
    std::string text;
    std::string hiding;  ///< Furniture that hides the text here; empty outside.
    std::size_t depth = 0;
};

[[nodiscard]] Reading& reading(void* context) {
    return *static_cast<Reading*>(context);
}
[[nodiscard]] const char* chars(const xmlChar* text) {
    return reinterpret_cast<const char*>(text);
}

void on_characters(void* context, const xmlChar* text, int bytes) {
    if (reading(context).hiding.empty())
        reading(context).text.append(chars(text), static_cast<std::size_t>(bytes));
}

void on_start(void* context, const xmlChar* name, const xmlChar** /*attributes*/) {
    Reading& to = reading(context);
    const ElementRole role = role_of_element(chars(name));
    if (role != ElementRole::Inline) to.text += '\n';
    if (role == ElementRole::Inline || role == ElementRole::Block) return;
    if (to.hiding.empty()) to.hiding = chars(name);
    if (to.hiding == chars(name)) ++to.depth;
}

void on_end(void* context, const xmlChar* name) {
    Reading& to = reading(context);
    if (role_of_element(chars(name)) != ElementRole::Inline) to.text += '\n';
    if (to.hiding == chars(name) && --to.depth == 0) to.hiding.clear();
}

}  // namespace

std::string html_text_reference(std::string_view html) {
    WIREFOLD_INVARIANT(html.size() < static_cast<std::size_t>(std::numeric_limits<int>::max()),
                       "lengths are ints there");
    Reading result;
    if (html.empty()) return {};
    const ParserHandle parser{htmlCreateMemoryParserCtxt(html.data(), static_cast<int>(html.size()))};
    WIREFOLD_INVARIANT(parser != nullptr, "a parser can be made");
    // The context owns its handler table, so the table is filled in place: no tree is built.
    *parser->sax = {};
    parser->sax->characters = on_characters;
    parser->sax->ignorableWhitespace = on_characters;
    parser->sax->startElement = on_start;
    parser->sax->endElement = on_end;
    parser->userData = &result;
    htmlCtxtUseOptions(parser.get(),
                       HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET | HTML_PARSE_IGNORE_ENC);
    xmlSwitchEncoding(parser.get(), XML_CHAR_ENCODING_UTF8);
    htmlParseDocument(parser.get());
    return result.text;
}

}  // namespace wirefold
