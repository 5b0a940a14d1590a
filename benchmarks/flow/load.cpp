// Loads a topic with a corpus, or measures how long paced records take from one topic to others.

#include <algorithm>
#include <cstdio>
#include <iostream>
#include <string>
#include <thread>
#include <vector>

#include <CLI/CLI.hpp>

#include "benchmarks/corpus/corpus.hpp"
#include "benchmarks/flow/latency.hpp"
#include "benchmarks/flow/sender.hpp"

namespace {

using namespace wirefold;
using namespace wirefold::bench;

constexpr std::size_t kGenerated = 10'000;

int failed(const Error& error) {
    std::cerr << "wirefold_load: " << describe(error) << '\n';
    return 1;
}

int produce(const SendOptions& options, const Corpus& corpus) {
    auto sender = Sender::open(options);
    if (!sender) return failed(sender.error());
    if (auto sent = (*sender)->send(corpus); !sent) return failed(sent.error());
    // tidy: allow printf: one line of JSON, read by flow/run
    std::printf("{\"records\": %zu, \"bytes\": %llu}\n", options.records,
                static_cast<unsigned long long>((*sender)->bytes()));
    return 0;
}

/// The first tenth is left out: groups form and buffers grow.
int print_percentiles(const std::vector<double>& all) {
    std::vector<double> kept{all.begin() + static_cast<std::ptrdiff_t>(all.size() / 10), all.end()};
    std::sort(kept.begin(), kept.end());
    const auto at = [&](double share) {
        return kept[static_cast<std::size_t>(share * static_cast<double>(kept.size() - 1))];
    };
    // tidy: allow printf: one line of JSON, read by flow/run
    std::printf(
        "{\"records\": %zu, \"p50_ms\": %.2f, \"p90_ms\": %.2f, \"p99_ms\": %.2f, \"max_ms\": %.2f}\n",
        kept.size(), at(0.5), at(0.9), at(0.99), kept.back());
    return 0;
}

int latency(const SendOptions& options, const std::vector<std::string>& outputs, const Corpus& corpus) {
    constexpr Duration kPatience{120'000};
    auto reader = LatencyReader::open(options.brokers, outputs);
    if (!reader) return failed(reader.error());
    Result<void> read;
    std::jthread reading{[&] { read = (*reader)->read(options.records, Deadline::after(kPatience)); }};
    auto sender = Sender::open(options);
    if (!sender) return failed(sender.error());
    if (auto sent = (*sender)->send(corpus); !sent) return failed(sent.error());
    reading.join();
    if (!read) return failed(read.error());
    return print_percentiles((*reader)->latencies());
}

}  // namespace

int main(int argc, char** argv) {
    CLI::App app{"Loads a topic with a corpus, or measures latency from one topic to others"};
    SendOptions options;
    std::string corpus_path;
    std::vector<std::string> outputs;
    app.add_option("--brokers", options.brokers, "host:port, …")->required();
    app.add_option("--topic", options.topic, "topic to write");
    app.add_option("--records", options.records, "how many")->required()->check(CLI::PositiveNumber);
    app.add_option("--corpus", corpus_path, "NDJSON, plain or compressed; without one: generated articles");
    app.add_option("--rate", options.rate, "records a second; 0: as fast as they go");
    app.add_option("--first-round", options.first_round, "which variation of the corpus comes first");
    app.add_option("--outputs", outputs, "topics to read; prints latencies")->delimiter(',');
    CLI11_PARSE(app, argc, argv);
    const auto corpus = read_corpus(corpus_path, kGenerated);
    if (!corpus) return failed(corpus.error());
    return outputs.empty() ? produce(options, *corpus) : latency(options, outputs, *corpus);
}
