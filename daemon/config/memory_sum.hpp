#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "daemon/config/config.hpp"

namespace wirefold {

/// Everything the daemon may hold at once, added up before it starts:
///
///   base            40 MiB: program, libraries, thread stacks, metrics, what the allocator keeps back
///   index           index.bytes_max
///   in flight       pipeline.inflight_bytes_max. The pipeline weighs each record with twice its payload (as
///                   it came, as it goes out) and 5 KiB (log entry, draft, the client's bookkeeping), so this
///                   covers every queue from the poll to the acknowledgment, librdkafka's producer queue
///                   included.
///   log queue       pipeline.inflight_bytes_max ÷ 8: fingerprints on their way through the log
///   workers         pipeline.workers × (6 × R + 160 B × normalize.tokens_max), where R is the smaller of
///                   decode.record_bytes_max and pipeline.batch_bytes_max: simdjson's buffers take 5⅔ bytes
///                   for each of the input. A token takes 28 bytes of hashes, 48 for itself (who writes the
///                   text keeps room for two, and the text has one), and likewise up to three times its
///                   folded and its exact form: measured, 122 bytes of prose, 146 where each is a number
///   largest record  the larger of 6 × (decode.record_bytes_max − R) and sink.kafka.dead_letter_bytes_max:
///                   one record that is larger than a batch is parsed, or is too large and kept whole as a
///                   dead letter
///   http            http.connections_max × (http.header_bytes_max + 64 KiB), when http.enabled
///   consumer        source.kafka.prefetch_bytes_max and 4 × one fetch (an eighth of it, 1 to 8 MiB), when
///                   source.kind is kafka: a fetch overshoots the queue, and unpacks to about four times its
///                   size
///   producer        10 × the larger of sink.kafka.record_bytes_max and sink.kafka.dead_letter_bytes_max, at
///                   most pipeline.inflight_bytes_max, when sink.kind is kafka: five requests, plain and
///                   compressed
///
/// Not in the sum: a second record larger than a batch at the same time, and the window a compressed spool
/// file asks for (up to 64 MiB after `xz -9`, 128 MiB after `zstd --ultra`).
struct MemoryBound {
    std::string_view name;
    std::string_view formula;            ///< For the reference.
    std::vector<std::string_view> keys;  ///< What an operator lowers; empty: nothing can be done.
    std::size_t bytes = 0;
};

/// `config.pipeline.workers` of 0 counts as one worker.
[[nodiscard]] std::vector<MemoryBound> memory_bounds(const Config& config);
[[nodiscard]] std::size_t memory_sum(const std::vector<MemoryBound>& bounds);

/// How many workers `pipeline.workers = 0` stands for: one per core, as far as the budget goes, at least one.
[[nodiscard]] unsigned workers_for(const Config& config, unsigned cores);

/// "index 96MiB (index.bytes_max), base 40MiB, …", the largest first, rounded up.
[[nodiscard]] std::string describe(std::vector<MemoryBound> bounds);
/// In whole MiB, rounded up: "252MiB".
[[nodiscard]] std::string rounded_up_text(std::size_t bytes);

}  // namespace wirefold
