#include "daemon/decode/decoder.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <string>

#include <simdjson.h>

#include "daemon/core/ascii.hpp"
#include "daemon/core/invariant.hpp"
#include "daemon/core/utf8.hpp"
#include "daemon/decode/output_pieces.hpp"
#include "daemon/decode/record_walk.hpp"
#include "daemon/decode/shape.hpp"
#include "daemon/decode/timestamp.hpp"

namespace wirefold {

namespace {

namespace ondemand = simdjson::ondemand;

constexpr std::size_t kNoteBytesMax = 256;  // what it is about stands in front

[[nodiscard]] Rejected reject(RejectReason reason, std::string detail) {
    return {.reason = reason, .stage = RejectStage::Decode, .detail = std::move(detail)};
}

[[nodiscard]] bool is_space(char c) {
    return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

/// True when an object or array that opens the text is not closed at its end: the record was cut.
[[nodiscard]] bool looks_truncated(std::string_view payload) {
    std::size_t depth = 0;
    bool in_string = false;
    for (std::size_t i = 0; i < payload.size(); ++i) {
        const char c = payload[i];
        if (in_string) {
            if (c == '\\') ++i;
            in_string = in_string && c != '"';
        } else if (c == '"') {
            in_string = true;
        } else if (c == '{' || c == '[') {
            ++depth;
        } else if (c == '}' || c == ']') {
            if (depth == 0) return false;
            --depth;
        }
    }
    return in_string || depth > 0;
}

[[nodiscard]] Rejected rejected_for(simdjson::error_code error, std::string_view payload) {
    const std::string message{simdjson::error_message(error)};
    if (error == simdjson::UTF8_ERROR) return reject(RejectReason::WrongEncoding, "the record is not UTF-8");
    if (error == simdjson::INCORRECT_TYPE)
        return reject(RejectReason::NotJson, "the record is not a JSON object");
    if (payload.front() == '{' && looks_truncated(payload)) {
        return reject(RejectReason::TruncatedJson, "the record ends before its JSON object does");
    }
    return reject(RejectReason::NotJson, message);
}

[[nodiscard]] bool is_html_type(std::string_view content_type) {
    return content_type.find("html") != std::string_view::npos;
}

/// Where nobody says what a text is, a tag in it does.
[[nodiscard]] bool looks_like_html(std::string_view text) {
    for (const std::string_view tag : {"<p>", "<p ", "<br", "</p>", "<div", "</a>", "<html"}) {
        if (text.find(tag) != std::string_view::npos) return true;
    }
    return false;
}

/// The last part of "stat:Canceled" or of an address in small letters, without blanks around it.
[[nodiscard]] std::string bare_code(std::string_view text) {
    const std::size_t end = text.find_last_not_of(" \t");
    if (end == std::string_view::npos) return {};
    text = text.substr(0, end + 1);
    const std::size_t begin = text.find_last_of(":/ \t");
    std::string bare{begin == std::string_view::npos ? text : text.substr(begin + 1)};
    for (char& letter : bare) letter = small_letter(letter);
    return bare;
}

[[nodiscard]] std::optional<ItemStatus> parse_status(std::string_view text) {
    static constexpr std::array<std::string_view, 8> kCanceled = {
        "canceled", "cancelled", "killed", "del", "deleted", "retracted", "withdrawn", "kill"};
    const std::string bare = bare_code(text);
    if (bare == "usable") return ItemStatus::Usable;
    if (bare == "withheld") return ItemStatus::Withheld;
    if (std::find(kCanceled.begin(), kCanceled.end(), bare) != kCanceled.end()) return ItemStatus::Canceled;
    return std::nullopt;
}

}  // namespace

class Decoder::Impl {
public:
    explicit Impl(const DecodeOptions& options) : record_bytes_max_(options.record_bytes_max) {
        for (const Profile& profile : built_in_profiles()) compiled_.emplace_back(profile);
        if (options.profile != "auto") {
            fixed_ = find_profile(options.profile);
            WIREFOLD_INVARIANT(fixed_ != nullptr, "the profile's name was checked with the configuration");
        }
    }

