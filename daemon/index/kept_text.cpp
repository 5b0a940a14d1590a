#include "daemon/index/kept_text.hpp"

#include "daemon/index/piece_codec.hpp"

namespace wirefold {

namespace {

/// What a text says beside its ids. An article like no other says nothing.
enum Part : std::uint8_t {
    kGroup = 1U << 0U,           ///< Its name; else it is named after this article.
    kStory = 1U << 1U,           ///< Its name; else it is named after the group.
    kSizes = 1U << 2U,           ///< Else 1.
    kPrevious = 1U << 3U,        ///< Else none.
    kRepresentative = 1U << 4U,  ///< Else as long as this article.
    kPublicFrom = 1U << 5U,      ///< Else at once.
};

[[nodiscard]] std::uint8_t parts_of(const KeptText& text, const TextContext& context) {
    unsigned parts = 0;
    if (text.group != group_founded_by(text.item_id, context.content_low, context.source_hash))
        parts |= kGroup;
    if (text.story != story_founded_by(text.group)) parts |= kStory;
    if (text.group_size != 1 || text.story_size != 1) parts |= kSizes;
    if (text.group_previous != 0) parts |= kPrevious;
    if (text.representative_tokens != context.tokens) parts |= kRepresentative;
    if (text.public_from != Timestamp{}) parts |= kPublicFrom;
    return static_cast<std::uint8_t>(parts);
}

}  // namespace

void append_kept_text(std::string& out, const KeptText& text, const TextContext& context) {
    append_varint(out, text.item_id.size());
    append_varint(out, text.version.size());
    out += text.item_id;
    out += text.version;
    const std::uint8_t parts = parts_of(text, context);
    append_value(out, parts);
    if ((parts & kGroup) != 0) append_value(out, text.group);
    if ((parts & kStory) != 0) append_value(out, text.story);
    if ((parts & kSizes) != 0) {
        append_varint(out, text.group_size);
        append_varint(out, text.story_size);
    }
    if ((parts & kPrevious) != 0) append_varint(out, text.group_previous);
    if ((parts & kRepresentative) != 0) append_varint(out, text.representative_tokens);
    if ((parts & kPublicFrom) != 0) append_value(out, text.public_from);
}

KeptText read_kept_text(std::string_view piece, const TextContext& context) {
    PieceReader reader{piece};
    KeptText text;
    const std::uint64_t item_id_bytes = reader.varint();
    const std::uint64_t version_bytes = reader.varint();
    text.item_id = reader.bytes(item_id_bytes);
    text.version = reader.bytes(version_bytes);
    const auto parts = reader.value<std::uint8_t>();
    text.group = (parts & kGroup) != 0
                     ? reader.value<std::uint64_t>()
                     : group_founded_by(text.item_id, context.content_low, context.source_hash);
    text.story = (parts & kStory) != 0 ? reader.value<std::uint64_t>() : story_founded_by(text.group);
    if ((parts & kSizes) != 0) {
        text.group_size = reader.varint_as<std::uint32_t>();
        text.story_size = reader.varint_as<std::uint32_t>();
    }
    if ((parts & kPrevious) != 0) text.group_previous = reader.varint();
    text.representative_tokens =
        (parts & kRepresentative) != 0 ? reader.varint_as<std::uint32_t>() : context.tokens;
    if ((parts & kPublicFrom) != 0) text.public_from = reader.value<Timestamp>();
    text.verdict = reader.rest();
    return text;
}

std::string_view read_item_id(std::string_view piece) {
    PieceReader reader{piece};
    const std::uint64_t item_id_bytes = reader.varint();
    static_cast<void>(reader.varint());
    return reader.bytes(item_id_bytes);
}

}  // namespace wirefold
