#include "daemon/decode/profile.hpp"

namespace wirefold {

namespace {

constexpr std::string_view kTextBefore = R"({"role":"main","contentType":"text/plain","value":)";
constexpr std::string_view kHtmlBefore = R"({"role":"main","contentType":"text/html","value":)";
constexpr std::string_view kHeadlineBefore = R"({"role":"main","value":)";

// ninjs 1.0 to 1.6 ------------------------------------------------------------------------------------------

constexpr std::array kNinjs1Fields{
    FieldRow{"/uri", Field::Id},
    FieldRow{"/version", Field::Version},
    FieldRow{"/versioncreated", Field::Published},
    FieldRow{"/firstcreated", Field::Published},
    FieldRow{"/contentcreated", Field::Published},
    FieldRow{"/headline", Field::Title},
    FieldRow{"/title", Field::Title},
    FieldRow{"/body_text", Field::BodyText},
    FieldRow{"/body_html", Field::BodyHtml},
    FieldRow{"/body_xhtml", Field::BodyHtml},
    FieldRow{"/language", Field::Language},
    FieldRow{"/pubstatus", Field::Status},
    FieldRow{"/embargoed", Field::Embargo},
    FieldRow{"/infosource/*/name", Field::Source},
    FieldRow{"/infosource/*/literal", Field::Source},
    FieldRow{"/copyrightholder", Field::Source},
    FieldRow{"/url", Field::Url},
    FieldRow{"/canonicalurl", Field::Url},
    FieldRow{"/ednote", Field::EditorialNote},
};
constexpr std::array kNinjs1Output{
    OutputRow{"uri", ""},
    OutputRow{"standard", ""},
    OutputRow{"headline", "headlines", kHeadlineBefore, "}"},
    OutputRow{"body_text", "bodies", kTextBefore, "}"},
    OutputRow{"body_html", "bodies", kHtmlBefore, "}"},
    OutputRow{"body_xhtml", "bodies", R"({"role":"main","contentType":"application/xhtml+xml","value":)",
              "}"},
    OutputRow{"type", "type"},
    OutputRow{"title", "title"},
    OutputRow{"expires", "expires"},
    OutputRow{"version", "version"},
    OutputRow{"versioncreated", "versionCreated"},
    OutputRow{"firstcreated", "firstCreated"},
    OutputRow{"contentcreated", "contentCreated"},
    OutputRow{"embargoed", "embargoedUntil"},
    OutputRow{"pubstatus", "pubStatus"},
    OutputRow{"language", "language"},
    OutputRow{"urgency", "urgency"},
    OutputRow{"representationtype", "representationType"},
    OutputRow{"profile", "profile"},
    OutputRow{"byline", "by"},
    OutputRow{"located", "located"},
    OutputRow{"slugline", "slugline"},
    OutputRow{"ednote", "edNote"},
    OutputRow{"rightsinfo", "rightsInfo"},
    OutputRow{"digitalsourcetype", "digitalSourceType"},
    OutputRow{"usageterms", "usageTerms"},
    OutputRow{"copyrightholder", "copyrightHolder"},
    OutputRow{"copyrightnotice", "copyrightNotice"},
    OutputRow{"infosource", "infoSources"},
    OutputRow{"subject", "subjects"},
    OutputRow{"genre", "genres"},
    OutputRow{"place", "places"},
    OutputRow{"person", "people"},
    OutputRow{"organisation", "organisations"},
    OutputRow{"event", "events"},
    OutputRow{"object", "objects"},
};
// Inner names that 3.0 put into camel case; everything else inside is spelled alike.
constexpr std::array kInnerRenames{
    RenameRow{"contenttype", "contentType"},   RenameRow{"charcount", "charCount"},
    RenameRow{"wordcount", "wordCount"},       RenameRow{"contactinfo", "contactInfo"},
    RenameRow{"postalcode", "postalCode"},     RenameRow{"symboltype", "symbolType"},
    RenameRow{"geojson", "geoJSON"},           RenameRow{"sizeinbytes", "sizeInBytes"},
    RenameRow{"aspectratio", "aspectRatio"},   RenameRow{"videocodec", "videoCodec"},
    RenameRow{"framerate", "frameRate"},       RenameRow{"transportprotocol", "transportProtocol"},
    RenameRow{"scantype", "scanType"},         RenameRow{"langid", "langId"},
    RenameRow{"linkedrights", "linkedRights"}, RenameRow{"encodedrights", "encodedRights"}};

// ninjs 2.0 and 2.1
// ------------------------------------------------------------------------------------------

constexpr std::array kNinjs2Fields{
    FieldRow{"/uri", Field::Id},
    FieldRow{"/version", Field::Version},
    FieldRow{"/versioncreated", Field::Published},
    FieldRow{"/firstcreated", Field::Published},
    FieldRow{"/contentcreated", Field::Published},
    FieldRow{"/headlines/*/value", Field::Title},
    FieldRow{"/title", Field::Title},
    FieldRow{"/bodies/*/value", Field::BodyValue},
    FieldRow{"/bodies/*/contenttype", Field::BodyContentType},
    FieldRow{"/language", Field::Language},
    FieldRow{"/pubstatus", Field::Status},
    FieldRow{"/embargoed", Field::Embargo},
    FieldRow{"/infosources/*/name", Field::Source},
    FieldRow{"/infosource/*/name", Field::Source},
    FieldRow{"/copyrightholder", Field::Source},
    FieldRow{"/url", Field::Url},
    FieldRow{"/ednote", Field::EditorialNote},
};
constexpr std::array kNinjs2Output{
    OutputRow{"uri", ""},
    OutputRow{"standard", ""},
    OutputRow{"headlines", "headlines"},
    OutputRow{"bodies", "bodies"},
    OutputRow{"descriptions", "descriptions"},
    OutputRow{"type", "type"},
    OutputRow{"title", "title"},
    OutputRow{"expires", "expires"},
    OutputRow{"version", "version"},
    OutputRow{"versioncreated", "versionCreated"},
    OutputRow{"firstcreated", "firstCreated"},
    OutputRow{"contentcreated", "contentCreated"},
    OutputRow{"embargoed", "embargoedUntil"},
    OutputRow{"pubstatus", "pubStatus"},
    OutputRow{"language", "language"},
    OutputRow{"urgency", "urgency"},
    OutputRow{"representationtype", "representationType"},
    OutputRow{"profile", "profile"},
    OutputRow{"by", "by"},
    OutputRow{"located", "located"},
    OutputRow{"slugline", "slugline"},
    OutputRow{"ednote", "edNote"},
    OutputRow{"rightsinfo", "rightsInfo"},
    OutputRow{"digitalsourcetype", "digitalSourceType"},
    OutputRow{"usageterms", "usageTerms"},
    OutputRow{"copyrightholder", "copyrightHolder"},
    OutputRow{"copyrightnotice", "copyrightNotice"},
    OutputRow{"infosources", "infoSources"},
    OutputRow{"infosource", "infoSources"},
    OutputRow{"subjects", "subjects"},
    OutputRow{"genres", "genres"},
    OutputRow{"places", "places"},
    OutputRow{"people", "people"},
    OutputRow{"organisations", "organisations"},
    OutputRow{"events", "events"},
    OutputRow{"objects", "objects"},
    OutputRow{"altids", "altIds"},
    OutputRow{"associations", "associations"},
    OutputRow{"renditions", "renditions"},
    OutputRow{"trustindicators", "trustIndicators"},
};

// ninjs 3.0 and 3.1
// ------------------------------------------------------------------------------------------

constexpr std::array kNinjs3Fields{
    FieldRow{"/uri", Field::Id},
    FieldRow{"/version", Field::Version},
    FieldRow{"/versionCreated", Field::Published},
    FieldRow{"/firstCreated", Field::Published},
    FieldRow{"/contentCreated", Field::Published},
    FieldRow{"/headlines/*/value", Field::Title},
    FieldRow{"/title", Field::Title},
    FieldRow{"/bodies/*/value", Field::BodyValue},
    FieldRow{"/bodies/*/contentType", Field::BodyContentType},
    FieldRow{"/bodies/*/contenttype", Field::BodyContentType},
    FieldRow{"/language", Field::Language},
    FieldRow{"/pubStatus", Field::Status},
    FieldRow{"/embargoedUntil", Field::Embargo},
    FieldRow{"/embargoed", Field::Embargo},  // overlooking an old spelling would publish too early
    FieldRow{"/infoSources/*/name", Field::Source},
    FieldRow{"/copyrightHolder", Field::Source},
    FieldRow{"/url", Field::Url},
    FieldRow{"/edNote", Field::EditorialNote},
};
constexpr std::array kNinjs3Output{
    OutputRow{"uri", ""},
    OutputRow{"standard", ""},
    OutputRow{"headlines", "headlines"},
    OutputRow{"bodies", "bodies"},
    OutputRow{"descriptions", "descriptions"},
    OutputRow{"type", "type"},
    OutputRow{"title", "title"},
    OutputRow{"expires", "expires"},
    OutputRow{"version", "version"},
    OutputRow{"versionCreated", "versionCreated"},
    OutputRow{"firstCreated", "firstCreated"},
    OutputRow{"contentCreated", "contentCreated"},
    OutputRow{"embargoedUntil", "embargoedUntil"},
    OutputRow{"embargoed", "embargoedUntil"},
    OutputRow{"digitalSourceType", "digitalSourceType"},
    OutputRow{"eventDetails", "eventDetails"},
    OutputRow{"plannedCoverage", "plannedCoverage"},
    OutputRow{"pubStatus", "pubStatus"},
    OutputRow{"language", "language"},
    OutputRow{"urgency", "urgency"},
    OutputRow{"representationType", "representationType"},
    OutputRow{"profile", "profile"},
    OutputRow{"by", "by"},
    OutputRow{"located", "located"},
    OutputRow{"slugline", "slugline"},
    OutputRow{"edNote", "edNote"},
    OutputRow{"usageTerms", "usageTerms"},
    OutputRow{"copyrightHolder", "copyrightHolder"},
    OutputRow{"copyrightNotice", "copyrightNotice"},
    OutputRow{"infoSources", "infoSources"},
    OutputRow{"subjects", "subjects"},
    OutputRow{"genres", "genres"},
    OutputRow{"places", "places"},
    OutputRow{"people", "people"},
    OutputRow{"organisations", "organisations"},
    OutputRow{"events", "events"},
    OutputRow{"objects", "objects"},
    OutputRow{"altIds", "altIds"},
    OutputRow{"associations", "associations"},
    OutputRow{"renditions", "renditions"},
    OutputRow{"rightsInfo", "rightsInfo"},
    OutputRow{"trustIndicators", "trustIndicators"},
};

// Plain JSON as scripts and crawlers write it
// -----------------------------------------------------------------

constexpr std::array kGenericFields{
    FieldRow{"/id", Field::Id},
    FieldRow{"/guid", Field::Id},
    FieldRow{"/uri", Field::Id},
    FieldRow{"/article_id", Field::Id},
    FieldRow{"/_id", Field::Id},
    FieldRow{"/version", Field::Version},
    FieldRow{"/url", Field::Url},
    FieldRow{"/link", Field::Url},
    FieldRow{"/canonical_url", Field::Url},
    FieldRow{"/permalink", Field::Url},
    FieldRow{"/title", Field::Title},
    FieldRow{"/headline", Field::Title},
    FieldRow{"/name", Field::Title},
    FieldRow{"/text", Field::BodyText},
    FieldRow{"/content_text", Field::BodyText},
    FieldRow{"/body_text", Field::BodyText},
    FieldRow{"/maintext", Field::BodyText},
    FieldRow{"/full_text", Field::BodyText},
    FieldRow{"/articleBody", Field::BodyText},
    FieldRow{"/content_html", Field::BodyHtml},
    FieldRow{"/body_html", Field::BodyHtml},
    FieldRow{"/html", Field::BodyHtml},
    FieldRow{"/content", Field::BodyValue},
    FieldRow{"/body", Field::BodyValue},
    FieldRow{"/language", Field::Language},
    FieldRow{"/lang", Field::Language},
    FieldRow{"/published", Field::Published},
    FieldRow{"/published_at", Field::Published},
    FieldRow{"/date_published", Field::Published},
    FieldRow{"/publishedAt", Field::Published},
    FieldRow{"/date", Field::Published},
    FieldRow{"/timestamp", Field::Published},
    FieldRow{"/status", Field::Status},
    FieldRow{"/embargo", Field::Embargo},
    FieldRow{"/source/name", Field::Source},
    FieldRow{"/source", Field::Source},
    FieldRow{"/publisher", Field::Source},
    FieldRow{"/source_domain", Field::Source},
};
constexpr std::array kGenericOutput{
    OutputRow{"uri", ""},
    OutputRow{"id", ""},
    OutputRow{"guid", ""},
    OutputRow{"article_id", ""},
    OutputRow{"_id", ""},
    OutputRow{"version", "version"},
    OutputRow{"title", "headlines", kHeadlineBefore, "}"},
    OutputRow{"headline", "headlines", kHeadlineBefore, "}"},
    OutputRow{"text", "bodies", kTextBefore, "}"},
    OutputRow{"content_text", "bodies", kTextBefore, "}"},
    OutputRow{"body_text", "bodies", kTextBefore, "}"},
    OutputRow{"maintext", "bodies", kTextBefore, "}"},
    OutputRow{"full_text", "bodies", kTextBefore, "}"},
    OutputRow{"articleBody", "bodies", kTextBefore, "}"},
    OutputRow{"content_html", "bodies", kHtmlBefore, "}"},
    OutputRow{"body_html", "bodies", kHtmlBefore, "}"},
    OutputRow{"html", "bodies", kHtmlBefore, "}"},
    OutputRow{"content", "bodies", R"({"role":"main","value":)", "}"},
    OutputRow{"body", "bodies", R"({"role":"main","value":)", "}"},
    OutputRow{"language", "language"},
    OutputRow{"lang", "language"},
    OutputRow{"published", "versionCreated"},
    OutputRow{"published_at", "versionCreated"},
    OutputRow{"date_published", "versionCreated"},
    OutputRow{"publishedAt", "versionCreated"},
    OutputRow{"date", "versionCreated"},
    OutputRow{"status", "pubStatus"},
    OutputRow{"embargo", "embargoedUntil"},
};

constexpr std::array kProfiles{
    Profile{"ninjs1", kNinjs1Fields, kNinjs1Output, kInnerRenames},
    Profile{"ninjs2", kNinjs2Fields, kNinjs2Output, kInnerRenames},
    Profile{"ninjs3", kNinjs3Fields, kNinjs3Output, kInnerRenames},
    Profile{"generic", kGenericFields, kGenericOutput, {}},
};

}  // namespace

std::span<const Profile> built_in_profiles() {
    return kProfiles;
}

const Profile* find_profile(std::string_view name) {
    for (const Profile& profile : kProfiles) {
        if (profile.name == name) return &profile;
    }
    return nullptr;
}

}  // namespace wirefold
