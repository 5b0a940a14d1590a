#pragma once

#include <cstdint>
#include <optional>
#include <span>

#include "daemon/decide/decide.hpp"
#include "daemon/decide/explanation.hpp"
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
    /// The same of a batch in its order: calls visit(logged, judgement) for each. While one is judged, the
    /// memory fetches what the next one asks for.
    template <class Visit>
    void judge_all(std::span<const LoggedEntry> batch, Visit&& visit) {
        if (!batch.empty()) index_.prefetch(batch.front().entry);
        for (std::size_t i = 0; i < batch.size(); ++i) {
            if (i + 1 < batch.size()) index_.prefetch(batch[i + 1].entry);
            visit(batch[i], judge(batch[i]));
        }
    }

    /// How `logged` relates to one earlier entry that was judged before, and its verdict. Views point into
    /// both entries and the judge, and die at its next call. `logged` is not remembered.
    struct Explained {
        Judgement judgement;
        Reach reach;
        Explanation pair;
    };
    [[nodiscard]] Explained explain(const LoggedEntry& logged, const LogEntry& earlier);

    [[nodiscard]] IndexStats index_stats() const { return index_.stats(); }
    [[nodiscard]] LogPosition oldest_position() const { return index_.oldest_position(); }
    /// Equal for equal logs.
    [[nodiscard]] std::uint64_t state_hash() const { return index_.state_hash(); }

private:
    [[nodiscard]] Judgement decide(const LoggedEntry& logged);

    Index index_;
    Decider decider_;
    LogClock clock_;
    Candidates candidates_;   ///< Scratch.
    DirectCandidate direct_;  ///< Of explain().
};

}  // namespace wirefold
