#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "daemon/core/clock.hpp"
#include "daemon/core/error.hpp"
#include "daemon/core/file.hpp"
#include "daemon/core/id.hpp"

namespace wirefold {

/// The format of one segment of the file log.
///
/// Shape, all little-endian:
///   header: "WFLOGSEG", format version u32, parameters u64, position of the first record u64, checksum u64
///   record: marker u32, checksum u64, entry's length u32, append time i64 (ms since 1970), entry
/// A checksum is hash64 of all that follows it in its record, or that stands before it in the header. The
/// marker lets a search behind damage find the next record.

inline constexpr std::uint32_t kSegmentFormat = 1;
inline constexpr std::size_t kSegmentHeaderBytes = 36;
inline constexpr std::size_t kRecordHeaderBytes = 24;

struct SegmentHeader {
    std::uint64_t parameters = 0;  ///< Stamp of the settings that give entries their meaning.
    LogPosition first{};           ///< Position of the first record, also in the file's name.
    friend bool operator==(const SegmentHeader&, const SegmentHeader&) = default;
};

/// "00000000000000001024.log": names sort as positions do.
[[nodiscard]] std::string segment_name(LogPosition first);
[[nodiscard]] std::optional<LogPosition> parse_segment_name(std::string_view name);

[[nodiscard]] std::string encode_segment_header(const SegmentHeader& header);
/// Errors, without the file's name: Corrupt; ConfigRejected where another version of the program wrote it.
[[nodiscard]] Result<SegmentHeader> decode_segment_header(std::string_view bytes);

/// Appends one record. `entry` is what append_entry() made.
void append_segment_record(std::string& out, Timestamp append_time, std::string_view entry);

enum class RecordOutcome : std::uint8_t {
    Record,
    End,      ///< the segment ends here, behind a whole record
    Damaged,  ///< what stands at byte() is no whole record
};

struct SegmentRecord {
    RecordOutcome outcome = RecordOutcome::End;
    Timestamp append_time{};
    std::string_view entry{};  ///< Valid until the next call; its checksum is verified.
};

/// Reads a segment's records in order. Threads: one at a time. Bound: 256 KiB, or the largest record.
class SegmentReader {
public:
    /// Errors: Io, or those of decode_segment_header(), naming the file.
    [[nodiscard]] static Result<SegmentReader> open(std::string path);

    /// Errors: Io.
    [[nodiscard]] Result<SegmentRecord> next();

    [[nodiscard]] const SegmentHeader& header() const { return header_; }
    [[nodiscard]] const std::string& path() const { return path_; }
    [[nodiscard]] std::uint64_t byte() const { return byte_; }              ///< Where the next record starts.
    [[nodiscard]] std::uint64_t file_bytes() const { return file_bytes_; }  ///< As it was opened.
    /// Whether a whole record stands anywhere behind byte(): the difference between a tail that was never
    /// finished and damage to what was. Errors: Io.
    [[nodiscard]] Result<bool> finds_later_record() const;

private:
    SegmentReader(FileHandle file, std::string path, const SegmentHeader& header, std::uint64_t file_bytes)
        : file_(std::move(file)), path_(std::move(path)), header_(header), file_bytes_(file_bytes) {}

    /// Makes the next `bytes` of the file stand in buffer_. False: the file ends before.
    [[nodiscard]] Result<bool> have(std::size_t bytes);

    FileHandle file_;
    std::string path_;
    SegmentHeader header_;
    std::uint64_t file_bytes_ = 0;
    std::uint64_t byte_ = kSegmentHeaderBytes;
    std::string buffer_;
    std::size_t buffer_begin_ = 0;  ///< Of what is not given yet; stands for byte_.
};

}  // namespace wirefold
