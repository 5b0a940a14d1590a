#include "daemon/log/segment_file.hpp"

#include <algorithm>
#include <charconv>
#include <utility>

#include "daemon/core/hash.hpp"
#include "daemon/core/invariant.hpp"
#include "daemon/core/units.hpp"
#include "daemon/log/little_endian.hpp"

namespace wirefold {

namespace {

constexpr std::string_view kMagic = "WFLOGSEG";
constexpr std::string_view kMarker = "\xB7WFr";
constexpr std::string_view kNameEnding = ".log";
constexpr std::size_t kNameDigits = 20;
constexpr std::size_t kReadBytes = 256 * kKiB;
/// Where a record's parts begin.
constexpr std::size_t kChecksumAt = 4;
constexpr std::size_t kLengthAt = 12;
constexpr std::size_t kTimeAt = 16;

[[nodiscard]] std::size_t entry_bytes(std::string_view record) {
    return read_little_endian<std::uint32_t>(record.substr(kLengthAt));
}

/// `record` holds at least the bytes its length announces.
[[nodiscard]] bool checksum_holds(std::string_view record) {
    const std::string_view covered =
        record.substr(kLengthAt, kRecordHeaderBytes - kLengthAt + entry_bytes(record));
    return read_little_endian<std::uint64_t>(record.substr(kChecksumAt)) == hash64(covered);
}

[[nodiscard]] bool is_record(std::string_view bytes) {
    return bytes.size() >= kRecordHeaderBytes && bytes.starts_with(kMarker) &&
           entry_bytes(bytes) <= bytes.size() - kRecordHeaderBytes && checksum_holds(bytes);
}

}  // namespace

std::string segment_name(LogPosition first) {
    const std::string digits = std::to_string(first.raw());
    return std::string(kNameDigits - digits.size(), '0') + digits + std::string{kNameEnding};
}

std::optional<LogPosition> parse_segment_name(std::string_view name) {
    if (name.size() != kNameDigits + kNameEnding.size() || !name.ends_with(kNameEnding)) return std::nullopt;
    std::uint64_t position = 0;
    const char* const digits_end = name.data() + kNameDigits;
    const auto [end, code] = std::from_chars(name.data(), digits_end, position);
    if (code != std::errc{} || end != digits_end) return std::nullopt;
    return LogPosition{position};
}

std::string encode_segment_header(const SegmentHeader& header) {
    std::string bytes{kMagic};
    append_little_endian(bytes, kSegmentFormat);
    append_little_endian(bytes, header.parameters);
    append_little_endian(bytes, header.first.raw());
    append_little_endian(bytes, hash64(bytes));
    return bytes;
}

Result<SegmentHeader> decode_segment_header(std::string_view bytes) {
    if (bytes.size() < kSegmentHeaderBytes) return Error{Errc::Corrupt, "cut short inside its header"};
    if (!bytes.starts_with(kMagic)) return Error{Errc::Corrupt, "not a log segment (at byte 0)"};
    bytes.remove_prefix(kMagic.size());
    const auto format = read_little_endian<std::uint32_t>(bytes);
    if (format != kSegmentFormat) {
        return Error{Errc::ConfigRejected, "in format " + std::to_string(format) +
                                               ", this program knows format " +
                                               std::to_string(kSegmentFormat)};
    }
    const SegmentHeader header{.parameters = read_little_endian<std::uint64_t>(bytes.substr(4)),
                               .first = LogPosition{read_little_endian<std::uint64_t>(bytes.substr(12))}};
    if (!std::string_view{encode_segment_header(header)}.ends_with(bytes.substr(20, 8))) {
        return Error{Errc::Corrupt, "damaged header (at byte 0)"};
    }
    return header;
}

void append_segment_record(std::string& out, Timestamp append_time, std::string_view entry) {
    WIREFOLD_INVARIANT(entry.size() <= UINT32_MAX, "an entry's length fits its field");
    const std::size_t begin = out.size();
    out += kMarker;
    append_little_endian(out, std::uint64_t{0});
    append_little_endian(out, static_cast<std::uint32_t>(entry.size()));
    append_little_endian(out, static_cast<std::uint64_t>(append_time.time_since_epoch().count()));
    out += entry;
    std::string checksum;
    append_little_endian(checksum, hash64(std::string_view{out}.substr(begin + kLengthAt)));
    out.replace(begin + kChecksumAt, checksum.size(), checksum);
}

Result<SegmentReader> SegmentReader::open(std::string path) {
    auto file = open_file(path, O_RDONLY);
    if (!file) return file.error();
    const auto about = stat_of(*file, path);
    if (!about) return about.error();
    std::string head(kSegmentHeaderBytes, '\0');
    const auto taken = read_some(*file, head.data(), head.size(), path);
    if (!taken) return taken.error();
    head.resize(*taken);
    const auto header = decode_segment_header(head);
    if (!header) return Error{header.error().code, "log segment " + path + " is " + header.error().context};
    return SegmentReader{std::move(*file), std::move(path), *header,
                         static_cast<std::uint64_t>(about->st_size)};
}

Result<bool> SegmentReader::have(std::size_t bytes) {
    if (bytes > file_bytes_ - byte_) return false;
    if (buffer_.size() - buffer_begin_ >= bytes) return true;
    buffer_.erase(0, std::exchange(buffer_begin_, 0));
    while (buffer_.size() < bytes) {
        const std::size_t before = buffer_.size();
        const std::uint64_t left = file_bytes_ - byte_ - before;
        const std::size_t step = std::min<std::uint64_t>(std::max(kReadBytes, bytes - before), left);
        buffer_.resize(before + step);
        const auto taken = read_some(file_, buffer_.data() + before, step, path_);
        if (!taken) return taken.error();
        buffer_.resize(before + *taken);
        if (*taken == 0) return false;  // somebody cut the file meanwhile
    }
    return true;
}

Result<SegmentRecord> SegmentReader::next() {
    const SegmentRecord damaged{.outcome = RecordOutcome::Damaged, .append_time = {}, .entry = {}};
    if (byte_ == file_bytes_) return SegmentRecord{};
    auto there = have(kRecordHeaderBytes);
    if (!there) return there.error();
    if (!*there) return damaged;
    const std::size_t bytes =
        kRecordHeaderBytes + entry_bytes(std::string_view{buffer_}.substr(buffer_begin_));
    there = have(bytes);
    if (!there) return there.error();
    if (!*there) return damaged;
    const std::string_view record = std::string_view{buffer_}.substr(buffer_begin_, bytes);
    if (!is_record(record)) return damaged;
    buffer_begin_ += bytes;
    byte_ += bytes;
    const auto time = static_cast<std::int64_t>(read_little_endian<std::uint64_t>(record.substr(kTimeAt)));
    return SegmentRecord{.outcome = RecordOutcome::Record,
                         .append_time = Timestamp{Duration{time}},
                         .entry = record.substr(kRecordHeaderBytes)};
}

Result<bool> SegmentReader::finds_later_record() const {
    const auto again = open_file(path_, O_RDONLY);
    if (!again) return again.error();
    if (::lseek(again->get(), static_cast<off_t>(byte_), SEEK_SET) < 0) return io_error("seek", path_, errno);
    const auto bytes = read_to_end(*again, path_);
    if (!bytes) return bytes.error();
    const std::string_view rest{*bytes};
    for (std::size_t at = rest.find(kMarker, 1); at != std::string_view::npos;
         at = rest.find(kMarker, at + 1)) {
        if (is_record(rest.substr(at))) return true;
    }
    return false;
}

}  // namespace wirefold
