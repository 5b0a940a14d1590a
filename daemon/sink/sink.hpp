#pragma once

#include <string>
#include <vector>

#include "daemon/core/clock.hpp"
#include "daemon/core/error.hpp"
#include "daemon/model/output.hpp"

namespace wirefold {

/// Where records go.
///
/// Threads: every call on the sink thread, except not_ready_reason().
/// Order:   receipts come in the order of submission; a batch's receipt comes only after every output of it
///          is acknowledged (Kafka) or written and flushed to the operating system (files).
class Sink {
public:
    Sink() = default;
    Sink(const Sink&) = delete;
    Sink& operator=(const Sink&) = delete;
    virtual ~Sink() = default;

    /// Makes sure that records can be sent at all. Called until it succeeds, before the first submit().
    /// Errors: what is missing; trying again may help. Blocks: until the deadline.
    [[nodiscard]] virtual Result<void> prepare(Deadline /*deadline*/) { return {}; }

    /// Takes the batch over. Never fails for the world's sake: what cannot be sent now is sent again later,
    /// for as long as it takes; the in-flight budget is what makes the source wait meanwhile.
    /// Errors: those after which the process must end (disk full, a fatal client error).
    [[nodiscard]] virtual Result<void> submit(OutputBatch&& batch) = 0;

    /// Makes progress for up to `wait` and appends the receipts of finished batches to `receipts`.
    [[nodiscard]] virtual Result<void> poll(std::vector<Receipt>& receipts, Duration wait) = 0;

    /// Waits for everything submitted, then lets go. Errors: Timeout when something stayed unacknowledged.
    [[nodiscard]] virtual Result<void> close(std::vector<Receipt>& receipts, Deadline deadline) = 0;

    [[nodiscard]] virtual std::string not_ready_reason() const = 0;  ///< Empty when ready. Threads: any.
};

/// The receipt a finished batch earns.
[[nodiscard]] Receipt receipt_for(const OutputBatch& batch);

}  // namespace wirefold
