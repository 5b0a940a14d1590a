#pragma once

#include <string>
#include <string_view>

namespace wirefold {

/// HTML character references: "&amp;", "&#8217;", "&#x2019;". Names are those of HTML 4, which libxml2
/// brings, and of HTML 5 those that stand for ASCII punctuation and European letters. Threads: any.

/// Whether a reference counts without its closing semicolon. In markup the names of Latin-1 characters and
/// numbers do, as in browsers; in plain text nothing does, where "&" is mostly just that.
enum class Semicolon { Required, Optional };

/// Appends `text` with its references decoded. What is no reference stays as it is.
void append_without_references(std::string_view text, Semicolon semicolon, std::string& out);

/// Plain text that may hold references somebody forgot to decode. Returns `text` itself where there are none,
/// else a view of `scratch`.
[[nodiscard]] std::string_view without_references(std::string_view text, std::string& scratch);

}  // namespace wirefold
