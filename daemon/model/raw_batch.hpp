#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "daemon/core/arena.hpp"
#include "daemon/core/clock.hpp"
#include "daemon/core/hash.hpp"
#include "daemon/core/id.hpp"

namespace wirefold {

/// A topic or a file that records come from.
///
/// Ownership: owned by the source, at one address for the source's life; batches borrow it and die first.
struct Origin {
    std::string name;    ///< Topic name, or file name as the operator wrote it.
    std::uint64_t hash;  ///< hash64(name): the same in every instance, so it may travel in the log.
    std::string metric_label = "files";  ///< The topic; one word for all files, whose names are without end.
};

/// Names one record for ever: the key of idempotence.
struct Coordinate {
    std::uint64_t origin_hash = 0;
    PartitionId partition{};
    Offset offset{};  ///< For files: the line, from 0.
    friend constexpr auto operator<=>(const Coordinate&, const Coordinate&) = default;
};

struct RawHeader {
    std::string_view name;
    std::string_view value;
};

/// One record as it arrived. Views point into the batch's arena.
struct RawRecord {
    const Origin* origin = nullptr;  ///< Never null in a batch.
    PartitionId partition{};
    Offset offset{};
    Timestamp append_time{};   ///< When the source's own log took it; epoch when unknown.
    std::string_view payload;  ///< Followed by Arena::kPadding readable bytes.
    std::uint64_t payload_bytes =
        0;  ///< Size at the source; larger than payload when it was too large to copy.
    std::uint32_t headers_begin = 0;  ///< Into RawBatch::headers.
    std::uint32_t headers_count = 0;

    [[nodiscard]] Coordinate coordinate() const {
        return {.origin_hash = origin->hash, .partition = partition, .offset = offset};
    }
};

/// How far a batch carries one partition: what may be committed once its outputs are safe.
struct Progress {
    const Origin* origin = nullptr;
    PartitionId partition{};
    Offset next{};            ///< One past the last record of this batch.
    std::uint32_t epoch = 0;  ///< Which assignment of the partition it was read under.
};

/// Records taken together from the source; move-only, so a queue push is the hand-over.
struct RawBatch {
    BatchSequence sequence{};
    Arena arena;
    std::vector<RawRecord> records;
    std::vector<RawHeader> headers;
    std::vector<Progress> progress;
    SteadyTime taken_at{};   ///< For end-to-end latency.
    std::size_t charge = 0;  ///< Bytes of the in-flight budget this batch holds until it is finished.

    RawBatch() = default;
    RawBatch(RawBatch&&) = default;
    RawBatch& operator=(RawBatch&&) = default;
    RawBatch(const RawBatch&) = delete;
    RawBatch& operator=(const RawBatch&) = delete;
    ~RawBatch() = default;

    /// Notes that `record` belongs to this batch and how far that carries its partition.
    void add(const RawRecord& record, std::uint32_t epoch);
    [[nodiscard]] std::size_t bytes() const {
        return arena.bytes() + records.size() * sizeof(RawRecord) + headers.size() * sizeof(RawHeader);
    }
};

}  // namespace wirefold
