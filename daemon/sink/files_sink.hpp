#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "daemon/core/error.hpp"
#include "daemon/core/file.hpp"
#include "daemon/sink/options.hpp"
#include "daemon/sink/sink.hpp"

namespace wirefold {

/// Publishes to NDJSON files, one a destination, which it only ever appends to.
///
/// Invariants
///   1. Every line is whole: what a crash cut is cut off at open().
///   2. A batch that could not be written everywhere leaves nothing behind and gets no receipt.
///   3. Receipts come in the order of submission, after all writes of their batch.
/// Guarantee: at least once. What was written, and not yet counted as progress by the source when the process
///            dies, is written again after a restart, byte for byte the same.
/// Owns: the files, locked against a second process.
/// Bound: one batch's lines.
/// Blocks: on the disk, inside submit() and close().
class FilesSink final : public Sink {
public:
    /// Makes the folder where it is missing. Errors: Io naming the file.
    [[nodiscard]] static Result<std::unique_ptr<FilesSink>> open(const FilesSinkOptions& options);

    struct Output {
        std::string path;
        FileHandle file;
        std::uint64_t bytes = 0;  ///< Size of what is whole and owed a receipt.
        std::string lines;        ///< Of the batch at hand.
    };
    using Outputs = std::array<Output, kDestinations.size()>;
    explicit FilesSink(Outputs outputs) : outputs_(std::move(outputs)) {}

    /// Errors: Io naming the file; the process must end.
    [[nodiscard]] Result<void> submit(OutputBatch&& batch) override;
    /// Never waits: submit() has done the work.
    [[nodiscard]] Result<void> poll(std::vector<Receipt>& receipts, Duration wait) override;
    /// Waits until the disk has everything, whatever the deadline. Errors: Io.
    [[nodiscard]] Result<void> close(std::vector<Receipt>& receipts, Deadline deadline) override;
    [[nodiscard]] std::string not_ready_reason() const override { return {}; }

private:
    [[nodiscard]] Result<void> write_lines();
    void take_back();

    Outputs outputs_;
    std::vector<Receipt> receipts_;
};

}  // namespace wirefold
