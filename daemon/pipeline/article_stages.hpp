#pragma once

#include <variant>

#include "daemon/decode/decoder.hpp"
#include "daemon/decode/options.hpp"
#include "daemon/enrich/options.hpp"
#include "daemon/fingerprint/fingerprinter.hpp"
#include "daemon/fingerprint/options.hpp"
#include "daemon/model/draft_batch.hpp"
#include "daemon/model/raw_batch.hpp"
#include "daemon/normalize/normalizer.hpp"
#include "daemon/normalize/options.hpp"
#include "daemon/pipeline/article_text.hpp"
#include "daemon/pipeline/flow_metrics.hpp"

namespace wirefold {

/// Options of the stages that work on articles.
struct StageOptions {
    DecodeOptions decode;
    NormalizeOptions normalize;
    FingerprintOptions fingerprint;
    EnrichOptions enrich;
};

/// decode → normalize → fingerprint over one batch, with the scratch one worker needs.
///
/// A pure function of the batch. Threads: one at a time.
class ArticleStages {
public:
    explicit ArticleStages(const StageOptions& options);
    /// One draft or rejection for each record, and one log entry for each draft. Adds the time each stage
    /// took to `seconds`.
    [[nodiscard]] DraftBatch parse(RawBatch&& raw, StageSeconds& seconds);

    /// The text of a record that parse() accepted, for a person to read; `wording` is its fingerprint's.
    [[nodiscard]] ArticleText read_text(const RawRecord& record, const Wording& wording);

private:
    [[nodiscard]] DraftOrRejected parse_record(const RawRecord& record, DraftBatch& batch,
                                               StageSeconds& seconds);
    [[nodiscard]] std::uint64_t source_hash(std::string_view name);
    /// Fills in what the output record says about the text.
    void describe(Draft& draft, const NormalizedText& body, Arena& arena) const;

    Decoder decoder_;
    Normalizer normalizer_;
    Fingerprinter fingerprinter_;
};

}  // namespace wirefold
