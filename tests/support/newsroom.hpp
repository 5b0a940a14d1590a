#pragma once

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>

#include "daemon/decide/decide.hpp"
#include "daemon/index/index.hpp"
#include "tests/support/log_entries.hpp"
#include "tests/support/texts.hpp"

namespace wirefold::test {

/// An article as its sender writes it.
struct Story {
    std::string_view source;
    std::string_view body;
    std::string_view title = {};
    Duration after{0};           ///< Since the newsroom opened.
    std::string_view item = {};  ///< Empty: a new one.
    std::string_view version = {};
};

/// The window and the rules with texts in front: what the daemon does but for threads, log and clock. Log
/// time is the articles' own.
class Newsroom {
public:
    explicit Newsroom(const IndexOptions& options = {}) : index_(options) {}

    Verdict publish(const Story& story) {
        const std::string item =
            story.item.empty() ? "urn:story:" + std::to_string(next_) : std::string{story.item};
        const LogEntry entry = EntryBuilder{next_}
                                   .item(item, std::string{story.version})
                                   .source(hash64(story.source))
                                   .time(kOpens + story.after)
                                   .print(reader_.fingerprint(story.body, story.title))
                                   .make();
        now_ = std::max(now_, entry.event_time);
        index_.expire(now_);
        index_.probe(entry, candidates_);
        Verdict verdict = decider_.decide(entry, candidates_, index_);
        index_.insert(entry, verdict, candidates_, LogPosition{static_cast<std::uint64_t>(next_)});
        ++next_;
        return verdict;
    }
    [[nodiscard]] const Decider& decider() const { return decider_; }
    [[nodiscard]] const Index& index() const { return index_; }

private:
    static constexpr Timestamp kOpens{std::chrono::hours{24 * 365 * 50}};

    TextReader reader_;
    Index index_;
    Decider decider_;
    Candidates candidates_;
    Timestamp now_ = kOpens;
    std::int64_t next_ = 1;
};

}  // namespace wirefold::test
