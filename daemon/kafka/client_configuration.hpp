#pragma once

#include <string>
#include <string_view>

#include "daemon/core/error.hpp"
#include "daemon/kafka/client_options.hpp"
#include "daemon/kafka/handles.hpp"

namespace wirefold::kafka {

/// librdkafka configurations, layered: our defaults, then the operator's properties, then what the guarantee
/// fixes. Only for files of this folder.
/// Errors: ConfigRejected, naming the property.
[[nodiscard]] Result<ConfHandle> consumer_configuration(const KafkaOptions& options,
                                                        const ConsumerSettings& settings);
[[nodiscard]] Result<ConfHandle> producer_configuration(const KafkaOptions& options,
                                                        const ProducerSettings& settings);

/// Errors: ConfigRejected, naming the property.
[[nodiscard]] Result<void> set_property(rd_kafka_conf_t* conf, std::string_view name, std::string_view value);

}  // namespace wirefold::kafka
