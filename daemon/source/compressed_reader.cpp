#include "daemon/source/compressed_reader.hpp"

#include <poll.h>

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <optional>
#include <utility>
#include <vector>

#include <archive.h>
#include <archive_entry.h>
#include <zlib.h>

#include "daemon/core/file.hpp"
#include "daemon/core/units.hpp"

namespace wirefold {

class CompressedReader::Decoder {
public:
    Decoder() = default;
    Decoder(const Decoder&) = delete;
    Decoder& operator=(const Decoder&) = delete;
    virtual ~Decoder() = default;
    [[nodiscard]] virtual Result<std::string_view> next() = 0;
    [[nodiscard]] virtual bool ready_before(Deadline /*deadline*/) const { return true; }
    [[nodiscard]] virtual std::uint64_t position() const = 0;
};

namespace {

constexpr std::size_t kChunkBytes = 128 * kKiB;

[[nodiscard]] Error corrupt(std::string_view path, std::uint64_t byte, std::string_view reason) {
    std::string context{"read "};
    context.append(path).append(": ").append(reason).append(" (at compressed byte ");
    context.append(std::to_string(byte)).append(")");
    return {Errc::Corrupt, std::move(context)};
}

/// Plain bytes of a file or a pipe.
class PlainDecoder final : public CompressedReader::Decoder {
public:
    PlainDecoder(FileHandle file, std::string path, bool may_wait)
        : file_(std::move(file)), path_(std::move(path)), may_wait_(may_wait), buffer_(kChunkBytes) {}

    [[nodiscard]] Result<std::string_view> next() override {
        const auto taken = read_some(file_, buffer_.data(), buffer_.size(), path_);
        if (!taken) return taken.error();
        position_ += *taken;
        return std::string_view{buffer_.data(), *taken};
    }

    [[nodiscard]] bool ready_before(Deadline deadline) const override {
        if (!may_wait_) return true;
        ::pollfd asked{.fd = file_.get(), .events = POLLIN, .revents = 0};
        constexpr Duration kWaitMax = std::chrono::minutes{1};
        // A signal ends the wait early, as if nothing had come: the caller asks again.
        return ::poll(&asked, 1, static_cast<int>(std::min(deadline.left(), kWaitMax).count())) > 0;
    }

    [[nodiscard]] std::uint64_t position() const override { return position_; }

private:
    FileHandle file_;
    std::string path_;
    bool may_wait_;
    std::vector<char> buffer_;
    std::uint64_t position_ = 0;
};

/// gzip by zlib itself: libarchive reads gzip without verifying checksums, and takes a second member that is
/// cut inside its header for the end.
class GzipDecoder final : public CompressedReader::Decoder {
public:
    GzipDecoder(FileHandle file, std::string path)
        : file_(std::move(file)), path_(std::move(path)), input_(kChunkBytes), output_(kChunkBytes) {
        constexpr int kGzipOnly = 16;
        usable_ = ::inflateInit2(&stream_, MAX_WBITS + kGzipOnly) == Z_OK;
    }
    GzipDecoder(const GzipDecoder&) = delete;
    GzipDecoder& operator=(const GzipDecoder&) = delete;
    ~GzipDecoder() override {
        if (usable_) ::inflateEnd(&stream_);
    }

    [[nodiscard]] Result<std::string_view> next() override {
        if (!usable_) return Error{Errc::Io, "read " + path_ + ": no memory to decompress"};
        stream_.next_out = output_.data();
        stream_.avail_out = static_cast<uInt>(output_.size());
        while (stream_.avail_out == output_.size()) {
            if (failure_) return *failure_;
            if (stream_.avail_in == 0 && !ended_) {
                if (auto filled = fill(); !filled) return filled.error();
            }
            if (!in_member_ && stream_.avail_in == 0 && members_ > 0) return std::string_view{};
            inflate_some();
        }
        return std::string_view{reinterpret_cast<const char*>(output_.data()),
                                output_.size() - stream_.avail_out};
    }

    [[nodiscard]] std::uint64_t position() const override { return position_ - stream_.avail_in; }

private:
    [[nodiscard]] Result<void> fill() {
        const auto taken = read_some(file_, reinterpret_cast<char*>(input_.data()), input_.size(), path_);
        if (!taken) return taken.error();
        ended_ = *taken == 0;
        position_ += *taken;
        stream_.next_in = input_.data();
        stream_.avail_in = static_cast<uInt>(*taken);
        return {};
    }

    void inflate_some() {
        in_member_ = true;
        switch (::inflate(&stream_, Z_NO_FLUSH)) {
            case Z_OK: return;
            case Z_STREAM_END:
                in_member_ = false;
                ++members_;
                ::inflateReset(&stream_);
                return;
            case Z_BUF_ERROR:  // no progress: it wants input
                if (ended_) failure_ = corrupt(path_, position(), "gzip data cut short");
                return;
            default:
                failure_ =
                    corrupt(path_, position(), stream_.msg == nullptr ? "damaged gzip data" : stream_.msg);
        }
    }