    [[nodiscard]] std::variant<Document, Rejected> decode(const RawRecord& record, Arena& arena,
                                                          std::vector<std::string_view>& pieces) {
        profile_ = nullptr;
        auto outcome = decode_payload(record, arena, pieces);
        if (auto* rejected = std::get_if<Rejected>(&outcome); rejected != nullptr && profile_ != nullptr) {
            rejected->profile = profile_->name;
        }
        return outcome;
    }

private:
    [[nodiscard]] std::variant<Document, Rejected> decode_payload(const RawRecord& record, Arena& arena,
                                                                  std::vector<std::string_view>& pieces) {
        if (record.payload_bytes > record_bytes_max_ || record.payload.size() > record_bytes_max_) {
            const auto bytes = std::max<std::uint64_t>(record.payload_bytes, record.payload.size());
            return reject(RejectReason::RecordTooLarge, std::to_string(bytes) + " bytes, at most " +
                                                            std::to_string(record_bytes_max_) + " are taken");
        }
        std::string_view payload = trimmed(record.payload);
        if (payload.empty()) return reject(RejectReason::EmptyValue, "the record has no value");
        payload = on_one_line(payload, arena);
        if (const auto error = parse(payload)) return rejected_for(error, payload);
        if (profile_ == nullptr)
            return reject(RejectReason::UnknownShape, "no profile recognizes the record's members");
        return build_document(arena, pieces);
    }

    [[nodiscard]] static std::string_view trimmed(std::string_view text) {
        constexpr std::string_view kByteOrderMark = "\xef\xbb\xbf";
        if (text.starts_with(kByteOrderMark)) text.remove_prefix(kByteOrderMark.size());
        while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
        while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
        return text;
    }

    /// Output is one line a record, and its pieces come from the payload: pretty-printed JSON is minified
    /// first.
    [[nodiscard]] static std::string_view on_one_line(std::string_view payload, Arena& arena) {
        if (payload.find('\n') == std::string_view::npos && payload.find('\r') == std::string_view::npos)
            return payload;
        char* place = arena.allocate(payload.size());
        std::size_t length = 0;
        // A broken string makes it fail; the parser then says what is wrong with the original.
        if (simdjson::minify(payload.data(), payload.size(), place, length) != simdjson::SUCCESS)
            return payload;
        return {place, length};
    }

    /// Finds the profile and everything it maps. profile_ is null when no profile fits.
    [[nodiscard]] simdjson::error_code parse(std::string_view payload) {
        profile_ = fixed_;
        ondemand::document document;
        const simdjson::padded_string_view padded{payload.data(), payload.size(),
                                                  payload.size() + Arena::kPadding};
        if (const auto error = parser_.iterate(padded).get(document)) return error;
        if (profile_ == nullptr) {
            if (const auto error = detect(document)) return error;
            document.rewind();
        }
        // An unrecognized record is walked all the same: whether it is JSON at all is the first question.
        const CompiledProfile& compiled = *std::find_if(
            compiled_.begin(), compiled_.end(),
            [&](const auto& candidate) { return profile_ == nullptr || candidate.profile == profile_; });
        findings_.clear();
        const auto error = RecordWalk{compiled, findings_}.walk(document);
        return error;
    }

    [[nodiscard]] simdjson::error_code detect(ondemand::document& document) {
        ShapeDetector detector;
        ondemand::object root;
        if (const auto error = document.get_object().get(root)) return error;
        for (auto field : root) {
            std::string_view key;
            if (const auto error = field.unescaped_key().get(key)) return error;
            detector.see(key);
        }
        profile_ = detector.profile();
        return simdjson::SUCCESS;
    }

    [[nodiscard]] std::variant<Document, Rejected> build_document(Arena& arena,
                                                                  std::vector<std::string_view>& pieces) {
        for (const Field needed : {Field::Id, Field::Version}) {
            if (auto wrong = check_text(needed)) return std::move(*wrong);
        }
        Document document;
        document.profile = profile_->name;
        document.status = parse_status(findings_[Field::Status].text).value_or(ItemStatus::Usable);
        if (!choose_body(document) && document.status == ItemStatus::Usable) {
            return reject(RejectReason::MissingBody,
                          "profile " + std::string{profile_->name} + " found no body text");
        }
        document.url = arena.copy(findings_[Field::Url].text);
        document.item_id = arena.copy(findings_[Field::Id].text);
        if (document.item_id.empty() && document.url.size() <= Document::kItemIdBytesMax)
            document.item_id = document.url;
        document.version = arena.copy(findings_[Field::Version].text);
        read_relations(document, arena);
        document.title = arena.copy(findings_[Field::Title].text);
        document.language = arena.copy(findings_[Field::Language].text);
        document.source_name = arena.copy(findings_[Field::Source].text);
        document.editorial_note =
            arena.copy(front_characters(findings_[Field::EditorialNote].text, kNoteBytesMax));
        read_times(document);
        document.pieces_begin = static_cast<std::uint32_t>(pieces.size());
        append_output_pieces(*profile_, findings_, pieces);
        document.pieces_end = static_cast<std::uint32_t>(pieces.size());
        return document;
    }

