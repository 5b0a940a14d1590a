#pragma once

#include <string>
#include <string_view>

namespace wirefold {

/// Appends the text of an HTML (or XHTML) fragment or page to `out`: what a reader would read, and nothing of
/// how it looks.
///
/// Kept:      all text but furniture, with character references decoded; aside and figcaption are news.
/// Furniture: nav, footer, form, button, select, noscript, template, svg, object, audio, video, canvas and
///            ruby readings, with all inside; script, style, iframe, textarea, title, noframes, noembed, xmp
///            to their end tag. Should nothing else be in the document, furniture is taken for text.
/// Breaks:    every element but those that stand inside words (b, a, span …) ends a word, by a line break.
/// Broken:    scanning follows the tokenizer of the HTML standard (html.spec.whatwg.org, 13.2.5), without a
///            tree: a tag is only what it says, nothing is implied or balanced. Where the standard lets a
///            comment, tag or quotation mark that is never closed swallow the rest of the document, the text
///            goes on after the next '>'.
/// Bound:     one pass (two where all was furniture), time linear in the input whatever it holds, no memory
///            but `out`, which grows by at most the input. UTF-8 in, UTF-8 out.
void append_html_text(std::string_view html, std::string& out);

}  // namespace wirefold
