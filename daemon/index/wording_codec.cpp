#include "daemon/index/wording_codec.hpp"

#include <algorithm>

#include "daemon/index/piece_codec.hpp"

namespace wirefold {

namespace {

struct Header {
    std::uint16_t tokens;
    std::uint8_t sentences;
    std::uint8_t numbers;
    std::uint8_t figures;
    std::uint8_t keys;
    std::uint16_t figure_text_bytes;
};

static_assert(sizeof(Header) == 8);

/// Lengths of figures and their digits are four bits each; any other character is an escape and eight bits.
static_assert(Wording::kFigureBytes < 16);
constexpr std::string_view kFigureCharacters = "0123456789.-,$";
constexpr std::size_t kEscape = kFigureCharacters.size();

class HalfByteWriter {
public:
    explicit HalfByteWriter(std::string& out) : out_(out) {}
    void put(std::size_t half) {
        if (is_open_) {
            out_.back() = static_cast<char>(static_cast<unsigned char>(out_.back()) | half << 4U);
        } else {
            out_.push_back(static_cast<char>(half));
        }
        is_open_ = !is_open_;
    }
    void put_character(char character) {
        const std::size_t half = std::min(kFigureCharacters.find(character), kEscape);
        put(half);
        if (half != kEscape) return;
        put(static_cast<unsigned char>(character) & 15U);
        put(static_cast<unsigned char>(character) >> 4U);
    }

private:
    std::string& out_;
    bool is_open_ = false;
};

class HalfByteReader {
public:
    explicit HalfByteReader(PieceReader& reader) : reader_(reader) {}
    [[nodiscard]] unsigned next() {
        if (!is_open_) byte_ = reader_.value<std::uint8_t>();
        const unsigned half = is_open_ ? byte_ >> 4U : byte_ & 15U;
        is_open_ = !is_open_;
        return half;
    }
    [[nodiscard]] char next_character() {
        const unsigned half = next();
        if (half != kEscape) return kFigureCharacters[half];
        const unsigned low = next();
        return static_cast<char>(low | next() << 4U);
    }

private:
    PieceReader& reader_;
    unsigned byte_ = 0;
    bool is_open_ = false;
};

/// Reads what lies before the figures. Wider values come first, so that all are aligned.
[[nodiscard]] WordingView read_arrays(PieceReader& reader, const Header& header) {
    static_cast<void>(reader.bytes(header.numbers * sizeof(std::uint32_t)));
    WordingView view;
    view.sentences = read_span<std::uint16_t>(reader, header.sentences);
    view.lengths = read_span<std::uint8_t>(reader, header.sentences);
    view.names = read_span<std::uint8_t>(reader, Wording::name_bytes(header.tokens));
    view.tokens = read_span<std::uint8_t>(reader, header.tokens);
    return view;
}

}  // namespace

void append_wording(std::string& out, const Fingerprint& fingerprint) {
    const WordingView wording = Wording::kept_of(fingerprint.wording.view());
    append_value(out, Header{.tokens = static_cast<std::uint16_t>(wording.tokens.size()),
                             .sentences = static_cast<std::uint8_t>(wording.sentences.size()),
                             .numbers = fingerprint.number_count,
                             .figures = static_cast<std::uint8_t>(wording.figures.size()),
                             .keys = static_cast<std::uint8_t>(fingerprint.keys.size()),
                             .figure_text_bytes = static_cast<std::uint16_t>(wording.figure_text.size())});
    append_span(out, fingerprint.number_span());
    append_span(out, wording.sentences);
    append_span(out, wording.lengths);
    append_span(out, wording.names);
    append_span(out, wording.tokens);
    append_varint(out, fingerprint.shingles);
    std::uint32_t previous = 0;
    for (const std::uint32_t position : fingerprint.positions) {
        append_varint(out, position - previous);
        previous = position;
    }
    previous = 0;
    for (const Figure& figure : wording.figures) {
        append_varint(out, std::uint32_t{figure.token} - previous);
        previous = figure.token;
    }
    HalfByteWriter halves{out};
    for (const Figure& figure : wording.figures) halves.put(figure.bytes);
    for (const char character : wording.figure_text) halves.put_character(character);
}

WordingView read_wording(std::string_view piece, WordingBuffer& buffer) {
    PieceReader reader{piece};
    const auto header = reader.value<Header>();
    WordingView view = read_arrays(reader, header);
    for (unsigned i = 0; i <= header.keys; ++i) static_cast<void>(reader.varint());  // and the shingles
    const std::span<Figure> figures = buffer.figures.take(header.figures);
    std::uint32_t token = 0;
    for (Figure& figure : figures) {
        token += reader.varint_as<std::uint32_t>();
        figure.token = static_cast<std::uint16_t>(token);
    }
    HalfByteReader halves{reader};
    for (Figure& figure : figures) figure.bytes = static_cast<std::uint8_t>(halves.next());
    const std::span<char> text = buffer.text.take(header.figure_text_bytes);
    for (char& character : text) character = halves.next_character();
    view.figures = figures;
    view.figure_text = {text.data(), text.size()};
    return view;
}

WordingView read_words(std::string_view piece) {
    PieceReader reader{piece};
    const auto header = reader.value<Header>();
    return read_arrays(reader, header);
}

std::span<const std::uint32_t> read_numbers(std::string_view piece) {
    PieceReader reader{piece};
    const auto header = reader.value<Header>();
    return read_span<std::uint32_t>(reader, header.numbers);
}

std::uint32_t read_positions(std::string_view piece, std::span<std::uint32_t> positions) {
    PieceReader reader{piece};
    const auto header = reader.value<Header>();
    static_cast<void>(read_arrays(reader, header));
    const auto shingles = reader.varint_as<std::uint32_t>();
    std::uint32_t position = 0;
    for (std::uint32_t& place : positions) {
        position += reader.varint_as<std::uint32_t>();
        place = position;
    }
    return shingles;
}

}  // namespace wirefold
