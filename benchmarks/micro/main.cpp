#include <algorithm>
#include <array>
#include <cstdio>
#include <ctime>
#include <iostream>
#include <optional>
#include <string>
#include <vector>

#include <benchmark/benchmark.h>

#include "benchmarks/corpus/corpus.hpp"
#include "daemon/app/configuration.hpp"
#include "daemon/enrich/enrich.hpp"
#include "daemon/log/memory_log.hpp"
#include "daemon/pipeline/article_stages.hpp"
#include "daemon/pipeline/judge.hpp"

namespace {

using namespace wirefold;

constexpr std::size_t kGenerated = 10'000;

/// Nanoseconds of one pass over the corpus. The three phases are CPU time of this thread; a stage inside the
/// parse phase gets its share of the phase by the stages' own clocks.
struct Pass {
    StageSeconds stages{};
    double parse = 0;
    double judge = 0;
    double enrich = 0;
};

[[nodiscard]] double thread_seconds() {
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) * 1e-9;
}

class Bench {
public:
    Bench(bench::Corpus corpus, const Config& config)
        : corpus_(std::move(corpus)),
          config_(config),
          stages_options_(stage_options(config)),
          stages_(stages_options_) {}

    /// A fresh window for each pass: else the second one would only find replays.
    [[nodiscard]] Pass pass() {
        Pass pass;
        Judge judge{config_.index};
        std::size_t at = 0;
        LogPosition position{};
        while (at < corpus_.size()) {
            RawBatch raw = batch_from(at);
            StageSeconds seconds{};
            const double begin = thread_seconds();
            DraftBatch drafts = stages_.parse(std::move(raw), seconds);
            const double parsed = thread_seconds();
            judge_all(judge, drafts, position);
            const double judged = thread_seconds();
            const OutputBatch output = enrich(std::move(drafts), stages_options_.enrich);
            const double enriched = thread_seconds();
            benchmark::DoNotOptimize(output.records.data());
            for (std::size_t i = 0; i < seconds.size(); ++i) pass.stages[i] += seconds[i];
            pass.parse += parsed - begin;
            pass.judge += judged - parsed;
            pass.enrich += enriched - judged;
        }
        return pass;
    }

    [[nodiscard]] std::size_t articles() const { return corpus_.size(); }
    [[nodiscard]] std::size_t bytes() const {
        std::size_t bytes = 0;
        for (const std::string& line : corpus_) bytes += line.size();
        return bytes;
    }

private:
    [[nodiscard]] RawBatch batch_from(std::size_t& at) {
        RawBatch batch;
        while (at < corpus_.size() && batch.records.size() < config_.pipeline.batch_records_max &&
               batch.arena.bytes() < config_.pipeline.batch_bytes_max) {
            const std::string& line = corpus_[at];
            batch.add({.origin = &origin_,
                       .offset = Offset{static_cast<std::int64_t>(at)},
                       .payload = batch.arena.copy(line),
                       .payload_bytes = line.size()},
                      0);
            ++at;
        }
        return batch;
    }

    /// What the apply thread does with a batch.
    static void judge_all(Judge& judge, DraftBatch& batch, LogPosition& position) {
        std::vector<LoggedEntry> logged;
        logged.reserve(batch.entries.size());
        for (LogEntry& entry : batch.entries) {
            logged.push_back({.position = position, .append_time = {}, .entry = std::move(entry)});
            position = LogPosition{position.raw() + 1};
        }
        batch.entries.clear();
        std::size_t cursor = 0;
        judge.judge_all(logged, [&](const LoggedEntry&, const Judge::Judgement& judgement) {
            while (std::holds_alternative<Rejected>(batch.drafts[cursor])) ++cursor;
            std::get<Draft>(batch.drafts[cursor++]).verdict = judgement.verdict;
        });
    }

    bench::Corpus corpus_;
    const Config& config_;
    StageOptions stages_options_;
    ArticleStages stages_;
    Origin origin_{.name = "corpus", .hash = hash64("corpus")};
};

void run(benchmark::State& state, Bench& bench, std::vector<Pass>& passes) {
    for (auto _ : state) {
        passes.push_back(bench.pass());
        state.SetIterationTime(passes.back().parse + passes.back().judge + passes.back().enrich);
    }
    state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(bench.articles()));
    state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(bench.bytes()));
}

