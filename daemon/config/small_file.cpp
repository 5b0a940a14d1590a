#include "daemon/config/small_file.hpp"

#include <fcntl.h>

#include "daemon/core/file.hpp"
#include "daemon/core/units.hpp"

namespace wirefold {

Result<std::string> read_small_file(const std::string& path, std::size_t bytes_max) {
    const auto file = open_file(path, O_RDONLY | O_NONBLOCK);  // opening a pipe must not wait for its writer
    if (!file) return file.error();
    const auto about = stat_of(*file, path);
    if (!about) return about.error();
    if (!S_ISREG(about->st_mode)) return Error{Errc::Io, "read " + path + ": not a regular file"};
    std::string content(bytes_max + 1, '\0');
    std::size_t filled = 0;
    while (filled < content.size()) {
        const auto taken = read_some(*file, content.data() + filled, content.size() - filled, path);
        if (!taken) return taken.error();
        if (*taken == 0) break;
        filled += *taken;
    }
    if (filled > bytes_max)
        return Error{Errc::Io, "read " + path + ": larger than " + std::to_string(bytes_max) + " bytes"};
    content.resize(filled);
    return content;
}

Result<std::string> read_secret_file(const std::string& path) {
    constexpr std::size_t kSecretBytesMax = 64 * kKiB;  // room for a chain of certificates
    auto content = read_small_file(path, kSecretBytesMax);
    if (!content) return content.error();
    while (content->ends_with('\n') || content->ends_with('\r')) content->pop_back();
    if (content->empty()) return Error{Errc::Io, "read " + path + ": empty"};
    return std::move(*content);
}

}  // namespace wirefold
