#include "daemon/sink/sink.hpp"

namespace wirefold {

Receipt receipt_for(const OutputBatch& batch) {
    return {.sequence = batch.input.sequence,
            .progress = batch.input.progress,
            .charge = batch.input.charge,
            .records = batch.input.records.size(),
            .taken_at = batch.input.taken_at};
}

}  // namespace wirefold
