#include "daemon/kafka/metadata.hpp"

#include <algorithm>
#include <string>

#include "daemon/kafka/responses.hpp"

namespace wirefold::kafka {

Result<void> find_topic(Client client, rd_kafka_topic_t& topic, Deadline deadline) {
    constexpr Duration kSlice = std::chrono::seconds{2};
    const std::string what = std::string{"topic "} + rd_kafka_topic_name(&topic);
    while (true) {
        const rd_kafka_metadata_t* answer = nullptr;
        rd_kafka_resp_err_t response =
            rd_kafka_metadata(client, 0, &topic, &answer, std::max(wait_ms(deadline, kSlice), 1));
        const MetadataHandle metadata{answer};
        if (response == RD_KAFKA_RESP_ERR_NO_ERROR && metadata->topic_cnt == 1)
            response = metadata->topics[0].err;
        if (response == RD_KAFKA_RESP_ERR_NO_ERROR) return {};
        // A leader is elected and a broker comes back in time; a missing topic or right does not.
        const Error error = error_from(response, what);
        const bool final = error.code == Errc::KafkaRejected || error.code == Errc::KafkaFatal;
        if (final || deadline.passed()) return error;
    }
}

}  // namespace wirefold::kafka
