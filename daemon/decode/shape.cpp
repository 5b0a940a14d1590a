#include "daemon/decode/shape.hpp"

#include <algorithm>
#include <array>

namespace wirefold {

namespace {

using Names = std::span<const std::string_view>;

// What each version of the ninjs schema alone has, or shares with one neighbor. Names that all versions share
// (uri type title profile version urgency language slugline located renditions associations expires) tell
// nothing. Source: the IPTC's ninjs JSON schemas 1.0 to 1.8, 2.0 to 2.4 and 3.0 to 3.3.
constexpr std::array<std::string_view, 16> kOnlyNinjs1{
    "headline", "byline", "mimetype", "charcount",  "wordcount", "person",    "organisation",   "place",
    "subject",  "event",  "object",   "infosource", "genre",     "$standard", "trustindicator", "altid"};
constexpr std::array<std::string_view, 3> kNinjs1Prefixes{"body_", "headline_", "description_"};
constexpr std::array<std::string_view, 2> kOnlyNinjs2{"infosources", "trustindicators"};
constexpr std::array<std::string_view, 18> kOnlyNinjs3{"representationType",
                                                       "firstCreated",
                                                       "versionCreated",
                                                       "contentCreated",
                                                       "contentDigitised",
                                                       "embargoedUntil",
                                                       "pubStatus",
                                                       "usageTerms",
                                                       "copyrightHolder",
                                                       "copyrightNotice",
                                                       "edNote",
                                                       "infoSources",
                                                       "altIds",
                                                       "rightsInfo",
                                                       "trustIndicators",
                                                       "eventDetails",
                                                       "digitalSourceType",
                                                       "plannedCoverage"};
// Lower case until 2.x, camel case from 3.0.
constexpr std::array<std::string_view, 14> kNinjs1And2{"representationtype",
                                                       "firstcreated",
                                                       "versioncreated",
                                                       "contentcreated",
                                                       "contentdigitised",
                                                       "embargoed",
                                                       "pubstatus",
                                                       "copyrightholder",
                                                       "usageterms",
                                                       "copyrightnotice",
                                                       "ednote",
                                                       "rightsinfo",
                                                       "altids",
                                                       "digitalsourcetype"};
// Lists since 2.0.
constexpr std::array<std::string_view, 12> kNinjs2And3{"standard", "by",       "headlines", "bodies",
                                                       "people",   "subjects", "places",    "descriptions",
                                                       "events",   "objects",  "genres",    "organisations"};
constexpr std::array<std::string_view, 9> kGenericIdentity{
    "id", "guid", "url", "link", "uri", "_id", "article_id", "canonical_url", "permalink"};
constexpr std::array<std::string_view, 3> kGenericTitle{"title", "headline", "name"};
constexpr std::array<std::string_view, 11> kGenericBody{
    "text",         "content",      "body",     "body_text", "body_html",  "html",
    "content_text", "content_html", "maintext", "full_text", "articleBody"};

[[nodiscard]] bool is_one_of(std::string_view key, Names names) {
    return std::find(names.begin(), names.end(), key) != names.end();
}

}  // namespace

void ShapeDetector::see(std::string_view key) {
    uri_ |= key == "uri";
    only_ninjs1_ |= is_one_of(key, kOnlyNinjs1);
    for (const std::string_view prefix : kNinjs1Prefixes) only_ninjs1_ |= key.starts_with(prefix);
    only_ninjs2_ |= is_one_of(key, kOnlyNinjs2);
    only_ninjs3_ |= is_one_of(key, kOnlyNinjs3);
    ninjs1_and_2_ |= is_one_of(key, kNinjs1And2);
    ninjs2_and_3_ |= is_one_of(key, kNinjs2And3);
    generic_identity_ |= is_one_of(key, kGenericIdentity);
    generic_title_ |= is_one_of(key, kGenericTitle);
    generic_body_ |= is_one_of(key, kGenericBody);
}

const Profile* ShapeDetector::profile() const {
    if (uri_) {
        if (only_ninjs3_) return find_profile("ninjs3");
        // Lists without a name whose case would tell: 3.x, whose top level is then right already; its profile
        // reads the inner names of 2.x as well.
        if (ninjs2_and_3_ || only_ninjs2_)
            return find_profile(only_ninjs2_ || ninjs1_and_2_ ? "ninjs2" : "ninjs3");
        if (only_ninjs1_ || ninjs1_and_2_) return find_profile("ninjs1");
        return find_profile(generic_body_ ? "generic" : "ninjs1");
    }
    if (generic_body_ || (generic_title_ && generic_identity_)) return find_profile("generic");
    return nullptr;
}

}  // namespace wirefold