    FileHandle file_;
    std::string path_;
    std::vector<Bytef> input_;
    std::vector<Bytef> output_;
    z_stream stream_{};
    bool usable_ = false;
    bool ended_ = false;      ///< The file has no more bytes.
    bool in_member_ = false;  ///< Inside a member: an end of file here is a truncation.
    std::uint64_t members_ = 0;
    std::uint64_t position_ = 0;    ///< Bytes read from the file.
    std::optional<Error> failure_;  ///< Said once what was read before it was given.
};

struct ArchiveFree {
    void operator()(::archive* handle) const noexcept { ::archive_read_free(handle); }
};
using ArchiveHandle = std::unique_ptr<::archive, ArchiveFree>;

/// xz and zstd, by libarchive's filters in front of its "raw" format.
class ArchiveDecoder final : public CompressedReader::Decoder {
public:
    ArchiveDecoder(FileHandle file, std::string path)
        : file_(std::move(file)), path_(std::move(path)), handle_(::archive_read_new()) {}

    /// `filter` is libarchive's code of the only compression accepted.
    [[nodiscard]] Result<void> start(int filter) {
        ::archive* const handle = handle_.get();
        if (handle == nullptr) return Error{Errc::Io, "read " + path_ + ": no memory to decompress"};
        if (filter == ARCHIVE_FILTER_XZ) {
            ::archive_read_support_filter_xz(handle);
        } else {
            ::archive_read_support_filter_zstd(handle);
        }
        ::archive_read_support_format_raw(handle);
        ::archive_read_support_format_empty(handle);  // compressed nothing
        if (::archive_read_open_fd(handle, file_.get(), kChunkBytes) != ARCHIVE_OK) return failure();
        ::archive_entry* entry = nullptr;
        const int header = ::archive_read_next_header(handle, &entry);
        if (header != ARCHIVE_OK && header != ARCHIVE_EOF) return failure();
        // Data that no filter claims passes through as it is, which would make garbage, or a truncated
        // header, look like text.
        if (::archive_filter_code(handle, 0) != filter) {
            return corrupt(path_, 0, "not what its name says, or cut short");
        }
        ended_ = header == ARCHIVE_EOF;
        return {};
    }

    [[nodiscard]] Result<std::string_view> next() override {
        while (!ended_) {
            const void* block = nullptr;
            std::size_t bytes = 0;
            la_int64_t offset = 0;
            const int outcome = ::archive_read_data_block(handle_.get(), &block, &bytes, &offset);
            if (outcome == ARCHIVE_EOF) {
                ended_ = true;
            } else if (outcome != ARCHIVE_OK) {
                return failure();
            } else if (bytes > 0) {
                return std::string_view{static_cast<const char*>(block), bytes};
            }
        }
        return std::string_view{};
    }

    [[nodiscard]] std::uint64_t position() const override {
        const la_int64_t taken = ::archive_filter_bytes(handle_.get(), -1);
        return taken < 0 ? 0 : static_cast<std::uint64_t>(taken);
    }

private:
    [[nodiscard]] Error failure() const {
        const char* reason = ::archive_error_string(handle_.get());
        return corrupt(path_, position(), reason == nullptr ? "cut short or damaged" : reason);
    }

    FileHandle file_;  ///< Before handle_: libarchive reads from it until it is freed.
    std::string path_;
    ArchiveHandle handle_;
    bool ended_ = false;
};

/// 0: not one of libarchive's.
[[nodiscard]] int archive_filter_of(std::string_view path) {
    if (path.ends_with(".xz")) return ARCHIVE_FILTER_XZ;
    if (path.ends_with(".zst")) return ARCHIVE_FILTER_ZSTD;
    return 0;
}

[[nodiscard]] Result<FileHandle> open_input(const std::string& path) {
    if (path != "-") return open_file(path, O_RDONLY);
    FileHandle copy{::fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, 0)};
    if (!copy.is_open()) return io_error("open", "standard input", errno);
    return copy;
}

}  // namespace

Result<CompressedReader> CompressedReader::open(const std::string& path) {
    auto file = open_input(path);
    if (!file) return file.error();
    const auto about = stat_of(*file, path);
    if (!about) return about.error();
    const bool regular = S_ISREG(about->st_mode);
    const std::uint64_t total = regular ? static_cast<std::uint64_t>(about->st_size) : 0;

    if (path.ends_with(".gz")) {
        return CompressedReader{std::make_unique<GzipDecoder>(std::move(*file), path), total};
    }
    if (const int filter = archive_filter_of(path); filter != 0) {
        auto decoder = std::make_unique<ArchiveDecoder>(std::move(*file), path);
        if (auto started = decoder->start(filter); !started) return started.error();
        return CompressedReader{std::move(decoder), total};
    }
    return CompressedReader{std::make_unique<PlainDecoder>(std::move(*file), path, !regular), total};
}

CompressedReader::CompressedReader(std::unique_ptr<Decoder> decoder, std::uint64_t total)
    : decoder_(std::move(decoder)), total_(total) {}
CompressedReader::CompressedReader(CompressedReader&&) noexcept = default;
CompressedReader& CompressedReader::operator=(CompressedReader&&) noexcept = default;
CompressedReader::~CompressedReader() = default;

Result<std::string_view> CompressedReader::next() {
    return decoder_->next();
}
bool CompressedReader::ready_before(Deadline deadline) const {
    return decoder_->ready_before(deadline);
}
std::uint64_t CompressedReader::position() const {
    return decoder_->position();
}

}  // namespace wirefold
