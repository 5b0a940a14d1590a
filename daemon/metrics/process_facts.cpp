#include "daemon/metrics/process_facts.hpp"

#include <ctime>
#include <filesystem>
#include <fstream>
#include <limits>
#include <sstream>
#include <string>
#include <system_error>

#include <unistd.h>

namespace wirefold {

namespace {

[[nodiscard]] std::optional<double> resident_bytes() {
    std::ifstream file{"/proc/self/statm"};
    double total_pages = 0;
    double resident_pages = 0;
    if (!(file >> total_pages >> resident_pages)) return std::nullopt;
    return resident_pages * static_cast<double>(::sysconf(_SC_PAGESIZE));
}

[[nodiscard]] std::optional<double> cpu_seconds() {
    timespec used{};
    if (::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &used) != 0) return std::nullopt;
    return static_cast<double>(used.tv_sec) + static_cast<double>(used.tv_nsec) / 1e9;
}

[[nodiscard]] std::optional<double> open_fds() {
    std::error_code error;
    std::filesystem::directory_iterator entry{"/proc/self/fd", error};
    double descriptors = 0;
    while (!error && entry != std::filesystem::directory_iterator{}) {
        ++descriptors;
        entry.increment(error);
    }
    if (error) return std::nullopt;
    return descriptors - 1;  // the one that reads the folder
}

/// Ticks from the machine's start to the process's.
[[nodiscard]] std::optional<double> start_ticks() {
    std::ifstream file{"/proc/self/stat"};
    // The second field is the program's name in parentheses and may hold anything, parentheses too. No later
    // field does.
    std::string line;
    if (!std::getline(file, line)) return std::nullopt;
    const auto name_end = line.rfind(')');
    if (name_end == std::string::npos) return std::nullopt;
    std::istringstream fields{line.substr(name_end + 1)};
    constexpr int kFieldsBefore = 19;  // the 3rd to the 21st; the start time is the 22nd
    std::string skipped;
    for (int i = 0; i < kFieldsBefore; ++i) fields >> skipped;
    double ticks = 0;
    if (!(fields >> ticks)) return std::nullopt;
    return ticks;
}

[[nodiscard]] std::optional<double> boot_time_seconds() {
    std::ifstream file{"/proc/stat"};
    std::string word;
    while (file >> word) {
        double seconds = 0;
        if (word == "btime" && file >> seconds) return seconds;
        file.ignore(std::numeric_limits<std::streamsize>::max(), '\n');
    }
    return std::nullopt;
}

[[nodiscard]] std::optional<double> start_time_seconds() {
    const auto boot = boot_time_seconds();
    const auto ticks = start_ticks();
    if (!boot || !ticks) return std::nullopt;
    return *boot + *ticks / static_cast<double>(::sysconf(_SC_CLK_TCK));
}

}  // namespace

ProcessFacts read_process_facts() {
    return {.resident_bytes = resident_bytes(),
            .cpu_seconds = cpu_seconds(),
            .open_fds = open_fds(),
            .start_time_seconds = start_time_seconds()};
}

}  // namespace wirefold
