#pragma once

#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include <doctest/doctest.h>

namespace wirefold::test {

/// A folder of the test's own, gone with it. In memory where the system offers that: code under test waits
/// for the disk hundreds of times.
class TemporaryFolder {
public:
    TemporaryFolder() {
        std::string pattern = "/dev/shm/wirefold-test-XXXXXX";
        if (std::getenv("TMPDIR") != nullptr || ::access("/dev/shm", W_OK) != 0) {
            pattern = (std::filesystem::temp_directory_path() / "wirefold-test-XXXXXX").string();
        }
        REQUIRE(::mkdtemp(pattern.data()) != nullptr);
        path_ = pattern;
    }
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;
    ~TemporaryFolder() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }

    [[nodiscard]] const std::string& path() const { return path_; }
    [[nodiscard]] std::string path_of(std::string_view name) const { return path_ + '/' + std::string{name}; }

    /// Gives the path.
    std::string write(std::string_view name, std::string_view bytes) const {
        std::string path = path_of(name);
        std::ofstream file{path, std::ios::binary | std::ios::trunc};
        file << bytes;
        file.close();
        REQUIRE(file.good());
        return path;
    }
    [[nodiscard]] std::string read(std::string_view name) const {
        std::ifstream file{path_of(name), std::ios::binary};
        REQUIRE_MESSAGE(file.good(), "no file " << path_of(name));
        return {std::istreambuf_iterator<char>{file}, {}};
    }
    [[nodiscard]] bool has(std::string_view name) const { return std::filesystem::exists(path_of(name)); }
    /// Names of what lies inside, sorted.
    [[nodiscard]] std::vector<std::string> names() const {
        std::vector<std::string> found;
        for (const auto& entry : std::filesystem::directory_iterator{path_}) {
            found.push_back(entry.path().filename().string());
        }
        std::sort(found.begin(), found.end());
        return found;
    }

private:
    std::string path_;
};

}  // namespace wirefold::test