    [[nodiscard]] std::optional<Rejected> check_text(Field field) const {
        const auto& capture = findings_[field];
        if (!capture.present) return std::nullopt;
        const std::string pointer{profile_->fields[capture.row].pointer};
        const std::size_t bytes_max =
            field == Field::Id ? Document::kItemIdBytesMax : Document::kVersionBytesMax;
        if (capture.wrong_type) {
            return reject(RejectReason::InvalidField, "field " + pointer + ": expected a string or a number");
        }
        if (capture.text.size() > bytes_max) {
            return reject(RejectReason::InvalidField,
                          "field " + pointer + ": " + std::to_string(capture.text.size()) +
                              " bytes, at most " + std::to_string(bytes_max) + " are taken");
        }
        return std::nullopt;
    }

    /// The same story may come as text and as markup: plain text is taken where there is a choice.
    [[nodiscard]] bool choose_body(Document& document) const {
        const auto take = [&](std::string_view text, BodyFormat format) {
            document.body = text;
            document.body_format = format;
            return true;
        };
        const auto has_text = [](std::string_view text) {
            return !std::all_of(text.begin(), text.end(), is_space);
        };
        if (has_text(findings_[Field::BodyText].text))
            return take(findings_[Field::BodyText].text, BodyFormat::Text);
        for (const auto& body : findings_.bodies) {
            if (has_text(body.value) && body.content_type == "text/plain")
                return take(body.value, BodyFormat::Text);
        }
        if (has_text(findings_[Field::BodyHtml].text))
            return take(findings_[Field::BodyHtml].text, BodyFormat::Html);
        for (const auto& body : findings_.bodies) {
            if (has_text(body.value) && is_html_type(body.content_type))
                return take(body.value, BodyFormat::Html);
        }
        std::string_view unnamed = findings_[Field::BodyValue].text;
        for (const auto& body : findings_.bodies) {
            if (!has_text(unnamed) && body.has_value) unnamed = body.value;
        }
        if (!has_text(unnamed)) return false;
        return take(unnamed, looks_like_html(unnamed) ? BodyFormat::Html : BodyFormat::Text);
    }

    /// No article is refused for what it says of others: what cannot be an id tells nothing.
    void read_relations(Document& document, Arena& arena) const {
        const std::string_view evolved_from = findings_[Field::EvolvedFrom].text;
        if (evolved_from != document.item_id && evolved_from.size() <= Document::kItemIdBytesMax)
            document.evolved_from = arena.copy(evolved_from);
        for (const std::string_view signal : findings_.signals) {
            document.says_it_corrects |= bare_code(signal) == "correction";
            document.says_it_updates |= bare_code(signal) == "update";
        }
    }

    void read_times(Document& document) const {
        const auto& published = findings_[Field::Published];
        document.published_at = parse_timestamp(published.text);
        if (document.published_at)
            document.published_field = profile_->fields[published.row].pointer.substr(1);
        const auto& embargo = findings_[Field::Embargo];
        if (!embargo.present || (embargo.text.empty() && !embargo.wrong_type)) return;
        document.embargo_until = parse_timestamp(embargo.text);
        document.embargo_unreadable = !document.embargo_until.has_value();
    }

    std::size_t record_bytes_max_;
    const Profile* fixed_ = nullptr;
    std::vector<CompiledProfile> compiled_;
    ondemand::parser parser_;
    RecordFindings findings_;
    const Profile* profile_ = nullptr;
};

Decoder::Decoder(const DecodeOptions& options) : impl_(std::make_unique<Impl>(options)) {}
Decoder::Decoder(Decoder&&) noexcept = default;
Decoder& Decoder::operator=(Decoder&&) noexcept = default;
Decoder::~Decoder() = default;

std::variant<Document, Rejected> Decoder::decode(const RawRecord& record, Arena& arena,
                                                 std::vector<std::string_view>& pieces) {
    return impl_->decode(record, arena, pieces);
}

}  // namespace wirefold