template <class Take>
[[nodiscard]] double median(const std::vector<Pass>& passes, const Take& take) {
    std::vector<double> values;
    for (const Pass& pass : passes) values.push_back(take(pass));
    std::nth_element(values.begin(), values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2),
                     values.end());
    return values[values.size() / 2];
}

[[nodiscard]] double stage_of(const Pass& pass, Stage stage) {
    double all = 0;
    for (const double seconds : pass.stages) all += seconds;
    return pass.parse * pass.stages[static_cast<std::size_t>(stage)] / all;
}

void print_table(const Bench& bench, const std::vector<Pass>& passes) {
    const double articles = static_cast<double>(bench.articles());
    const double bytes = static_cast<double>(bench.bytes());
    const double whole = median(passes, [](const Pass& p) { return p.parse + p.judge + p.enrich; });
    // tidy: allow printf: columns of a table
    std::printf("\n%zu articles, %.0f bytes mean, median of %zu passes, CPU time of one thread\n\n",
                bench.articles(), bytes / articles, passes.size());
    // tidy: allow printf: columns of a table
    std::printf("| stage | ns/article | ns/KB | share |\n|---|---:|---:|---:|\n");
    const auto row = [&](const char* name, double seconds) {
        // tidy: allow printf: columns of a table
        std::printf("| %s | %.0f | %.0f | %.1f %% |\n", name, seconds * 1e9 / articles,
                    seconds * 1e9 / (bytes / 1000), 100 * seconds / whole);
    };
    row("decode", median(passes, [](const Pass& p) { return stage_of(p, Stage::Decode); }));
    row("normalize", median(passes, [](const Pass& p) { return stage_of(p, Stage::Normalize); }));
    row("fingerprint", median(passes, [](const Pass& p) { return stage_of(p, Stage::Fingerprint); }));
    row("judge", median(passes, [](const Pass& p) { return p.judge; }));
    row("enrich", median(passes, [](const Pass& p) { return p.enrich + stage_of(p, Stage::Enrich); }));
    const double decided =
        median(passes, [](const Pass& p) { return p.parse + p.judge - stage_of(p, Stage::Enrich); });
    row("decode to decide", decided);
    row("all", whole);
    constexpr double kReferenceBytes = 3000;
    // tidy: allow printf: columns of a table
    std::printf("\ndecode to decide for a 3 KB article: %.1f us\n", decided * 1e6 / bytes * kReferenceBytes);
}

}  // namespace

int main(int argc, char** argv) {
    benchmark::Initialize(&argc, argv);
    std::string corpus_path;
    std::size_t generated = kGenerated;
    for (int i = 1; i < argc; ++i) {
        const std::string name = argv[i];
        if (name == "--corpus" && i + 1 < argc) {
            corpus_path = argv[++i];
        } else if (name == "--articles" && i + 1 < argc) {
            generated = std::stoul(argv[++i]);
        } else {
            std::cerr << "usage: wirefold_micro [--corpus FILE.ndjson[.gz|.xz|.zst]] [--articles N] "
                         "[--benchmark_...]\n";
            return 2;
        }
    }
    auto corpus = bench::read_corpus(corpus_path, generated);
    if (!corpus) {
        std::cerr << "wirefold_micro: " << describe(corpus.error()) << '\n';
        return 1;
    }
    const auto loaded = load_configuration("");
    if (std::holds_alternative<ExitCode>(loaded)) return 1;
    Bench bench{std::move(*corpus), std::get<LoadedConfig>(loaded).config};
    static_cast<void>(bench.pass());  // warms caches and scratch
    std::vector<Pass> passes;
    benchmark::RegisterBenchmark("decode_to_enrich",
                                 [&](benchmark::State& state) { run(state, bench, passes); })
        ->UseManualTime()
        ->Unit(benchmark::kMillisecond)
        ->MinTime(5);
    benchmark::RunSpecifiedBenchmarks();
    benchmark::Shutdown();
    if (!passes.empty()) print_table(bench, passes);
    return 0;
}
