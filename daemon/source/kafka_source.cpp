#include "daemon/source/kafka_source.hpp"

#include <algorithm>
#include <cstring>
#include <utility>

#include "daemon/core/hash.hpp"
#include "daemon/core/invariant.hpp"
#include "daemon/core/logging.hpp"

namespace wirefold {

namespace {

/// A rebalance must not wait for the end of a long wait for records.
constexpr Duration kSlice{50};
constexpr Duration kPublishInterval{500};
constexpr Duration kTopicCheckInterval = std::chrono::seconds{5};
/// The drain may use up the whole revocation deadline; the commit it was for still gets this long.
constexpr Duration kCommitPatience = std::chrono::seconds{2};

[[nodiscard]] Duration since(SteadyTime start, SteadyTime now) {
    return std::chrono::duration_cast<Duration>(now - start);
}

/// A place of its own even for an empty payload: every payload promises padding behind it.
[[nodiscard]] std::string_view copy_into(Arena& arena, std::string_view bytes) {
    char* const place = arena.allocate(bytes.size());
    if (!bytes.empty()) std::memcpy(place, bytes.data(), bytes.size());
    return {place, bytes.size()};
}

[[nodiscard]] kafka::PartitionOffset to_kafka(const Progress& progress) {
    return {{progress.origin->name, progress.partition}, progress.next};
}

[[nodiscard]] std::int64_t count_of(std::span<const kafka::Partition> partitions) {
    return static_cast<std::int64_t>(partitions.size());
}

}  // namespace

Result<std::unique_ptr<KafkaSource>> KafkaSource::open(const KafkaOptions& kafka,
                                                       const KafkaSourceOptions& options,
                                                       std::size_t record_bytes_max, const Clock& clock) {
    auto source = std::make_unique<KafkaSource>(Opening{}, options, record_bytes_max, clock);
    source->kafka_ = kafka;
    if (auto joined = source->join(); !joined) return joined.error();
    return source;
}

Result<void> KafkaSource::join() {
    const kafka::ConsumerSettings settings{.topics = options_.topics,
                                           .group_id = options_.group_id,
                                           .instance_id = options_.instance_id,
                                           .session_timeout = options_.session_timeout,
                                           .prefetch_bytes_max = options_.prefetch_bytes_max};
    auto consumer = kafka::Consumer::open(kafka_, settings, *this);
    if (!consumer) return consumer.error();
    consumer_ = std::move(*consumer);
    return {};
}

/// After an outage longer than the session a static member may be fenced by itself: its old commit arrives
/// under the old member id when it has already joined again, and librdkafka calls that fatal. A new client
/// mends it. When that does not last, another instance really has our id, and it is the operator's turn.
Result<void> KafkaSource::join_anew(const Error& fatal) {
    constexpr std::chrono::minutes kLastsAtLeast{1};
    const SteadyTime now = clock_.steady_now();
    if (joined_anew_at_ && now - *joined_anew_at_ < kLastsAtLeast) return fatal;
    joined_anew_at_ = now;
    log_warn(LogLine{"joining the group anew"}
                 .with("reason", describe(fatal))
                 .with("effect", "some records are read again"));
    // Nothing may be committed under the old membership; the next owner, ourselves perhaps, reads it again.
    std::vector<kafka::Partition> assigned;
    for (const auto& [key, standing] : ledger_.standings()) assigned.push_back({key.first->name, key.second});
    if (!assigned.empty()) on_lost(assigned);
    left_over_.clear();
    committing_.clear();
    const kafka::ErrorCounts counted = consumer_->errors();
    for (std::size_t i = 0; i < counted.size(); ++i) errors_before_[i] += counted[i];
    static_cast<void>(consumer_->close(Deadline::after(kCommitPatience)));
    consumer_.reset();
    return join();
}

KafkaSource::KafkaSource(Opening /*by open()*/, const KafkaSourceOptions& options,
                         std::size_t record_bytes_max, const Clock& clock)
    : options_(options), record_bytes_max_(record_bytes_max), clock_(clock) {
    last_poll_ = clock.steady_now().time_since_epoch().count();
}

KafkaSource::~KafkaSource() {
    constexpr std::chrono::seconds kPatience{5};
    static_cast<void>(close(Deadline::after(kPatience)));
}

Result<PollOutcome> KafkaSource::poll(RawBatch& batch, const PollLimits& limits) {
    WIREFOLD_INVARIANT(consumer_ != nullptr, "a closed source is not polled");
    last_poll_ = clock_.steady_now().time_since_epoch().count();
    limits_ = limits;
    const bool has_room = limits.batch_bytes_max > 0 && limits.records_max > 0;
    consumer_->poll(has_room ? Duration::zero() : limits.wait);
    keep_house();
    const auto fatal = consumer_->fatal_error();
    if (has_room && !fatal) fill(batch, limits);
    limits_ = {};  // what it borrows is the caller's again
    if (fatal) {
        if (auto joined = join_anew(*fatal); !joined) return joined.error();
    }
    return batch.records.empty() ? PollOutcome::Nothing : PollOutcome::Records;
}

void KafkaSource::fill(RawBatch& batch, const PollLimits& limits) {
    const Deadline deadline = Deadline::after(limits.wait);
    begin_with_left_over(batch);
    target_ = &batch;
    while (left_over_.empty() && batch.records.size() < limits.records_max &&
           batch.arena.bytes() < limits.batch_bytes_max) {
        const Duration wait = batch.records.empty() ? std::min(deadline.left(), kSlice) : Duration::zero();
        if (consumer_->take_one(wait)) continue;
        if (!batch.records.empty() || deadline.passed()) break;
        // Only between batches: a revocation would give partitions away whose records are in the batch.
        consumer_->poll(Duration::zero());
        keep_house();
    }
    target_ = nullptr;
}

void KafkaSource::begin_with_left_over(RawBatch& batch) {
    while (!left_over_.empty() && batch.records.empty()) {
        // Its partition may have been given away meanwhile; then the next owner reads it.
        if (ledger_.is_current(left_over_.front().progress.front())) batch = std::move(left_over_.front());
        left_over_.pop_front();
    }
}

void KafkaSource::on_message(const kafka::Message& message) {
    const Origin& origin = origin_of(message.topic);
    const auto taken = ledger_.take(origin, message.partition, message.offset);
    if (!taken) return;
    if (taken->went_back) {
        log_warn(LogLine{"topic went back, reading on from there"}
                     .with("topic", message.topic)
                     .with("partition", message.partition.raw())
                     .with("offset", message.offset.raw()));
    }
    sights_[{&origin, message.partition}].newest = message.timestamp;
    const std::size_t bytes = std::min(message.payload.size(), record_bytes_max_);
    const bool fits = target_ != nullptr && left_over_.empty() &&
                      (target_->records.empty() || target_->arena.bytes() + bytes <= limits_.batch_bytes_max);
    copy(message, origin, taken->epoch, fits ? *target_ : left_over_.emplace_back());
}

void KafkaSource::copy(const kafka::Message& message, const Origin& origin, std::uint32_t epoch,
                       RawBatch& batch) const {
    RawRecord record{.origin = &origin,
                     .partition = message.partition,
                     .offset = message.offset,
                     .append_time = message.timestamp,
                     .payload = copy_into(batch.arena, message.payload.substr(0, record_bytes_max_)),
                     .payload_bytes = message.payload.size(),
                     .headers_begin = static_cast<std::uint32_t>(batch.headers.size()),
                     .headers_count = static_cast<std::uint32_t>(message.headers.size())};
    for (const kafka::Header& header : message.headers) {
        batch.headers.push_back(
            {.name = batch.arena.copy(header.name), .value = batch.arena.copy(header.value)});
    }
    batch.add(record, epoch);
}

void KafkaSource::finished(const Receipt& receipt) {
    for (const Progress& progress : receipt.progress) ledger_.finish(progress);
}

void KafkaSource::keep_house() {
    const SteadyTime now = clock_.steady_now();
    if (now >= next_commit_ && start_commit()) next_commit_ = now + options_.commit_interval;
    if (!unavailable_.empty() && now >= next_topic_check_) {
        next_topic_check_ = now + kTopicCheckInterval;
        look_for_unavailable_topics();
    }
    if (now >= next_publish_) publish();
}

bool KafkaSource::start_commit() {
    if (consumer_->committing()) return false;
    std::vector<Progress> ahead = ledger_.uncommitted();
    if (ahead.empty()) return false;
    std::vector<kafka::PartitionOffset> offsets;
    offsets.reserve(ahead.size());
    for (const Progress& progress : ahead) offsets.push_back(to_kafka(progress));
    committing_ = std::move(ahead);
    return consumer_->commit(offsets);
}

void KafkaSource::on_committed(const kafka::CommitResult& result) {
    for (const kafka::PartitionOffset& done : result.done) {
        for (const Progress& progress : committing_) {
            const bool same_topic = progress.origin->name == done.partition.topic;
            if (same_topic && progress.partition == done.partition.id) ledger_.committed(progress);
        }
    }
    draft_.commit_took[draft_.commits % KafkaSourceStats::kRecentCommits] = result.took;
    ++draft_.commits;
    if (result.failure) ++draft_.failed_commits;
}

Result<void> KafkaSource::commit_and_wait(Deadline deadline) {
    // The one under way, then one for what has finished since.
    if (auto ended = consumer_->await_commit(deadline); !ended) return ended;
    if (start_commit()) {
        if (auto ended = consumer_->await_commit(deadline); !ended) return ended;
    }
    if (ledger_.uncommitted().empty()) return {};
    return Error{Errc::KafkaUnavailable, "the last offsets were not committed"};
}

void KafkaSource::on_assigned(std::span<const kafka::Partition> partitions) {
    for (const kafka::Partition& partition : partitions) {
        const Origin& origin = origin_of(partition.topic);
        ledger_.assign(origin, partition.id);
        sights_[{&origin, partition.id}] = {};
        unavailable_.erase(partition.topic);
    }
    ++draft_.assigned_events;
    draft_.last_rebalance = Duration::zero();
    if (!partitions.empty()) {
        log_info(LogLine{"partitions assigned"}
                     .with("added", count_of(partitions))
                     .with("assigned", static_cast<std::int64_t>(ledger_.standings().size())));
    }
    publish();
}

void KafkaSource::on_revoked(std::span<const kafka::Partition> partitions) {
    const SteadyTime start = clock_.steady_now();
    const Deadline deadline = closing_until_.value_or(Deadline::after(options_.revoke_deadline));
    const bool drained = limits_.drain == nullptr || limits_.drain->drain_into(*this, deadline);
    const Deadline patience{std::max(deadline.at(), Deadline::after(kCommitPatience).at())};
    const auto committed = commit_and_wait(closing_until_ ? deadline : patience);
    unpaid_ = committed ? std::nullopt : std::optional{committed.error()};
    give_up(partitions);
    ++draft_.revoked_events;
    draft_.last_rebalance = since(start, clock_.steady_now());
    LogLine line{"partitions revoked"};
    line.with("removed", count_of(partitions))
        .with("assigned", static_cast<std::int64_t>(ledger_.standings().size()))
        .with("took_ms", draft_.last_rebalance.count());
    if (drained && committed) {
        log_info(line);
    } else {
        log_warn(line.with("drained", drained ? "yes" : "no")
                     .with("commit", committed ? "done" : describe(committed.error()))
                     .with("effect", "their next owner reads some records again"));
    }
    publish();
}

void KafkaSource::on_lost(std::span<const kafka::Partition> partitions) {
    give_up(partitions);
    ++draft_.lost_events;
    log_warn(LogLine{"partitions lost"}
                 .with("removed", count_of(partitions))
                 .with("effect", "their next owner reads some records again"));
    publish();
}

void KafkaSource::give_up(std::span<const kafka::Partition> partitions) {
    for (const kafka::Partition& partition : partitions) {
        const Origin& origin = origin_of(partition.topic);
        ledger_.give_up(origin, partition.id);
        sights_.erase({&origin, partition.id});
    }
}

void KafkaSource::on_caught_up(const kafka::Partition& partition, Offset end) {
    const auto sight = sights_.find({&origin_of(partition.topic), partition.id});
    if (sight != sights_.end()) sight->second.end = end;
}

void KafkaSource::on_topic_unavailable(std::string_view topic, kafka::ErrorCode why) {
    unavailable_[std::string{topic}] = why;
    look_for_unavailable_topics();
    publish();
}

/// Nobody tells when a topic has come into being and all its partitions went to another member.
void KafkaSource::look_for_unavailable_topics() {
    constexpr Duration kPatience{500};
    for (auto place = unavailable_.begin(); place != unavailable_.end();) {
        const auto found = consumer_->find_topic(place->first, Deadline::after(kPatience));
        if (found) {
            place = unavailable_.erase(place);
            continue;
        }
        if (const auto held_back = limiter_.admit(place->first, clock_.steady_now())) {
            log_warn(LogLine{"topic cannot be read, waiting for it"}
                         .with("topic", place->first)
                         .with("code", name_of(place->second))
                         .with("held_back", static_cast<std::int64_t>(*held_back)));
        }
        ++place;
    }
}

const Origin& KafkaSource::origin_of(std::string_view topic) {
    const auto found = origins_.find(topic);
    if (found != origins_.end()) return found->second;
    std::string name{topic};
    return origins_.try_emplace(name, Origin{.name = name, .hash = hash64(topic), .metric_label = name})
        .first->second;
}

Result<void> KafkaSource::close(Deadline deadline) {
    if (!consumer_) return {};
    const Deadline commit_deadline = Deadline::after(deadline.left() / 2);
    auto committed = commit_and_wait(commit_deadline);
    // A group that is rebalancing takes no commits, and is done sooner when we take part.
    while (!committed && !commit_deadline.passed()) {
        consumer_->poll(kSlice);
        committed = commit_and_wait(commit_deadline);
    }
    unpaid_ = committed ? std::nullopt : std::optional{committed.error()};
    closing_until_ = deadline;
    auto left = consumer_->close(deadline);  // gives the partitions away, which commits once more
    consumer_.reset();
    publish();
    if (unpaid_) return *unpaid_;
    return left;
}

std::string KafkaSource::not_ready_reason() const {
    const std::lock_guard lock{mutex_};
    if (!open_) return "closed";
    if (!published_.unavailable_topics.empty()) {
        return "topic " + published_.unavailable_topics.front() + " cannot be read";
    }
    return published_.partitions.empty() ? "no partitions assigned" : std::string{};
}

KafkaSourceStats KafkaSource::stats() const {
    const std::lock_guard lock{mutex_};
    return published_;
}

KafkaPartitionStats KafkaSource::stats_of(const OffsetLedger::Key& key,
                                          const OffsetLedger::Standing& standing) const {
    KafkaPartitionStats stats{.topic = key.first->name, .partition = key.second};
    const Sight& sight = sights_.at(key);
    std::optional<Offset> done = standing.done();
    // With nothing in flight, what was read to the end is done, control records at its end included.
    if (standing.is_idle() && sight.end && (!done || *done < *sight.end)) done = sight.end;
    const auto end = consumer_->end_of({key.first->name, key.second});
    if (!done || !end) return stats;
    stats.lag_records = std::max<std::int64_t>(0, end->raw() - done->raw());
    if (stats.lag_records > 0 && sight.newest != Timestamp{}) {
        stats.lag = std::max(Duration::zero(), clock_.now() - sight.newest);
    }
    return stats;
}

void KafkaSource::publish() {
    next_publish_ = clock_.steady_now() + kPublishInterval;
    draft_.partitions.clear();
    draft_.unavailable_topics.clear();
    if (consumer_) {
        for (const auto& [key, standing] : ledger_.standings())
            draft_.partitions.push_back(stats_of(key, standing));
        for (const auto& [topic, why] : unavailable_) draft_.unavailable_topics.push_back(topic);
        draft_.errors = consumer_->errors();
        for (std::size_t i = 0; i < draft_.errors.size(); ++i) draft_.errors[i] += errors_before_[i];
    }
    const std::lock_guard lock{mutex_};
    published_ = draft_;
    open_ = consumer_ != nullptr;
}

}  // namespace wirefold
