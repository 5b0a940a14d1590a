#include "daemon/app/progress_bar.hpp"

#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <iostream>

#include "daemon/core/units.hpp"

namespace wirefold {

ProgressBar::ProgressBar(std::function<State()> state)
    : state_(std::move(state)), thread_([this](const std::stop_token& stop) { draw_until_stopped(stop); }) {}

ProgressBar::~ProgressBar() {
    thread_.request_stop();
    thread_.join();
    std::cerr << "\r\x1b[K" << std::flush;
}

bool ProgressBar::is_wanted() {
    return ::isatty(STDERR_FILENO) == 1;
}

std::string ProgressBar::line(const State& state) {
    constexpr std::uint64_t kWidth = 30;
    std::string text;
    if (state.bytes_total > 0) {
        const std::uint64_t read = std::min(state.bytes_read, state.bytes_total);
        const std::uint64_t filled = read * kWidth / state.bytes_total;
        text += '[' + std::string(filled, '#') + std::string(kWidth - filled, '.') + "] ";
        text += std::to_string(read * 100 / state.bytes_total) + "%  ";
    }
    text +=
        std::to_string(state.bytes_read / kMiB) + " MiB read, " + std::to_string(state.records) + " records";
    return text;
}

void ProgressBar::draw_until_stopped(const std::stop_token& stop) {
    constexpr std::chrono::milliseconds kInterval{200};
    std::unique_lock lock{mutex_};
    while (!stop.stop_requested()) {
        std::cerr << '\r' << line(state_()) << "\x1b[K" << std::flush;
        woken_.wait_for(lock, stop, kInterval, [] { return false; });
    }
}

}  // namespace wirefold
