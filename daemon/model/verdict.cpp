#include "daemon/model/verdict.hpp"

namespace wirefold {

std::string_view name_of(Relation relation) {
    switch (relation) {
        case Relation::Original: return "original";
        case Relation::Exact: return "exact";
        case Relation::Near: return "near";
        case Relation::Rewrite: return "rewrite";
        case Relation::Contains: return "contains";
        case Relation::Excerpt: return "excerpt";
        case Relation::Partial: return "partial";
        case Relation::Stub: return "stub";
        case Relation::Correction: return "correction";
        case Relation::Template: return "template";
        case Relation::Story: return "story";
        case Relation::Resend: return "resend";
        case Relation::Stale: return "stale";
        case Relation::Revision: return "revision";
        case Relation::Kill: return "kill";
        case Relation::Withhold: return "withhold";
    }
    return "unknown";
}

bool is_duplicate(Relation relation) {
    switch (relation) {
        case Relation::Exact:
        case Relation::Near:
        case Relation::Rewrite:
        case Relation::Excerpt:
        case Relation::Resend:
        case Relation::Stale: return true;
        case Relation::Original:
        case Relation::Contains:
        case Relation::Partial:
        case Relation::Stub:
        case Relation::Correction:
        case Relation::Template:
        case Relation::Story:
        case Relation::Revision:
        case Relation::Kill:
        case Relation::Withhold: return false;
    }
    return false;
}

namespace {

[[nodiscard]] double ratio(unsigned part, unsigned whole) {
    return whole == 0 ? 0.0 : static_cast<double>(part) / static_cast<double>(whole);
}

}  // namespace

double Overlap::jaccard() const {
    return ratio(shared_keys, own_keys + other_keys - unsigned{shared_keys});
}
double Overlap::containment() const {
    return ratio(shared_keys, other_keys);
}
double Overlap::contained_by() const {
    return ratio(shared_keys, own_keys);
}

std::uint64_t group_founded_by(std::string_view item_id, std::uint64_t content_low,
                               std::uint64_t source_hash) {
    return hash64(item_id, content_low ^ source_hash);
}

std::uint64_t story_founded_by(std::uint64_t group) {
    return mix64(group);
}

}  // namespace wirefold
