#pragma once

#include <memory>
#include <string>
#include <vector>

#include "daemon/core/error.hpp"
#include "daemon/core/file.hpp"
#include "daemon/sink/sink.hpp"

namespace wirefold {

/// `fold`'s output: one line for each input line, in input order, to a file or to standard output ("-").
///
/// Invariants
///   1. Batches are submitted in input order and their records stand in it; both go out as they come.
///   2. A file appears under its name only by publish(), which whoever runs the pipeline calls when all went
///   well.
///      Without it the sink leaves what was there before.
/// Retractions are left out: they are said again only on topics, and would be a second line for one input.
/// Precondition: SIGPIPE is ignored, so that a reader that went away is an error here.
/// Bound: one batch's lines. Blocks: on the disk or the reader.
class FoldSink final : public Sink {
public:
    /// What exists and is no regular file (a device, a pipe) is written to as it is.
    /// Errors: Io naming the file.
    [[nodiscard]] static Result<std::unique_ptr<FoldSink>> open(const std::string& path);

    /// `draft` is the file's name until publish(); empty where it is written under its own.
    FoldSink(FileHandle file, std::string path, std::string draft);
    FoldSink(const FoldSink&) = delete;
    FoldSink& operator=(const FoldSink&) = delete;
    ~FoldSink() override;

    [[nodiscard]] Result<void> submit(OutputBatch&& batch) override;
    [[nodiscard]] Result<void> poll(std::vector<Receipt>& receipts,
                                    Duration wait) override;  ///< Never waits.
    [[nodiscard]] Result<void> close(std::vector<Receipt>& receipts, Deadline deadline) override;
    /// After close(), of a run that went well. Errors: Io; the file then does not appear.
    [[nodiscard]] Result<void> publish();
    [[nodiscard]] std::string not_ready_reason() const override { return {}; }

private:
    FileHandle file_;
    std::string path_;
    std::string draft_;
    std::string lines_;  ///< Of the batch at hand.
    std::vector<Receipt> receipts_;
};

}  // namespace wirefold
