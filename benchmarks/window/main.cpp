// What an article costs the window: bytes, and time to judge it, as the window grows.
#include <cstdio>
#include <ctime>
#include <fstream>
#include <iostream>
#include <string>
#include <vector>

#include "benchmarks/window/synthetic.hpp"
#include "daemon/pipeline/judge.hpp"

namespace {

using namespace wirefold;

constexpr std::size_t kMeasured = 20'000;  // articles behind each figure of time

[[nodiscard]] double thread_seconds() {
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) * 1e-9;
}

[[nodiscard]] double resident_bytes() {
    std::ifstream file{"/proc/self/statm"};
    double all = 0;
    double resident = 0;
    file >> all >> resident;
    return resident * 4096;
}

/// Fills a window with `articles` that come evenly over its ninety days, and prints a row.
void measure(std::size_t articles) {
    IndexOptions options;
    // Room for all, so that nothing leaves before its window is over.
    options.bytes_max = articles * 480 + 16 * kMiB;
    const double before = resident_bytes();
    Judge judge{options};
    bench::SyntheticArticles source{articles};
    const auto span = std::chrono::duration_cast<Duration>(options.window_exact);
    const Timestamp begin{std::chrono::hours{24 * 365 * 50}};
    double seconds = 0;
    std::uint64_t steps_before = 0;
    std::vector<LoggedEntry> batch;
    for (std::size_t i = 0; i < articles + kMeasured; ++i) {
        const auto part = static_cast<double>(i) / static_cast<double>(articles);
        const Timestamp now =
            begin + Duration{static_cast<std::int64_t>(part * static_cast<double>(span.count()))};
        batch.push_back({.position = LogPosition{i}, .append_time = now, .entry = source.next(now)});
        if (batch.size() < 1000) continue;
        if (i < articles) steps_before = judge.index_stats().steps;
        const double start = thread_seconds();
        judge.judge_all(batch, [](const LoggedEntry&, const Judge::Judgement&) {});
        if (i >= articles) seconds += thread_seconds() - start;
        batch.clear();
    }
    const IndexStats stats = judge.index_stats();
    const auto held = static_cast<double>(stats.articles);
    // tidy: allow printf: columns of a table
    std::printf("| %zu | %.0f | %.0f | %.2f | %.0f | %llu |\n", articles,
                static_cast<double>(stats.bytes_used) / held, (resident_bytes() - before) / held,
                seconds * 1e6 / kMeasured, static_cast<double>(stats.steps - steps_before) / kMeasured,
                static_cast<unsigned long long>(stats.evicted));
    static_cast<void>(std::fflush(stdout));
}

}  // namespace

int main(int argc, char** argv) {
    std::vector<std::size_t> sizes;
    for (int i = 1; i < argc; ++i) sizes.push_back(std::stoul(argv[i]));
    if (sizes.empty()) sizes = {100'000, 1'000'000, 10'000'000};
    // tidy: allow printf: columns of a table
    std::printf(
        "| articles in 90 days | bytes an article, live | resident | us to judge one | postings looked at | "
        "evicted |\n"
        "|---:|---:|---:|---:|---:|---:|\n");
    for (const std::size_t articles : sizes) measure(articles);
    return 0;
}
