#include "daemon/sink/kafka_sink.hpp"

#include <algorithm>
#include <utility>

#include "daemon/core/invariant.hpp"
#include "daemon/core/logging.hpp"
#include "daemon/sink/kafka_record.hpp"

namespace wirefold {

namespace {

constexpr Duration kSlice{50};
/// Between two attempts at what the brokers refuse.
constexpr Duration kAgainAfter = std::chrono::seconds{1};
/// A topic that does not even take this much takes nothing.
constexpr std::size_t kShortestDeadLetter = 1 * kKiB;

[[nodiscard]] std::size_t index_of(Destination destination) {
    return static_cast<std::size_t>(destination);
}

[[nodiscard]] const std::string& topic_for(const KafkaSinkOptions& options, Destination destination) {
    switch (destination) {
        case Destination::Unique: return options.unique_topic;
        case Destination::Duplicates: return options.duplicates_topic;
        case Destination::Retractions: return options.retractions_topic;
        case Destination::DeadLetters: break;
    }
    return options.dead_letters_topic;
}

}  // namespace

Result<std::unique_ptr<KafkaSink>> KafkaSink::open(const KafkaOptions& kafka,
                                                   const KafkaSinkOptions& options) {
    auto sink = std::make_unique<KafkaSink>(Opening{}, kafka, options);
    if (auto started = sink->start(); !started) return started.error();
    return sink;
}

Result<void> KafkaSink::start() {
    const kafka::ProducerSettings settings{
        .linger = options_.linger,
        .compression = options_.compression,
        .record_bytes_max = std::max(options_.record_bytes_max, options_.dead_letter_bytes_max)};
    auto producer = kafka::Producer::open(kafka_, settings, *this);
    if (!producer) return producer.error();
    producer_ = std::move(*producer);
    // Topics are numbered as added: a destination's value is its topic's number.
    for (const Destination destination : kDestinations) {
        if (auto added = producer_->add_topic(topic_for(options_, destination)); !added) return added.error();
    }
    return {};
}

/// A broker that comes back may refuse what followed a request that went down with it, and librdkafka calls
/// that fatal (its issue 3584). A new client mends it. When that does not last, it is the operator's turn.
Result<void> KafkaSink::start_anew(const Error& fatal) {
    constexpr std::chrono::minutes kLastsAtLeast{1};
    constexpr std::chrono::seconds kPatience{2};
    const SteadyTime now = std::chrono::steady_clock::now();
    if (closing_ || (started_anew_at_ && now - *started_anew_at_ < kLastsAtLeast)) return fatal;
    started_anew_at_ = now;
    log_warn(LogLine{"producing anew"}
                 .with("reason", describe(fatal))
                 .with("effect", "some records are published again"));
    const kafka::ErrorCounts counted = producer_->errors();
    for (std::size_t i = 0; i < counted.size(); ++i) errors_before_[i] += counted[i];
    if (auto dropped = drop_client(Deadline::after(kPatience)); !dropped) return fatal;
    refused_.clear();
    suspects_.clear();
    alone_ = nullptr;
    outstanding_ = sending_ = 0;
    for (Flight& flight : flights_) {
        const auto sent = flight.slots.begin() + static_cast<std::ptrdiff_t>(flight.unsent);
        draft_.resent += static_cast<std::uint64_t>(
            std::count_if(flight.slots.begin(), sent, [](const Slot& slot) { return !slot.is_delivered; }));
        flight.unsent = 0;
    }
    return start();
}

KafkaSink::KafkaSink(Opening /*by open()*/, const KafkaOptions& kafka, const KafkaSinkOptions& options)
    : kafka_(kafka), options_(options) {}

KafkaSink::~KafkaSink() {
    constexpr std::chrono::seconds kPatience{5};
    static_cast<void>(let_go(Deadline::after(kPatience)));
}

Result<void> KafkaSink::prepare(Deadline deadline) {
    auto checked = producer_->check_topics(deadline);
    not_ready_ = checked ? std::string{} : describe(checked.error());
    publish();
    return checked;
}

Result<void> KafkaSink::submit(OutputBatch&& batch) {
    WIREFOLD_INVARIANT(producer_ != nullptr, "a closed sink is given nothing");
    Flight& flight = flights_.emplace_back();
    flight.batch = std::move(batch);
    flight.bytes = flight.batch.bytes();
    flight.open = flight.batch.records.size();
    flight.slots.reserve(flight.open);
    for (std::uint32_t i = 0; i < flight.open; ++i) {
        flight.slots.push_back({.flight = &flight, .record = i, .bytes_max = options_.dead_letter_bytes_max});
    }
    draft_.inflight_bytes += flight.bytes;
    send();
    return go_on();
}

Result<void> KafkaSink::poll(std::vector<Receipt>& receipts, Duration wait) {
    send();
    producer_->poll(wait);
    send();
    collect(receipts);
    return go_on();
}

/// What both do at their end.
Result<void> KafkaSink::go_on() {
    const auto fatal = producer_->fatal_error();
    auto result = fatal ? start_anew(*fatal) : Result<void>{};
    publish();
    return result;
}

void KafkaSink::send() {
    if (!suspects_.empty() || alone_ != nullptr) return send_alone();
    if (!send_again()) return;
    while (sending_ < flights_.size() && send_flight(flights_[sending_])) ++sending_;
}

/// A request that holds one record only tells which record is too large.
void KafkaSink::send_alone() {
    if (outstanding_ > 0 || suspects_.empty()) return;
    Slot& slot = *suspects_.front();
    suspects_.pop_front();
    if (produce(slot) == kafka::ProduceOutcome::Accepted) {
        alone_ = &slot;
    } else {
        refuse(slot);
    }
}

/// True when nothing is left that must go first.
bool KafkaSink::send_again() {
    if (refused_.empty()) return true;
    if (!again_at_.passed()) return false;
    while (!refused_.empty()) {
        Slot& slot = *refused_.front();
        const kafka::ProduceOutcome outcome = produce(slot);
        if (outcome == kafka::ProduceOutcome::Accepted) {
            refused_.pop_front();
            ++draft_.resent;
            continue;
        }
        if (outcome != kafka::ProduceOutcome::QueueFull) again_at_ = Deadline::after(kAgainAfter);
        return false;
    }
    return true;
}

/// True when nothing of the flight is left to send.
bool KafkaSink::send_flight(Flight& flight) {
    while (flight.unsent < flight.slots.size()) {
        Slot& slot = flight.slots[flight.unsent];
        if (slot.is_delivered) {
            ++flight.unsent;
            continue;
        }
        const kafka::ProduceOutcome outcome = produce(slot);
        if (outcome == kafka::ProduceOutcome::QueueFull || outcome == kafka::ProduceOutcome::Fatal)
            return false;
        ++flight.unsent;
        if (outcome != kafka::ProduceOutcome::Accepted) {
            refuse(slot);
            return false;
        }
    }
    return true;
}

/// Never says TooLarge, unless not even a short dead letter passes.
kafka::ProduceOutcome KafkaSink::produce(Slot& slot) {
    kafka::ProduceOutcome outcome = produce_as_is(slot);
    while (outcome == kafka::ProduceOutcome::TooLarge && shrink(slot)) outcome = produce_as_is(slot);
    if (outcome == kafka::ProduceOutcome::Accepted) ++outstanding_;
    if (outcome == kafka::ProduceOutcome::QueueFull) ++draft_.queue_full;
    return outcome;
}

kafka::ProduceOutcome KafkaSink::produce_as_is(Slot& slot) {
    const OutputRecord& record = record_of(slot);
    const KafkaRecord wire{record, slot.flight->batch.input, slot.bytes_max};
    const bool is_dead_letter = record.destination == Destination::DeadLetters;
    if (!is_dead_letter && wire.bytes() > options_.record_bytes_max) return kafka::ProduceOutcome::TooLarge;
    return producer_->produce({.topic = index_of(record.destination),
                               .key = wire.key(),
                               .value = wire.value(),
                               .headers = wire.headers(),
                               .tag = &slot});
}

/// Makes the record smaller than it was when it was refused. False when it cannot be.
bool KafkaSink::shrink(Slot& slot) {
    OutputRecord& record = record_of(slot);
    if (record.destination == Destination::DeadLetters) {
        if (slot.bytes_max <= kShortestDeadLetter) return false;
        slot.bytes_max /= 2;
        ++draft_.shortened;
        return true;
    }
    ++draft_.too_large[index_of(record.destination)];
    const std::size_t bytes = output_bytes(record, slot.flight->batch.input);
    record.rejected = {.reason = RejectReason::OutputTooLarge,
                       .stage = RejectStage::Sink,
                       .profile = {},
                       .detail = std::to_string(bytes) + " bytes are more than topic " +
                                 topic_for(options_, record.destination) + " takes"};
    record.destination = Destination::DeadLetters;
    return true;
}

void KafkaSink::refuse(Slot& slot) {
    refused_.push_back(&slot);
    again_at_ = Deadline::after(kAgainAfter);
    const std::string& topic = topic_for(options_, record_of(slot).destination);
    if (const auto held_back = limiter_.admit(topic, std::chrono::steady_clock::now())) {
        log_error(LogLine{"brokers refuse records, trying again"}
                      .with("topic", topic)
                      .with("held_back", static_cast<std::int64_t>(*held_back)));
    }
}

void KafkaSink::on_delivery(void* tag, kafka::Delivery delivery) {
    Slot& slot = *static_cast<Slot*>(tag);
    --outstanding_;
    const bool was_alone = std::exchange(alone_, alone_ == &slot ? nullptr : alone_) == &slot;
    switch (delivery) {
        case kafka::Delivery::Delivered:
            slot.is_delivered = true;
            --slot.flight->open;
            ++draft_.delivered[index_of(record_of(slot).destination)];
            return;
        case kafka::Delivery::TooLarge:
            if (!was_alone) return suspects_.push_back(&slot);
            if (shrink(slot)) return suspects_.push_front(&slot);
            return refuse(slot);
        case kafka::Delivery::Refused: return refuse(slot);
        case kafka::Delivery::Fatal: return;  // the next client sends it, or its batch gets no receipt
    }
}

void KafkaSink::collect(std::vector<Receipt>& receipts) {
    while (!flights_.empty() && flights_.front().open == 0) {
        receipts.push_back(receipt_for(flights_.front().batch));
        draft_.inflight_bytes -= flights_.front().bytes;
        flights_.pop_front();
        if (sending_ > 0) --sending_;
    }
}

Result<void> KafkaSink::close(std::vector<Receipt>& receipts, Deadline deadline) {
    if (!producer_) return {};
    closing_ = true;
    while (!flights_.empty() && !deadline.passed()) {
        if (auto polled = poll(receipts, std::min(deadline.left(), kSlice)); !polled) {
            static_cast<void>(let_go(deadline));
            return polled;
        }
    }
    const std::size_t unacknowledged = flights_.size();
    auto gone = let_go(deadline);
    if (unacknowledged == 0) return gone;
    return Error{Errc::Timeout, std::to_string(unacknowledged) + " batches were not acknowledged"};
}

Result<void> KafkaSink::drop_client(Deadline deadline) {
    auto closed = producer_->close(deadline);
    producer_.reset();
    // librdkafka may still read the payloads: they stay for the process's last moments.
    if (!closed) static_cast<void>(std::make_unique<std::deque<Flight>>(std::move(flights_)).release());
    return closed;
}

Result<void> KafkaSink::let_go(Deadline deadline) {
    if (!producer_) return {};
    auto closed = drop_client(deadline);
    not_ready_ = "closed";
    publish();
    return closed;
}

std::string KafkaSink::not_ready_reason() const {
    const std::lock_guard lock{mutex_};
    return published_not_ready_;
}

KafkaSinkStats KafkaSink::stats() const {
    const std::lock_guard lock{mutex_};
    return published_;
}

void KafkaSink::publish() {
    draft_.inflight_batches = flights_.size();
    draft_.unacknowledged_records = outstanding_;
    if (producer_) {
        draft_.errors = producer_->errors();
        for (std::size_t i = 0; i < draft_.errors.size(); ++i) draft_.errors[i] += errors_before_[i];
    }
    std::string reason = not_ready_;
    if (reason.empty() && !refused_.empty()) {
        reason =
            "topic " + topic_for(options_, record_of(*refused_.front()).destination) + " refuses records";
    }
    const std::lock_guard lock{mutex_};
    published_ = draft_;
    published_not_ready_ = std::move(reason);
}

}  // namespace wirefold
