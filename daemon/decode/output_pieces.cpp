#include "daemon/decode/output_pieces.hpp"

#include <algorithm>
#include <bitset>

#include "daemon/core/invariant.hpp"

namespace wirefold {

namespace {

constexpr std::size_t kOutputRowsMax = 64;

/// Emits one record's members, each once.
class PieceWriter {
public:
    PieceWriter(const Profile& profile, const RecordFindings& findings, std::vector<std::string_view>& pieces)
        : profile_(profile), findings_(findings), pieces_(pieces) {
        WIREFOLD_INVARIANT(profile.output.size() <= kOutputRowsMax,
                           "a profile's output rows fit their bit set");
    }

    void write() {
        for (const auto& member : findings_.members) write_mapped(member);
        write_lists();
        write_extra();
    }

private:
    [[nodiscard]] const OutputRow* row_of(std::string_view key) const {
        for (const OutputRow& row : profile_.output) {
            if (row.key == key) return &row;
        }
        return nullptr;
    }
    [[nodiscard]] std::size_t index_of(const OutputRow& row) const {
        return static_cast<std::size_t>(&row - profile_.output.data());
    }

    /// True when the row's output member was already written, by an earlier candidate or a repeated name.
    [[nodiscard]] bool is_taken(const OutputRow& row) const {
        for (const OutputRow& other : profile_.output) {
            if (other.output_key == row.output_key && other.before.empty() && done_[index_of(other)])
                return true;
        }
        return done_[index_of(row)];
    }

    void write_mapped(const RecordFindings::Member& member) {
        const OutputRow* row = row_of(member.key);
        if (row == nullptr) {
            extra_.push_back(&member);
            return;
        }
        if (row->output_key.empty()) {
            // The first becomes `uri`; other identifiers stay visible under `extra`.
            if (member.key != "uri" && member.key != "standard") extra_.push_back(&member);
            return;
        }
        if (row->before.empty() && is_taken(*row)) {
            extra_.push_back(&member);
            return;
        }
        if (!row->before.empty()) {
            if (!done_[index_of(*row)]) listed_.push_back({row, &member});
            done_[index_of(*row)] = true;
            return;
        }
        done_[index_of(*row)] = true;
        write_key(row->output_key);
        write_value(member.raw);
    }

    void write_lists() {
        for (std::size_t i = 0; i < listed_.size(); ++i) {
            const std::string_view output_key = listed_[i].row->output_key;
            const auto same = [&](const Listed& other) { return other.row->output_key == output_key; };
            if (std::any_of(listed_.begin(), listed_.begin() + static_cast<std::ptrdiff_t>(i), same))
                continue;
            write_key(output_key);
            const char* separator = "[";
            for (const Listed& element : listed_) {
                if (!same(element) || element.member->raw == "null") continue;
                pieces_.emplace_back(separator);
                separator = ",";
                pieces_.push_back(element.row->before);
                write_value(element.member->raw);
                pieces_.push_back(element.row->after);
            }
            pieces_.emplace_back(*separator == '[' ? "[]" : "]");
        }
    }

    void write_extra() {
        if (extra_.empty()) return;
        pieces_.emplace_back(R"(,"extra":{)");
        bool first = true;
        for (const RecordFindings::Member* member : extra_) {
            pieces_.emplace_back(first ? "\"" : ",\"");
            first = false;
            pieces_.push_back(member->key);
            pieces_.emplace_back("\":");
            write_value(member->raw);
        }
        pieces_.emplace_back("}");
    }

    void write_key(std::string_view output_key) {
        pieces_.emplace_back(",\"");
        pieces_.push_back(output_key);
        pieces_.emplace_back("\":");
    }

    /// The value's text, cut where a nested member is spelled otherwise in the output.
    void write_value(std::string_view raw) {
        const char* at = raw.data();
        const char* end = raw.data() + raw.size();
        for (const Patch& patch : findings_.patches) {
            if (patch.at < at || patch.at >= end) continue;
            pieces_.emplace_back(at, static_cast<std::size_t>(patch.at - at));
            pieces_.push_back(patch.replacement);
            at = patch.at + patch.length;
        }
        pieces_.emplace_back(at, static_cast<std::size_t>(end - at));
    }

    struct Listed {
        const OutputRow* row;
        const RecordFindings::Member* member;
    };

    const Profile& profile_;
    const RecordFindings& findings_;
    std::vector<std::string_view>& pieces_;
    std::bitset<kOutputRowsMax> done_;
    std::vector<Listed> listed_;
    std::vector<const RecordFindings::Member*> extra_;
};

}  // namespace

void append_output_pieces(const Profile& profile, const RecordFindings& findings,
                          std::vector<std::string_view>& pieces) {
    PieceWriter{profile, findings, pieces}.write();
}

}  // namespace wirefold
