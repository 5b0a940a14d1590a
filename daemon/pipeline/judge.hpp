#pragma once

#include <cstdint>

#include "daemon/index/index.hpp"
#include "daemon/log/log.hpp"
#include "daemon/model/verdict.hpp"
#include "daemon/pipeline/log_clock.hpp"

namespace wirefold {

/// Applies the log: the one place where an entry meets the window and gets its verdict.
///
/// Given the same entries in the same order it gives the same verdicts, whoever runs it and however often.
/// Threads: one (the apply thread).
class Judge {
public:
    explicit Judge(const IndexOptions& options) : index_(options) {}

    struct Judgement {
        Verdict verdict;
        bool replayed = false;  ///< This coordinate was judged before; the answer is the one it got then.
    };
    [[nodiscard]] Judgement judge(const LoggedEntry& logged);

    [[nodiscard]] IndexStats index_stats() const { return index_.stats(); }
    [[nodiscard]] LogPosition oldest_position() const { return index_.oldest_position(); }

private:
    Index index_;
    LogClock clock_;
    Candidates candidates_;  ///< Scratch.
};

}  // namespace wirefold
