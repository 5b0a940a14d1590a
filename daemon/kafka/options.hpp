#pragma once

#include <map>
#include <string>

namespace wirefold {

struct KafkaOptions {
    std::string brokers = "127.0.0.1:9092";
    /// librdkafka properties passed through, for consumer and producer alike (security, client.id, …).
    std::map<std::string, std::string> client;
};

}  // namespace wirefold
