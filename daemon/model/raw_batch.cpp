#include "daemon/model/raw_batch.hpp"

namespace wirefold {

void RawBatch::add(const RawRecord& record, std::uint32_t epoch) {
    records.push_back(record);
    const Offset next{record.offset.raw() + 1};
    // Newest first: records of one partition arrive in runs.
    for (std::size_t i = progress.size(); i-- > 0;) {
        Progress& known = progress[i];
        if (known.origin == record.origin && known.partition == record.partition && known.epoch == epoch) {
            known.next = next;
            return;
        }
    }
    progress.push_back(
        {.origin = record.origin, .partition = record.partition, .next = next, .epoch = epoch});
}

}  // namespace wirefold
