#pragma once

#include <string>

#include "daemon/app/explain_input.hpp"
#include "daemon/app/explain_text.hpp"
#include "daemon/enrich/options.hpp"
#include "daemon/pipeline/article_text.hpp"
#include "daemon/pipeline/judge.hpp"

namespace wirefold {

/// All there is to say of a pair; borrowed.
struct ExplainReport {
    const ArticlePair& pair;
    const Judge::Explained& explained;
    const ArticleText& earlier;
    const ArticleText& later;
    TextAlignment alignment;
    const EnrichOptions& enrich;
};

/// For a person: header, verdict, scores, decision path, changes, sentences side by side.
[[nodiscard]] std::string report_text(const ExplainReport& report);
/// The same as one line of JSON.
[[nodiscard]] std::string report_json(const ExplainReport& report);

}  // namespace wirefold
