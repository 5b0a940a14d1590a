#include "daemon/fingerprint/gap.hpp"

#include <algorithm>

namespace wirefold {

namespace {

class GapReader {
public:
    explicit GapReader(std::string_view gap) : rest_(gap) {}

    [[nodiscard]] Gap read() {
        while (!rest_.empty()) take();
        gap_.has_ender |= ended_ || gap_.ends_sentence;
        gap_.has_break = breaks_ > 0;
        gap_.may_end_sentence |= ended_ && spaces_ > 0;
        return gap_;
    }

private:
    void take() {
        const auto byte = static_cast<unsigned char>(rest_.front());
        if (byte >= 0x80) {
            take_beyond_ascii();
            return;
        }
        rest_.remove_prefix(1);
        switch (byte) {
            case '.':
            case '!':
            case '?':
                ended_ = true;
                spaces_ = 0;  // a point before the next word (".5") is not behind the last one
                break;
            case '"':
                gap_.has_second_quote |= gap_.straight_quote;
                gap_.straight_quote = true;
                break;
            case '\n': {
                // A line of white space, an indented line, or a line that ends like a sentence.
                gap_.ends_sentence |= ended_ || breaks_ > 0 || rest_.starts_with("  ");
                ++breaks_;
                break;
            }
            case ' ':
            case '\t':
            case '\r': ++spaces_; break;
            default: break;
        }
    }

    void take_beyond_ascii() {
        last_ = take_code_point();
        switch (last_) {
            case U'。':
            case U'！':
            case U'？':
            case U'؟':
            case U'।':
            case U'۔': gap_.ends_sentence = true; break;
            case U'…':
                ended_ = true;
                spaces_ = 0;
                break;
            case U'“':
            case U'”':
            case U'«':
            case U'»':
                gap_.has_second_quote |= gap_.curly_quote != 0;
                if (gap_.curly_quote == 0) gap_.curly_quote = last_;
                break;
            case U'„':
            case U'「':
            case U'『': gap_.opens_quote = true; break;
            case U'」':
            case U'』': gap_.closes_quote = true; break;
            default: break;
        }
    }

    /// Of UTF-8 that is known to be whole.
    [[nodiscard]] char32_t take_code_point() {
        const auto lead = static_cast<unsigned char>(rest_.front());
        const std::size_t bytes = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : lead >= 0xc0 ? 2 : 1;
        char32_t code_point = bytes == 1 ? 0 : lead & (0xffU >> (bytes + 1));
        for (std::size_t i = 1; i < bytes && i < rest_.size(); ++i)
            code_point = code_point << 6U | (static_cast<unsigned char>(rest_[i]) & 0x3fU);
        rest_.remove_prefix(std::min(bytes, rest_.size()));
        return code_point;
    }

    std::string_view rest_;
    Gap gap_;
    char32_t last_ = 0;
    bool ended_ = false;
    unsigned spaces_ = 0;
    unsigned breaks_ = 0;
};

}  // namespace

Gap read_gap(std::string_view written) {
    return GapReader{written}.read();
}

}  // namespace wirefold
