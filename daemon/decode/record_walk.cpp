#include "daemon/decode/record_walk.hpp"

namespace wirefold {

using simdjson::error_code;
namespace ondemand = simdjson::ondemand;

void RecordFindings::clear() {
    fields.fill({});
    bodies.clear();
    signals.clear();
    members.clear();
    patches.clear();
}

std::string_view trimmed_token(std::string_view token) {
    while (!token.empty() &&
           (token.back() == ' ' || token.back() == '\n' || token.back() == '\r' || token.back() == '\t')) {
        token.remove_suffix(1);
    }
    return token;
}

error_code RecordWalk::walk(ondemand::document& document) {
    ondemand::object root;
    if (const auto error = document.get_object().get(root)) return error;
    for (auto field : root) {
        std::string_view key;
        ondemand::value value;
        const char* key_begin = nullptr;
        {
            ondemand::raw_json_string raw_key;
            if (const auto error = field.key().get(raw_key)) return error;
            key_begin = raw_key.raw();
        }
        if (const auto error = field.unescaped_key().get(key)) return error;
        if (const auto error = field.value().get(value)) return error;
        const std::string_view token = value.raw_json_token();
        // The key's own text ends at the quote before the colon: the last quote before the value begins.
        std::string_view raw_key{key_begin, static_cast<std::size_t>(token.data() - key_begin)};
        raw_key = raw_key.substr(0, raw_key.rfind('"'));
        if (const auto error = walk_value(compiled_.tree.child(compiled_.tree.root(), key), value, 1))
            return error;
        std::string_view raw = token;
        if (token.front() == '{' || token.front() == '[') {
            // A container's own token is its bracket; it ends where the walk has arrived.
            const char* end = nullptr;
            if (const auto error = document.current_location().get(end)) return error;
            raw = {token.data(), static_cast<std::size_t>(end - token.data())};
        }
        found_.members.push_back({.key = raw_key, .raw = trimmed_token(raw)});
    }
    const char* behind = nullptr;
    const bool at_end = document.current_location().get(behind) == simdjson::OUT_OF_BOUNDS;
    return at_end ? simdjson::SUCCESS : simdjson::TRAILING_CONTENT;
}

error_code RecordWalk::walk_value(const Node* node, ondemand::value value, unsigned depth) {
    constexpr unsigned kDepthMax = 256;
    if (depth > kDepthMax) return simdjson::DEPTH_ERROR;
    ondemand::json_type type{};
    if (const auto error = value.type().get(type)) return error;
    switch (type) {
        case ondemand::json_type::object: return walk_object(node, value, depth);
        case ondemand::json_type::array: return walk_array(node, value, depth);
        case ondemand::json_type::number: return walk_number(node, value);
        case ondemand::json_type::string: {
            std::string_view text;
            if (const auto error = value.get_string().get(text)) return error;
            capture(node, text, false);
            return simdjson::SUCCESS;
        }
        case ondemand::json_type::boolean: {
            bool ignored = false;
            if (const auto error = value.get_bool().get(ignored)) return error;
            capture(node, {}, true);
            return simdjson::SUCCESS;
        }
        case ondemand::json_type::null: {
            bool null = false;  // null is as good as absent
            if (const auto error = value.is_null().get(null)) return error;
            return null ? simdjson::SUCCESS : simdjson::N_ATOM_ERROR;
        }
    }
    return simdjson::INCORRECT_TYPE;
}

error_code RecordWalk::walk_object(const Node* node, ondemand::value& value, unsigned depth) {
    capture(node, {}, true);
    ondemand::object object;
    if (const auto error = value.get_object().get(object)) return error;
    for (auto field : object) {
        ondemand::raw_json_string raw_key;
        if (const auto error = field.key().get(raw_key)) return error;
        std::string_view key;
        if (const auto error = field.unescaped_key().get(key)) return error;
        note_rename(raw_key.raw(), key.size());
        ondemand::value member;
        if (const auto error = field.value().get(member)) return error;
        const Node* child = node == nullptr ? nullptr : compiled_.tree.child(*node, key);
        if (const auto error = walk_value(child, member, depth + 1)) return error;
    }
    return simdjson::SUCCESS;
}

error_code RecordWalk::walk_array(const Node* node, ondemand::value& value, unsigned depth) {
    capture(node, {}, true);
    const Node* child = node == nullptr ? nullptr : compiled_.tree.any_element(*node);
    ondemand::array array;
    if (const auto error = value.get_array().get(array)) return error;
    std::size_t index = 0;
    for (auto element : array) {
        ondemand::value member;
        if (const auto error = element.get(member)) return error;
        if (child != nullptr) element_ = index;
        if (const auto error = walk_value(child, member, depth + 1)) return error;
        ++index;
    }
    return simdjson::SUCCESS;
}

error_code RecordWalk::walk_number(const Node* node, ondemand::value& value) {
    const std::string_view text = trimmed_token(value.raw_json_token());
    ondemand::number number;
    if (value.get_number().get(number) != simdjson::SUCCESS) {
        // A number beyond 64 bits is still JSON, and passes through as text; what is no number fails here,
        // too.
        double approximate = 0;
        if (const auto error = value.get_double().get(approximate)) return error;
    }
    capture(node, text, false);
    return simdjson::SUCCESS;
}

void RecordWalk::capture(const Node* node, std::string_view text, bool wrong_type) {
    if (node == nullptr) return;
    for (const std::uint16_t row : node->rows) {
        const FieldRow& field_row = compiled_.profile->fields[row];
        if (field_row.field == Field::Signal) {
            if (!wrong_type) found_.signals.push_back(text);
            continue;
        }
        const bool in_list = field_row.pointer.find('*') != std::string_view::npos;
        const bool is_body = field_row.field == Field::BodyValue || field_row.field == Field::BodyContentType;
        if (in_list && is_body) {
            if (wrong_type) continue;
            if (found_.bodies.size() <= element_) found_.bodies.resize(element_ + 1);
            auto& body = found_.bodies[element_];
            if (field_row.field == Field::BodyContentType) {
                body.content_type = text;
            } else {
                body.value = text;
                body.has_value = true;
            }
            continue;
        }
        auto& capture = found_.fields[static_cast<std::size_t>(field_row.field)];
        // A usable candidate beats an unusable one; among equals the earlier row, then the earlier member,
        // wins.
        const bool better = !capture.present || (capture.wrong_type && !wrong_type) ||
                            (capture.wrong_type == wrong_type && row < capture.row);
        if (better) capture = {.text = text, .row = row, .present = true, .wrong_type = wrong_type};
    }
}

void RecordWalk::note_rename(const char* key, std::size_t length) {
    for (const RenameRow& rename : compiled_.profile->nested_renames) {
        if (rename.key.size() == length && rename.key == std::string_view{key, length}) {
            found_.patches.push_back({.at = key, .length = length, .replacement = rename.output_key});
            return;
        }
    }
}

}  // namespace wirefold
