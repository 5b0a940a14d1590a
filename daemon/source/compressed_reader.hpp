#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "daemon/core/clock.hpp"
#include "daemon/core/error.hpp"

namespace wirefold {

/// Reads one input as plain bytes: a plain file, a `.gz`, `.xz` or `.zst` file, or standard input ("-").
///
/// The name alone says how the input is compressed: a `.gz` without gzip data is an error, not plain text.
///
/// Invariants
///   1. Compressed input ends well only where its own framing says so. Cut short, damaged or followed by
///   bytes
///      of no frame, it ends in an error, after everything that could be read before.
/// Owns: the file and the decompressor.
/// Bound: two chunks of 128 KiB, and the window that the file's writer chose: up to 64 MiB for `xz -9`,
///        128 MiB for `zstd --ultra`; a `.zst` that asks for more is refused.
/// Threads: one at a time.
class CompressedReader {
public:
    /// Errors: Io, Corrupt. Both name the file; Corrupt also says at which byte of the compressed file.
    [[nodiscard]] static Result<CompressedReader> open(const std::string& path);

    CompressedReader(CompressedReader&&) noexcept;
    CompressedReader& operator=(CompressedReader&&) noexcept;
    CompressedReader(const CompressedReader&) = delete;
    CompressedReader& operator=(const CompressedReader&) = delete;
    ~CompressedReader();

    /// The next bytes, valid until the next call; empty at the end.
    /// Blocks: until some bytes came. Errors: as open(). After an error the reader must not be asked again.
    [[nodiscard]] Result<std::string_view> next();
    /// Whether next() would answer at once. False after waiting until `deadline` for a pipe or a terminal
    /// that has nothing; files are always ready.
    [[nodiscard]] bool ready_before(Deadline deadline) const;

    /// Bytes taken from the file, compressed as it is; with total() this is the progress.
    [[nodiscard]] std::uint64_t position() const;
    /// Size of the file as it was opened; 0 where that is unknown (a pipe).
    [[nodiscard]] std::uint64_t total() const { return total_; }

    class Decoder;  ///< One for each way of compression; see compressed_reader.cpp.

private:
    CompressedReader(std::unique_ptr<Decoder> decoder, std::uint64_t total);

    std::unique_ptr<Decoder> decoder_;
    std::uint64_t total_ = 0;
};

}  // namespace wirefold
