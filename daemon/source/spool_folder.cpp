#include "daemon/source/spool_folder.hpp"

#include <array>
#include <filesystem>
#include <utility>

#include "daemon/core/file.hpp"

namespace wirefold {

bool SpoolFolder::is_draft(std::string_view name) {
    constexpr std::array<std::string_view, 3> kDraftEndings{".tmp", ".part", ".swp"};
    if (name.starts_with('.')) return true;
    for (const std::string_view ending : kDraftEndings) {
        if (name.ends_with(ending)) return true;
    }
    return false;
}

std::string SpoolFolder::path_of(std::string_view name) const {
    std::string path{path_};
    return path.append("/").append(name);
}

std::optional<SpoolIdentity> SpoolFolder::look_at(std::string_view name) const {
    constexpr std::int64_t kNanosecondsPerSecond = 1'000'000'000;
    struct ::stat about {};
    if (::stat(path_of(name).c_str(), &about) != 0 || !S_ISREG(about.st_mode)) return std::nullopt;
    return SpoolIdentity{.name = std::string{name},
                         .bytes = static_cast<std::uint64_t>(about.st_size),
                         .modified_ns = about.st_mtim.tv_sec * kNanosecondsPerSecond + about.st_mtim.tv_nsec,
                         .inode = about.st_ino};
}

Result<void> SpoolFolder::scan(SteadyTime now) {
    std::error_code failure;
    std::filesystem::directory_iterator entries{path_, failure};
    std::map<std::string, Sighting, std::less<>> seen;
    for (const std::filesystem::directory_iterator end; !failure && entries != end;
         entries.increment(failure)) {
        const std::string name = entries->path().filename().string();
        if (is_draft(name)) continue;
        auto identity = look_at(name);
        if (!identity) continue;
        const auto before = seen_.find(name);
        const bool unchanged = before != seen_.end() && before->second.identity == *identity;
        const SteadyTime since = unchanged ? before->second.unchanged_since : now;
        seen.emplace(name, Sighting{.identity = std::move(*identity), .unchanged_since = since});
    }
    if (failure) return io_error("read folder", path_, failure.value());
    seen_ = std::move(seen);
    return {};
}

std::vector<SpoolIdentity> SpoolFolder::complete(SteadyTime now) const {
    std::vector<SpoolIdentity> found;
    for (const auto& [name, sighting] : seen_) {
        if (now - sighting.unchanged_since >= settle_) found.push_back(sighting.identity);
    }
    return found;
}

bool SpoolFolder::holds(const SpoolIdentity& identity) const {
    const auto place = seen_.find(identity.name);
    return place != seen_.end() && place->second.identity == identity;
}

}  // namespace wirefold
