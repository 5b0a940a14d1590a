// Copies raw records to the unique topic with the daemon's own source and sink: what Kafka alone costs.

#include <csignal>
#include <iostream>
#include <optional>
#include <string>
#include <vector>

#include "daemon/app/configuration.hpp"
#include "daemon/sink/kafka_sink.hpp"
#include "daemon/source/kafka_source.hpp"

namespace {

using namespace wirefold;

volatile std::sig_atomic_t stop_requested = 0;
void request_stop(int /*signal*/) {
    stop_requested = 1;
}

/// Each record becomes one output record that borrows its payload.
[[nodiscard]] OutputBatch copy_of(RawBatch&& raw) {
    OutputBatch output;
    output.input = std::move(raw);
    output.records.reserve(output.input.records.size());
    for (const RawRecord& record : output.input.records) {
        const std::string_view key = output.arena.copy(std::to_string(record.partition.raw()) + ':' +
                                                       std::to_string(record.offset.raw()));
        OutputRecord out;
        out.input = &record;
        out.key = key;
        out.value = record.payload;
        out.id = key;
        out.group = key;
        out.status = "usable";
        output.records.push_back(std::move(out));
    }
    return output;
}

class Relay {
public:
    Relay(Source& source, Sink& sink, const PipelineOptions& options)
        : source_(source), sink_(sink), options_(options) {}

    [[nodiscard]] Result<void> run() {
        while (stop_requested == 0) {
            if (auto moved = move_one_batch(); !moved) return moved.error();
        }
        const auto closed = sink_.close(receipts_, Deadline::after(options_.drain_deadline));
        settle();
        if (!closed) return closed.error();
        return source_.close(Deadline::after(options_.drain_deadline));
    }

private:
    [[nodiscard]] Result<void> move_one_batch() {
        constexpr Duration kWait{5};
        const bool has_room = inflight_ < options_.inflight_bytes_max;
        RawBatch raw;
        const auto outcome = source_.poll(raw, {.batch_bytes_max = has_room ? options_.batch_bytes_max : 0,
                                                .records_max = has_room ? options_.batch_records_max : 0,
                                                .wait = has_room ? kWait : Duration::zero()});
        if (!outcome) return outcome.error();
        if (*outcome == PollOutcome::Records) {
            raw.charge = 2 * raw.arena.bytes();
            inflight_ += raw.charge;
            if (auto submitted = sink_.submit(copy_of(std::move(raw))); !submitted) return submitted;
        }
        if (auto polled = sink_.poll(receipts_, has_room ? Duration::zero() : kWait); !polled) return polled;
        settle();
        return {};
    }

    void settle() {
        for (const Receipt& receipt : receipts_) {
            source_.finished(receipt);
            inflight_ -= receipt.charge;
        }
        receipts_.clear();
    }

    Source& source_;
    Sink& sink_;
    const PipelineOptions& options_;
    std::vector<Receipt> receipts_;
    std::size_t inflight_ = 0;
};

[[nodiscard]] Result<void> relay(const Config& config) {
    constexpr Duration kPrepareDeadline{30'000};
    const SystemClock clock;
    auto sink = KafkaSink::open(config.kafka, config.sink_kafka);
    if (!sink) return sink.error();
    if (auto prepared = (*sink)->prepare(Deadline::after(kPrepareDeadline)); !prepared) return prepared;
    auto source = KafkaSource::open(config.kafka, config.source_kafka, config.decode.record_bytes_max, clock);
    if (!source) return source.error();
    return Relay{**source, **sink, config.pipeline}.run();
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 2) {
        std::cerr << "usage: wirefold_relay CONFIG.toml\n";
        return 2;
    }
    std::signal(SIGTERM, request_stop);
    std::signal(SIGINT, request_stop);
    const auto loaded = load_configuration(argv[1]);
    if (const auto* code = std::get_if<ExitCode>(&loaded)) return *code;
    if (const auto done = relay(std::get<LoadedConfig>(loaded).config); !done) {
        std::cerr << "wirefold_relay: " << describe(done.error()) << '\n';
        return 1;
    }
    return 0;
}
