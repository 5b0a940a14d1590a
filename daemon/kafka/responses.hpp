#pragma once

#include <string>
#include <string_view>

#include "daemon/core/error.hpp"
#include "daemon/kafka/errors.hpp"
#include "daemon/kafka/handles.hpp"

namespace wirefold::kafka {

/// librdkafka's response codes in our terms. Only for files of this folder: everyone else sees ErrorCode.
[[nodiscard]] ErrorCode classify(rd_kafka_resp_err_t response);
/// What a caller can do about it: try again, tell the operator, or end.
[[nodiscard]] Errc errc_of(ErrorCode code);
/// "commit of 3 partitions: Broker: Unknown member"
[[nodiscard]] Error error_from(rd_kafka_resp_err_t response, std::string_view what);

/// Set when the client can do nothing any more (fenced, sequence lost): it must be destroyed.
[[nodiscard]] bool fatal(rd_kafka_t* client, std::string& reason);

}  // namespace wirefold::kafka
