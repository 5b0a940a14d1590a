#include "daemon/decode/profile.hpp"

#include "daemon/core/invariant.hpp"

namespace wirefold {

PointerTree::PointerTree(const Profile& profile) {
    nodes_.emplace_back();
    for (std::size_t row = 0; row < profile.fields.size(); ++row) {
        add(profile.fields[row].pointer, static_cast<std::uint16_t>(row));
    }
}

const PointerTree::Node* PointerTree::child(const Node& node, std::string_view segment) const {
    for (const auto& [name, index] : node.children) {
        if (name == segment) return &nodes_[index];
    }
    return nullptr;
}

void PointerTree::add(std::string_view pointer, std::uint16_t row) {
    WIREFOLD_INVARIANT(pointer.starts_with('/'), "a profile's pointers are JSON pointers");
    std::uint32_t at = 0;
    while (!pointer.empty()) {
        pointer.remove_prefix(1);
        const std::size_t end = pointer.find('/');
        const std::string_view segment = pointer.substr(0, end);
        pointer = end == std::string_view::npos ? std::string_view{} : pointer.substr(end);
        const Node* known = segment == "*" ? any_element(nodes_[at]) : child(nodes_[at], segment);
        if (known != nullptr) {
            at = static_cast<std::uint32_t>(known - nodes_.data());
            continue;
        }
        const auto made = static_cast<std::uint32_t>(nodes_.size());
        if (segment == "*") {
            nodes_[at].any_element = made;
        } else {
            nodes_[at].children.emplace_back(segment, made);
        }
        nodes_.emplace_back();
        at = made;
    }
    nodes_[at].rows.push_back(row);
}

}  // namespace wirefold
