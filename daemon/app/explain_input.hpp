#pragma once

#include <memory>
#include <string>
#include <vector>

#include "daemon/core/error.hpp"
#include "daemon/model/draft_batch.hpp"
#include "daemon/pipeline/article_stages.hpp"
#include "daemon/pipeline/judge.hpp"

namespace wirefold {

/// One article and all that keeps its views alive.
class ReadArticle {
public:
    /// Takes a copy of the record. Errors: Corrupt with the reject reason where it is no article.
    [[nodiscard]] static Result<ReadArticle> read(const RawRecord& record, ArticleStages& stages);

    [[nodiscard]] const RawRecord& record() const { return batch_.raw.records.front(); }
    [[nodiscard]] const Draft& draft() const { return std::get<Draft>(batch_.drafts.front()); }
    [[nodiscard]] const LogEntry& entry() const { return batch_.entries.front(); }
    /// "FILE, line 3"
    [[nodiscard]] std::string place() const;

private:
    std::unique_ptr<Origin> origin_ = std::make_unique<Origin>();
    DraftBatch batch_;
};

/// Two articles of which the earlier one, and everything before the later one, has been judged.
struct ArticlePair {
    ReadArticle earlier;
    ReadArticle later;
    LoggedEntry logged;  ///< Of the later one.
};

/// Where an article is looked for and who judges what comes before it.
struct PairReader {
    ArticleStages& stages;
    Judge& judge;
    std::size_t record_bytes_max;
};

/// The articles of two files. Errors: Io; Corrupt where one holds no article.
[[nodiscard]] Result<ArticlePair> read_two_files(const std::string& earlier, const std::string& later,
                                                 const PairReader& reader);
/// The first articles of these names (uri, or uri@version) in the files, whichever comes first; of one name
/// given twice the first two. Errors: as above; Io where one is not there.
[[nodiscard]] Result<ArticlePair> find_pair(const std::string& one, const std::string& other,
                                            const std::vector<std::string>& inputs, const PairReader& reader);

}  // namespace wirefold
