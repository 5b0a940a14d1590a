#pragma once

#include <memory>
#include <mutex>
#include <vector>

#include "daemon/core/invariant.hpp"
#include "daemon/pipeline/article_stages.hpp"

namespace wirefold {

/// Parsers and buffers for the workers: as many sets as workers, each lent to one task at a time.
///
/// Threads: any.
class ScratchPool {
public:
    ScratchPool(unsigned workers, const StageOptions& options) {
        for (unsigned i = 0; i < workers; ++i) free_.push_back(std::make_unique<ArticleStages>(options));
    }

    /// Gives its set back when it goes.
    class Loan {
    public:
        Loan(ScratchPool& pool, std::unique_ptr<ArticleStages> stages)
            : pool_(pool), stages_(std::move(stages)) {}
        Loan(const Loan&) = delete;
        Loan& operator=(const Loan&) = delete;
        ~Loan() { pool_.give_back(std::move(stages_)); }
        ArticleStages* operator->() { return stages_.get(); }

    private:
        ScratchPool& pool_;
        std::unique_ptr<ArticleStages> stages_;
    };

    [[nodiscard]] Loan borrow() {
        const std::lock_guard lock{mutex_};
        WIREFOLD_INVARIANT(!free_.empty(), "no more tasks run at once than there are workers");
        auto stages = std::move(free_.back());
        free_.pop_back();
        return {*this, std::move(stages)};
    }

private:
    void give_back(std::unique_ptr<ArticleStages> stages) {
        const std::lock_guard lock{mutex_};
        free_.push_back(std::move(stages));
    }

    std::mutex mutex_;
    std::vector<std::unique_ptr<ArticleStages>> free_;  ///< Guarded by mutex_.
};

}  // namespace wirefold
