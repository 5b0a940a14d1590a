#include "daemon/core/logging.hpp"
#include "daemon/pipeline/loops.hpp"

namespace wirefold {

namespace {

// With outputs under way, acknowledgments are what we wait for, but a new batch must not wait behind them.
constexpr Duration kAcknowledgementWait{2};
constexpr Duration kIdleWait{50};
constexpr Duration kPrepareWait = std::chrono::seconds{5};

}  // namespace

void SinkLoop::run(Duration close_deadline) {
    prepare_until_ready();
    if (auto published = publish_until_drained(); !published) {
        parts_.failure.report(published.error());
        return;
    }
    std::vector<Receipt> receipts;
    const auto closed = parts_.sink.close(receipts, Deadline::after(close_deadline));
    send_back(receipts);
    if (!closed) parts_.failure.report(closed.error());
}

/// A topic that is missing, a broker that is away: somebody will mend it, and until then the budget holds the
/// source back.
void SinkLoop::prepare_until_ready() {
    while (!parts_.failure.failed() && !parts_.outputs.drained()) {
        const auto ready = parts_.sink.prepare(Deadline::after(kPrepareWait));
        if (ready) return;
        log_warn(LogLine{"output not ready, trying again"}.with("reason", describe(ready.error())));
        parts_.outputs.wait_closed_until(Deadline::after(kPrepareWait));
    }
}

Result<void> SinkLoop::publish_until_drained() {
    std::vector<Receipt> receipts;
    while (!parts_.outputs.drained() && !parts_.failure.failed()) {
        const bool idle = submitted_ == receipted_;
        if (auto batch = parts_.outputs.pop_until(Deadline::after(idle ? kIdleWait : Duration::zero()))) {
            const Heartbeat::Work work{heartbeat_};
            ++submitted_;
            if (auto result = parts_.sink.submit(std::move(*batch)); !result) return result;
            if (auto result = submit_waiting(); !result) return result;
        }
        const Duration wait = submitted_ == receipted_ ? Duration::zero() : kAcknowledgementWait;
        if (auto result = parts_.sink.poll(receipts, wait); !result) return result;
        send_back(receipts);
    }
    return {};
}

Result<void> SinkLoop::submit_waiting() {
    while (auto batch = parts_.outputs.pop_until(Deadline::after(Duration::zero()))) {
        ++submitted_;
        if (auto result = parts_.sink.submit(std::move(*batch)); !result) return result;
    }
    return {};
}

void SinkLoop::send_back(std::vector<Receipt>& receipts) {
    for (Receipt& receipt : receipts) {
        ++receipted_;
        // Refused only after the source loop is gone; its records will then be read again.
        if (!parts_.receipts.push(receipt)) log_debug(LogLine{"receipt came after the source was closed"});
    }
    receipts.clear();
}

}  // namespace wirefold
