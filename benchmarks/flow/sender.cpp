#include "benchmarks/flow/sender.hpp"

#include <array>
#include <charconv>
#include <thread>

#include "daemon/core/hash.hpp"

namespace wirefold::bench {

namespace {

constexpr std::size_t kWaitingMax = 10'000;
constexpr Duration kPollWait{10};
constexpr Duration kDeadline{120'000};
constexpr std::size_t kStampBegin = 3;
constexpr std::size_t kStampDigits = 16;

}  // namespace

std::string stamp_text(std::uint64_t nanoseconds) {
    return "00-" + to_hex(nanoseconds) + "0000000000000001-0000000000000001-01";
}

std::uint64_t stamp_of(std::string_view traceparent) {
    if (traceparent.size() < kStampBegin + kStampDigits) return 0;
    const char* const begin = traceparent.data() + kStampBegin;
    std::uint64_t nanoseconds = 0;
    const auto read = std::from_chars(begin, begin + kStampDigits, nanoseconds, 16);
    return read.ec == std::errc{} ? nanoseconds : 0;
}

std::uint64_t steady_nanoseconds() {
    return static_cast<std::uint64_t>(std::chrono::steady_clock::now().time_since_epoch() /
                                      std::chrono::nanoseconds{1});
}

Result<std::unique_ptr<Sender>> Sender::open(const SendOptions& options) {
    std::unique_ptr<Sender> sender{new Sender{options}};
    const kafka::ProducerSettings settings{
        .linger = Duration{5}, .compression = "lz4", .record_bytes_max = 32 * kMiB};
    auto producer = kafka::Producer::open({.brokers = options.brokers, .client = {}}, settings, *sender);
    if (!producer) return producer.error();
    sender->producer_ = std::move(*producer);
    if (auto added = sender->producer_->add_topic(options.topic); !added) return added.error();
    if (auto checked = sender->producer_->check_topics(Deadline::after(kDeadline)); !checked)
        return checked.error();
    return sender;
}

Result<void> Sender::send(const Corpus& corpus) {
    const Vocabulary vocabulary{corpus};
    const std::uint64_t begin = steady_nanoseconds();
    Variation variation{options_.first_round, vocabulary};
    for (std::size_t i = 0; i < options_.records; ++i) {
        if (i > 0 && i % corpus.size() == 0)
            variation = Variation{options_.first_round + i / corpus.size(), vocabulary};
        std::string payload = variation.apply(corpus[i % corpus.size()]);
        if (options_.rate > 0) {
            const auto due = begin + static_cast<std::uint64_t>(static_cast<double>(i) * 1e9 / options_.rate);
            producer_->poll(Duration::zero());
            const std::uint64_t now = steady_nanoseconds();
            // tidy: allow sleep: a steady pace is what is wanted here
            if (now < due) std::this_thread::sleep_for(std::chrono::nanoseconds{due - now});
        }
        if (auto sent = send_one(std::move(payload)); !sent) return sent;
    }
    if (!producer_->flush(Deadline::after(kDeadline)))
        return Error{Errc::Timeout, "records stayed unacknowledged"};
    if (lost_ > 0) return Error{Errc::KafkaRejected, std::to_string(lost_) + " records were not delivered"};
    return producer_->close(Deadline::after(kDeadline));
}

Result<void> Sender::send_one(std::string&& payload) {
    while (waiting_ >= kWaitingMax) producer_->poll(kPollWait);
    auto owned = std::make_unique<std::string>(std::move(payload));
    const std::string stamp = stamp_text(steady_nanoseconds());
    const std::array<kafka::OutgoingHeader, 1> headers{{{.name = "traceparent", .value = stamp}}};
    const Deadline deadline = Deadline::after(kDeadline);
    while (!deadline.passed()) {
        const auto outcome = producer_->produce(
            {.topic = 0, .key = std::nullopt, .value = *owned, .headers = headers, .tag = owned.get()});
        if (outcome == kafka::ProduceOutcome::Accepted) {
            ++waiting_;
            bytes_ += owned->size();
            static_cast<void>(owned.release());  // on_delivery() frees it
            return {};
        }
        if (outcome != kafka::ProduceOutcome::QueueFull)
            return Error{Errc::KafkaRejected, "a record was refused"};
        producer_->poll(kPollWait);
    }
    return Error{Errc::Timeout, "the client's queue stayed full"};
}

void Sender::on_delivery(void* tag, kafka::Delivery delivery) {
    const std::unique_ptr<std::string> owned{static_cast<std::string*>(tag)};
    --waiting_;
    if (delivery != kafka::Delivery::Delivered) ++lost_;
}

}  // namespace wirefold::bench
