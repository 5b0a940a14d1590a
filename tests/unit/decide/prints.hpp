#pragma once

#include <string>

#include <doctest/doctest.h>

#include "tests/support/texts.hpp"

namespace wirefold::test {

/// As a worker reads it. An empty text is a test that replaced nothing.
[[nodiscard]] inline Fingerprint print_of(const std::string& text) {
    static TextReader reader;
    REQUIRE_FALSE(text.empty());
    return reader.fingerprint(text);
}

[[nodiscard]] inline Wording wording_of(const std::string& text) {
    return print_of(text).wording;
}

}  // namespace wirefold::test
