#pragma once

#include <string>
#include <string_view>

namespace wirefold {

/// The text of well-formed HTML as libxml2's SAX parser sees it: what append_html_text() is tested against.
///
/// Not for bodies from outside: it reads some 30 MB/s, and its cost is quadratic in the depth of nesting.
/// Shape: UTF-8 in, UTF-8 out; equal to the scanner's up to white space.
[[nodiscard]] std::string html_text_reference(std::string_view html);

}  // namespace wirefold
