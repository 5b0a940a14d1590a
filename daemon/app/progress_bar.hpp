#pragma once

#include <condition_variable>
#include <cstdint>
#include <functional>
#include <mutex>
#include <string>
#include <thread>

namespace wirefold {

/// Draws how far a run is on stderr, a few times a second, while it lives. Only for terminals.
///
/// Owns: a thread. Threads: `state` is called on it.
class ProgressBar {
public:
    struct State {
        std::uint64_t bytes_read = 0;
        std::uint64_t bytes_total = 0;  ///< 0: unknown.
        std::uint64_t records = 0;
    };
    explicit ProgressBar(std::function<State()> state);
    ProgressBar(const ProgressBar&) = delete;
    ProgressBar& operator=(const ProgressBar&) = delete;
    ~ProgressBar();  ///< Wipes the line.

    [[nodiscard]] static bool is_wanted();  ///< stderr is a terminal.
    [[nodiscard]] static std::string line(const State& state);

private:
    void draw_until_stopped(const std::stop_token& stop);

    std::function<State()> state_;
    std::mutex mutex_;
    std::condition_variable_any woken_;
    std::jthread thread_;
};

}  // namespace wirefold
