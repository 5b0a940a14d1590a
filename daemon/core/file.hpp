#pragma once

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>

#include "daemon/core/error.hpp"

namespace wirefold {

/// Files as the operating system has them: a handle that closes itself, and the calls that can fail as
/// values. Every call here may block on the disk, and goes on by itself after a signal.

/// Owns one file descriptor, or none.
class FileHandle {
public:
    FileHandle() = default;
    explicit FileHandle(int descriptor) : descriptor_(descriptor) {}
    FileHandle(const FileHandle&) = delete;
    FileHandle& operator=(const FileHandle&) = delete;
    FileHandle(FileHandle&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}
    FileHandle& operator=(FileHandle&& other) noexcept {
        std::swap(descriptor_, other.descriptor_);
        return *this;
    }
    ~FileHandle() {
        if (descriptor_ >= 0) ::close(descriptor_);
    }

    [[nodiscard]] int get() const { return descriptor_; }
    [[nodiscard]] bool is_open() const { return descriptor_ >= 0; }
    void reset() { const FileHandle closed{std::exchange(descriptor_, -1)}; }

private:
    int descriptor_ = -1;
};

/// "write out/unique.ndjson: no space left on device"
[[nodiscard]] inline Error io_error(std::string_view action, std::string_view path, int number) {
    std::string reason = std::generic_category().message(number);
    if (!reason.empty() && reason[0] >= 'A' && reason[0] <= 'Z') {
        reason[0] = static_cast<char>(reason[0] + ('a' - 'A'));
    }
    std::string context{action};
    context.append(" ").append(path).append(": ").append(reason);
    return {Errc::Io, std::move(context)};
}

/// The folder a path lies in; "." for a bare name.
[[nodiscard]] inline std::string folder_of(const std::string& path) {
    const std::string folder = std::filesystem::path{path}.parent_path().string();
    return folder.empty() ? "." : folder;
}

[[nodiscard]] inline Result<FileHandle> open_file(const std::string& path, int flags) {
    constexpr mode_t kMode = 0666;  // the operator's umask decides
    while (true) {
        const int descriptor = ::open(path.c_str(), flags | O_CLOEXEC, kMode);
        if (descriptor >= 0) return FileHandle{descriptor};
        if (errno != EINTR) return io_error("open", path, errno);
    }
}

/// Fills `buffer` as far as one read goes. Zero: the end.
[[nodiscard]] inline Result<std::size_t> read_some(const FileHandle& file, char* buffer, std::size_t bytes,
                                                   std::string_view path) {
    while (true) {
        const ssize_t taken = ::read(file.get(), buffer, bytes);
        if (taken >= 0) return static_cast<std::size_t>(taken);
        if (errno != EINTR) return io_error("read", path, errno);
    }
}

/// What is left of the file, however much that is.
[[nodiscard]] inline Result<std::string> read_to_end(const FileHandle& file, std::string_view path) {
    constexpr std::size_t kStep = 64 * 1024;
    std::string bytes;
    while (true) {
        const std::size_t before = bytes.size();
        bytes.resize(before + kStep);
        const auto taken = read_some(file, bytes.data() + before, kStep, path);
        if (!taken) return taken.error();
        bytes.resize(before + *taken);
        if (*taken == 0) return bytes;
    }
}

/// One write(2) where the system takes all at once, as it does for files with room. On an error some of
/// `bytes` may have been written.
[[nodiscard]] inline Result<void> write_all(const FileHandle& file, std::string_view bytes,
                                            std::string_view path) {
    while (!bytes.empty()) {
        const ssize_t taken = ::write(file.get(), bytes.data(), bytes.size());
        if (taken >= 0) {
            bytes.remove_prefix(static_cast<std::size_t>(taken));
        } else if (errno != EINTR) {
            return io_error("write", path, errno);
        }
    }
    return {};
}

/// Waits until the disk has the file's content and its size.
[[nodiscard]] inline Result<void> sync_file(const FileHandle& file, std::string_view path) {
    // Pipes and devices cannot be synchronized, and need not be.
    if (::fsync(file.get()) == 0 || errno == EINVAL || errno == EROFS) return {};
    return io_error("fsync", path, errno);
}

/// Waits until the disk has the names in `folder`, so that a new or renamed file survives a power cut.
[[nodiscard]] inline Result<void> sync_folder(const std::string& folder) {
    auto handle = open_file(folder, O_RDONLY | O_DIRECTORY);
    if (!handle) return handle.error();
    return sync_file(*handle, folder);
}

[[nodiscard]] inline Result<void> rename_file(const std::string& from, const std::string& to) {
    if (::rename(from.c_str(), to.c_str()) != 0) return io_error("rename to", to, errno);
    return sync_folder(folder_of(to));
}

/// Puts `bytes` in the place of whatever `path` held: a reader, or a crash, sees the old content or the new.
[[nodiscard]] inline Result<void> replace_file(const std::string& path, std::string_view bytes) {
    const std::string draft = path + ".tmp";
    auto file = open_file(draft, O_WRONLY | O_CREAT | O_TRUNC);
    if (!file) return file.error();
    if (auto written = write_all(*file, bytes, draft); !written) return written.error();
    if (auto synced = sync_file(*file, draft); !synced) return synced.error();
    return rename_file(draft, path);
}

[[nodiscard]] inline Result<void> make_folder(const std::string& folder) {
    std::error_code failure;
    std::filesystem::create_directories(folder, failure);
    if (failure) return io_error("create folder", folder, failure.value());
    return {};
}

/// Makes the file this process's own until its handle closes. False: another handle has it.
[[nodiscard]] inline bool try_lock(const FileHandle& file) {
    return ::flock(file.get(), LOCK_EX | LOCK_NB) == 0;
}

[[nodiscard]] inline Result<struct ::stat> stat_of(const FileHandle& file, std::string_view path) {
    struct ::stat about {};
    if (::fstat(file.get(), &about) != 0) return io_error("stat", path, errno);
    return about;
}

}  // namespace wirefold
