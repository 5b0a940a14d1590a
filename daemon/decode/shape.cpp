#include "daemon/decode/shape.hpp"

#include <array>
#include <cstdint>
#include <span>
#include <unordered_map>

namespace wirefold {

namespace {

using Names = std::span<const std::string_view>;

// What each version of the ninjs schema alone has, or shares with one neighbor. Names that all versions share
// (uri type title profile version urgency language slugline located renditions associations expires) tell
// nothing. Source: the IPTC's ninjs JSON schemas 1.0 to 1.8, 2.0 to 2.4 and 3.0 to 3.3.
constexpr std::array<std::string_view, 16> kOnlyNinjs1Names{
    "headline", "byline", "mimetype", "charcount",  "wordcount", "person",    "organisation",   "place",
    "subject",  "event",  "object",   "infosource", "genre",     "$standard", "trustindicator", "altid"};
constexpr std::array<std::string_view, 3> kNinjs1Prefixes{"body_", "headline_", "description_"};
constexpr std::array<std::string_view, 2> kOnlyNinjs2Names{"infosources", "trustindicators"};
constexpr std::array<std::string_view, 18> kOnlyNinjs3Names{"representationType",
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
constexpr std::array<std::string_view, 14> kNinjs1And2Names{"representationtype",
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
constexpr std::array<std::string_view, 12> kNinjs2And3Names{
    "standard", "by",           "headlines", "bodies",  "people", "subjects",
    "places",   "descriptions", "events",    "objects", "genres", "organisations"};
constexpr std::array<std::string_view, 9> kGenericIdentityNames{
    "id", "guid", "url", "link", "uri", "_id", "article_id", "canonical_url", "permalink"};
constexpr std::array<std::string_view, 3> kGenericTitleNames{"title", "headline", "name"};
constexpr std::array<std::string_view, 11> kGenericBodyNames{
    "text",         "content",      "body",     "body_text", "body_html",  "html",
    "content_text", "content_html", "maintext", "full_text", "articleBody"};

using Signs = std::unordered_map<std::string_view, std::uint16_t>;

[[nodiscard]] Signs make_signs() {
    Signs signs{{"uri", ShapeDetector::kUri}};
    const auto add = [&signs](Names names, ShapeDetector::Sign sign) {
        for (const std::string_view name : names) signs[name] |= sign;
    };
    add(kOnlyNinjs1Names, ShapeDetector::kOnlyNinjs1);
    add(kOnlyNinjs2Names, ShapeDetector::kOnlyNinjs2);
    add(kOnlyNinjs3Names, ShapeDetector::kOnlyNinjs3);
    add(kNinjs1And2Names, ShapeDetector::kNinjs1And2);
    add(kNinjs2And3Names, ShapeDetector::kNinjs2And3);
    add(kGenericIdentityNames, ShapeDetector::kGenericIdentity);
    add(kGenericTitleNames, ShapeDetector::kGenericTitle);
    add(kGenericBodyNames, ShapeDetector::kGenericBody);
    return signs;
}

}  // namespace

void ShapeDetector::see(std::string_view key) {
    static const Signs signs = make_signs();
    if (const auto known = signs.find(key); known != signs.end()) signs_ |= known->second;
    for (const std::string_view prefix : kNinjs1Prefixes)
        if (key.starts_with(prefix)) signs_ |= kOnlyNinjs1;
}

const Profile* ShapeDetector::profile() const {
    if (has(kUri)) {
        if (has(kOnlyNinjs3)) return find_profile("ninjs3");
        // Lists without a name whose case would tell: 3.x, whose top level is then right already; its profile
        // reads the inner names of 2.x as well.
        if (has(kNinjs2And3) || has(kOnlyNinjs2))
            return find_profile(has(kOnlyNinjs2) || has(kNinjs1And2) ? "ninjs2" : "ninjs3");
        if (has(kOnlyNinjs1) || has(kNinjs1And2)) return find_profile("ninjs1");
        return find_profile(has(kGenericBody) ? "generic" : "ninjs1");
    }
    if (has(kGenericBody) || (has(kGenericTitle) && has(kGenericIdentity))) return find_profile("generic");
    return nullptr;
}

}  // namespace wirefold
