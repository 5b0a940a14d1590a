#include "daemon/sink/sink.hpp"

namespace wirefold {

Receipt receipt_for(const OutputBatch& batch) {
    Receipt receipt{.sequence = batch.input.sequence,
                    .progress = batch.input.progress,
                    .charge = batch.input.charge,
                    .records = batch.input.records.size(),
                    .outputs = {},
                    .rejected = {},
                    .taken_at = batch.input.taken_at};
    for (const OutputRecord& record : batch.records) {
        ++receipt.outputs[static_cast<std::size_t>(record.destination)];
        if (record.destination != Destination::DeadLetters) continue;
        ++receipt.rejected[static_cast<std::size_t>(record.rejected.reason)];
    }
    return receipt;
}

}  // namespace wirefold
