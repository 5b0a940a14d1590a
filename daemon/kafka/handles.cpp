#include "daemon/kafka/handles.hpp"

#include <algorithm>
#include <array>
#include <future>
#include <thread>

namespace wirefold::kafka {

Result<Client> open_client(rd_kafka_type_t role, ConfHandle conf) {
    std::array<char, 512> reason{};
    rd_kafka_t* client = rd_kafka_new(role, conf.get(), reason.data(), reason.size());
    if (client == nullptr) return Error{Errc::ConfigRejected, reason.data()};
    static_cast<void>(conf.release());  // now the client's
    return client;
}

bool destroy_within(Client client, Deadline deadline) {
    std::promise<void> destroyed;
    std::future<void> done = destroyed.get_future();
    // A thread of its own, because rd_kafka_destroy() itself knows no deadline and has been seen to hang.
    std::thread{[client, promise = std::move(destroyed)]() mutable {
        rd_kafka_destroy_flags(client, RD_KAFKA_DESTROY_F_NO_CONSUMER_CLOSE);
        promise.set_value();
    }}.detach();
    return done.wait_until(deadline.at()) == std::future_status::ready;
}

int wait_ms(Deadline deadline, Duration slice) {
    return static_cast<int>(std::clamp(deadline.left(), Duration::zero(), slice).count());
}

}  // namespace wirefold::kafka
