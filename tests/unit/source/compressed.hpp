#pragma once

#include <array>
#include <string>
#include <string_view>

#include <archive.h>
#include <archive_entry.h>
#include <doctest/doctest.h>

namespace wirefold::test {

/// How a test's input is packed: its name's ending and libarchive's name for it.
struct Packing {
    std::string_view ending;
    int filter;
};
inline constexpr std::array kPackings{Packing{".gz", ARCHIVE_FILTER_GZIP}, Packing{".xz", ARCHIVE_FILTER_XZ},
                                      Packing{".zst", ARCHIVE_FILTER_ZSTD}};

inline la_ssize_t append_packed(::archive* /*writer*/, void* out, const void* bytes, std::size_t count) {
    static_cast<std::string*>(out)->append(static_cast<const char*>(bytes), count);
    return static_cast<la_ssize_t>(count);
}

/// `text` as one compressed frame.
[[nodiscard]] inline std::string pack(const Packing& packing, std::string_view text) {
    std::string out;
    ::archive* const writer = ::archive_write_new();
    REQUIRE(::archive_write_add_filter(writer, packing.filter) == ARCHIVE_OK);
    REQUIRE(::archive_write_set_format_raw(writer) == ARCHIVE_OK);
    ::archive_write_set_bytes_per_block(writer, 0);  // no padding at the end
    REQUIRE(::archive_write_open(writer, &out, nullptr, append_packed, nullptr) == ARCHIVE_OK);
    ::archive_entry* const entry = ::archive_entry_new();
    ::archive_entry_set_filetype(entry, AE_IFREG);
    REQUIRE(::archive_write_header(writer, entry) == ARCHIVE_OK);
    REQUIRE(::archive_write_data(writer, text.data(), text.size()) == static_cast<la_ssize_t>(text.size()));
    ::archive_entry_free(entry);
    REQUIRE(::archive_write_close(writer) == ARCHIVE_OK);
    ::archive_write_free(writer);
    return out;
}

}  // namespace wirefold::test
