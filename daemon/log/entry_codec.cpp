#include "daemon/log/entry_codec.hpp"

#include <algorithm>
#include <span>

#include "daemon/core/invariant.hpp"
#include "daemon/core/varint.hpp"
#include "daemon/log/little_endian.hpp"

namespace wirefold {

namespace {

// A field added to the model must be written and read here, under a higher kEntryFormat.
static_assert(sizeof(Salience) == 548 && sizeof(Wording) == 1640 && sizeof(Fingerprint) == 3056 &&
              sizeof(LogEntry) == sizeof(Fingerprint) + 3 * sizeof(std::string) + 56);

enum Flag : std::uint8_t {
    kHasEventTime = 1U << 0U,
    kNumbersTruncated = 1U << 1U,
    kHasSource = 1U << 2U,
    kHasTitle = 1U << 3U,
    kHasRelease = 1U << 4U,
    kHasEvolved = 1U << 5U,
    kStatusShift = 6U,  ///< Two bits above the flags.
};
constexpr unsigned kStatusMask = 3;
constexpr unsigned kFlagsShift = 4;  ///< A term's rarity and flags share a byte.

/// Small magnitudes of either sign become small numbers.
[[nodiscard]] constexpr std::uint64_t zigzag(std::int64_t value) {
    const auto bits = static_cast<std::uint64_t>(value);
    return bits << 1U ^ (value < 0 ? ~std::uint64_t{0} : 0);
}
[[nodiscard]] constexpr std::int64_t unzigzag(std::uint64_t value) {
    return static_cast<std::int64_t>(value >> 1U ^ (~(value & 1U) + 1U));
}

[[nodiscard]] char flags_of(const LogEntry& entry) {
    const Fingerprint& print = entry.fingerprint;
    unsigned flags = static_cast<unsigned>(entry.status) << kStatusShift;
    if (entry.has_event_time) flags |= kHasEventTime;
    if (print.numbers_truncated) flags |= kNumbersTruncated;
    if (entry.source_hash != 0) flags |= kHasSource;
    if (print.title_hash != 0) flags |= kHasTitle;
    if (entry.public_from != Timestamp{}) flags |= kHasRelease;
    if (!entry.evolved_from.empty()) flags |= kHasEvolved;
    return static_cast<char>(flags);
}

void append_fingerprint(std::string& out, const Fingerprint& print) {
    append_little_endian(out, print.content.high);
    append_little_endian(out, print.content.low);
    if (print.title_hash != 0) append_little_endian(out, print.title_hash);
    append_varint(out, print.tokens);
    append_varint(out, print.shingles);
    append_varint(out, print.window);
    out += static_cast<char>(print.keys.size());
    out += static_cast<char>(print.number_count);
    for (const std::uint32_t key : print.key_span()) append_little_endian(out, key);
    // Positions rise with the text, so their steps are small.
    std::uint32_t before = 0;
    for (const std::uint32_t position : print.positions) {
        append_varint(out, static_cast<std::uint32_t>(position - before));
        before = position;
    }
    for (const std::uint32_t number : print.number_span()) append_little_endian(out, number);
    out += static_cast<char>(print.signals);
    append_little_endian(out, print.language);
}

template <class T>
void append_bytes(std::string& out, std::span<const T> bytes) {
    static_assert(sizeof(T) == 1);
    out.append(reinterpret_cast<const char*>(bytes.data()), bytes.size());
}

void append_salience(std::string& out, const Salience& salience) {
    out += static_cast<char>(salience.term_count);
    out += static_cast<char>(salience.quote_count);
    out += static_cast<char>(salience.mention_count);
    for (const Term& term : salience.term_span()) {
        append_little_endian(out, term.key);
        out += static_cast<char>(term.count);
        out += static_cast<char>(term.rarity | term.flags << kFlagsShift);
        out += static_cast<char>(term.position);
    }
    for (const std::uint32_t quote : salience.quote_span()) append_little_endian(out, quote);
    for (const std::uint16_t mention : salience.mention_span()) append_little_endian(out, mention);
}

void append_wording(std::string& out, const Wording& wording) {
    const WordingView view = wording.view();
    append_varint(out, view.tokens.size());
    out += static_cast<char>(view.sentences.size());
    out += static_cast<char>(view.figures.size());
    out += static_cast<char>(view.spellings.size());
    append_bytes(out, view.tokens);
    append_bytes(out, view.names);
    for (const std::uint16_t sentence : view.sentences) append_little_endian(out, sentence);
    append_bytes(out, view.lengths);
    for (const Figure& figure : view.figures) {
        append_little_endian(out, figure.token);
        out += static_cast<char>(figure.bytes);
    }
    out += view.figure_text;
    std::uint32_t before = 0;
    for (const Spelling& spelling : view.spellings) {
        append_varint(out, spelling.token - before);
        out += static_cast<char>(spelling.bytes);
        before = spelling.token;
    }
    out += view.spelling_text;
}

/// Takes fields from the front of hostile bytes. After the first that is not there everything reads as 0, and
/// `failed_field()` names it.
class Reader {
public:
    explicit Reader(std::string_view bytes) : rest_(bytes) {}

    [[nodiscard]] std::string_view raw(std::size_t bytes, std::string_view field) {
        if (!failed_.empty() || rest_.size() < bytes) {
            fail(field);
            return {};
        }
        const std::string_view taken = rest_.substr(0, bytes);
        rest_.remove_prefix(bytes);
        return taken;
    }

    template <std::unsigned_integral T>
    [[nodiscard]] T fixed(std::string_view field) {
        const std::string_view taken = raw(sizeof(T), field);
        return taken.empty() ? T{0} : read_little_endian<T>(taken);
    }

    /// Only the shortest encoding of a number up to `most` counts.
    [[nodiscard]] std::uint64_t varint(std::uint64_t most, std::string_view field) {
        std::uint64_t value = 0;
        for (unsigned shift = 0; shift < 64; shift += 7) {
            const auto byte = fixed<std::uint8_t>(field);
            const std::uint64_t bits = byte & 0x7FU;
            const bool overflows = shift == 63 && bits > 1;
            const bool overlong = shift > 0 && byte == 0;
            if (overflows || overlong) break;
            value |= bits << shift;
            if ((byte & 0x80U) == 0) {
                if (value <= most) return value;
                break;
            }
        }
        fail(field);
        return 0;
    }

    [[nodiscard]] std::string text(std::size_t bytes_max, std::string_view field) {
        const std::uint64_t length = varint(std::min(rest_.size(), bytes_max), field);
        return std::string{raw(length, field)};
    }

    void fail(std::string_view field) {
        if (failed_.empty()) failed_ = field;
    }
    [[nodiscard]] bool at_end() const { return rest_.empty(); }
    [[nodiscard]] std::string_view failed_field() const { return failed_; }

private:
    std::string_view rest_;
    std::string_view failed_;
};

/// A hash the flags announce. 0 would have been left out.
[[nodiscard]] std::uint64_t read_hash(Reader& reader, bool present, std::string_view field) {
    if (!present) return 0;
    const auto hash = reader.fixed<std::uint64_t>(field);
    if (hash == 0) reader.fail(field);
    return hash;
}

[[nodiscard]] std::uint8_t read_count(Reader& reader, std::size_t most, std::string_view field) {
    const auto count = reader.fixed<std::uint8_t>(field);
    if (count <= most) return count;
    reader.fail(field);
    return 0;
}

/// Whoever compares two texts rests on these figures: of others no text could be.
void read_measures(Reader& reader, Fingerprint& print) {
    print.tokens = static_cast<std::uint32_t>(reader.varint(UINT32_MAX, "tokens"));
    print.shingles = static_cast<std::uint32_t>(reader.varint(print.tokens, "shingles"));
    const bool has_tokens = print.tokens > 0;
    if ((print.shingles > 0) != has_tokens) reader.fail("shingles");
    if (has_tokens && print.tokens - print.shingles >= Fingerprint::kShingleTokensMax)
        reader.fail("shingles");
    print.window = static_cast<std::uint32_t>(reader.varint(print.shingles, "window"));
    if ((print.window > 0) != has_tokens) reader.fail("window");
}

void read_positions(Reader& reader, Fingerprint& print) {
    std::uint64_t least = 0;  // of the next one
    std::uint64_t before = 0;
    for (std::uint32_t& position : print.positions) {
        before += reader.varint(UINT32_MAX, "positions");
        if (before < least || before >= print.shingles) return reader.fail("positions");
        position = static_cast<std::uint32_t>(before);
        least = before + 1;
    }
}

void read_fingerprint(Reader& reader, unsigned flags, Fingerprint& print) {
    print.numbers_truncated = (flags & kNumbersTruncated) != 0;
    print.content.high = reader.fixed<std::uint64_t>("content");
    print.content.low = reader.fixed<std::uint64_t>("content");
    print.title_hash = read_hash(reader, (flags & kHasTitle) != 0, "title");
    read_measures(reader, print);
    const std::size_t keys = read_count(reader, Fingerprint::kKeysMax, "key count");
    print.number_count = read_count(reader, Fingerprint::kNumbersMax, "number count");
    print.keys.resize(keys);
    print.positions.resize(keys);
    for (std::uint32_t& key : print.keys) key = reader.fixed<std::uint32_t>("keys");
    read_positions(reader, print);
    for (std::size_t i = 0; i < print.number_count; ++i) {
        print.numbers[i] = reader.fixed<std::uint32_t>("numbers");
    }
    print.signals = reader.fixed<std::uint8_t>("signals");
    print.language = reader.fixed<std::uint16_t>("language");
}

void read_salience(Reader& reader, Salience& salience) {
    salience.term_count = read_count(reader, Salience::kTermsMax, "term count");
    salience.quote_count = read_count(reader, Salience::kQuotesMax, "quote count");
    salience.mention_count = read_count(reader, Salience::kMentionsMax, "mention count");
    for (std::size_t i = 0; i < salience.term_count; ++i) {
        Term& term = salience.terms[i];
        term.key = reader.fixed<std::uint32_t>("terms");
        term.count = reader.fixed<std::uint8_t>("terms");
        const unsigned both = reader.fixed<std::uint8_t>("terms");
        term.rarity = static_cast<std::uint8_t>(both & ((1U << kFlagsShift) - 1));
        term.flags = static_cast<std::uint8_t>(both >> kFlagsShift);
        term.position = reader.fixed<std::uint8_t>("terms");
        if (i > 0 && term.key <= salience.terms[i - 1].key) reader.fail("terms");
    }
    for (std::size_t i = 0; i < salience.quote_count; ++i)
        salience.quotes[i] = reader.fixed<std::uint32_t>("quotes");
    for (std::size_t i = 0; i < salience.mention_count; ++i)
        salience.mentions[i] = reader.fixed<std::uint16_t>("mentions");
}

template <class T>
void read_bytes(Reader& reader, std::size_t count, std::string_view field, T* to) {
    static_assert(sizeof(T) == 1);
    const std::string_view taken = reader.raw(count, field);
    std::transform(taken.begin(), taken.end(), to, [](char byte) { return static_cast<T>(byte); });
}

/// As many as there are.
void read_spellings(Reader& reader, Wording& wording) {
    std::size_t text_bytes = 0;
    std::uint64_t token = 0;
    for (Spelling& spelling : wording.spellings) {
        token += reader.varint(Wording::kTokensMax, "spellings");
        spelling.token = static_cast<std::uint16_t>(token);
        spelling.bytes = reader.fixed<std::uint8_t>("spellings");
        if (token >= wording.tokens.size() || spelling.bytes > Wording::kSpellingBytes)
            return reader.fail("spellings");
        text_bytes += spelling.bytes;
    }
    if (text_bytes > Wording::kSpellingTextMax) return reader.fail("spellings");
    wording.spelling_text.resize(text_bytes);
    read_bytes(reader, text_bytes, "spellings", wording.spelling_text.data());
}

void read_wording(Reader& reader, Wording& wording) {
    wording.tokens.resize(reader.varint(Wording::kTokensMax, "wording token count"));
    wording.names.resize(Wording::name_bytes(wording.tokens.size()));
    wording.sentences.resize(read_count(reader, Wording::kSentencesMax, "sentence count"));
    wording.lengths.resize(wording.sentences.size());
    wording.figures.resize(read_count(reader, Wording::kFiguresMax, "figure count"));
    wording.spellings.resize(read_count(reader, Wording::kSpellingsMax, "spelling count"));
    read_bytes(reader, wording.tokens.size(), "wording tokens", wording.tokens.data());
    read_bytes(reader, wording.names.size(), "names", wording.names.data());
    for (std::uint16_t& sentence : wording.sentences) sentence = reader.fixed<std::uint16_t>("sentences");
    read_bytes(reader, wording.lengths.size(), "sentence lengths", wording.lengths.data());
    std::size_t text_bytes = 0;
    for (Figure& figure : wording.figures) {
        figure.token = reader.fixed<std::uint16_t>("figures");
        figure.bytes = reader.fixed<std::uint8_t>("figures");
        if (figure.bytes > Wording::kFigureBytes) return reader.fail("figures");
        text_bytes += figure.bytes;
    }
    if (text_bytes > Wording::kFigureTextMax) return reader.fail("figures");
    wording.figure_text.resize(text_bytes);
    read_bytes(reader, text_bytes, "figures", wording.figure_text.data());
    read_spellings(reader, wording);
}

[[nodiscard]] std::int64_t read_signed(Reader& reader, std::string_view field) {
    return unzigzag(reader.varint(UINT64_MAX, field));
}

}  // namespace

void append_entry(std::string& out, const LogEntry& entry) {
    const Fingerprint& print = entry.fingerprint;
    WIREFOLD_INVARIANT(
        print.keys.size() <= Fingerprint::kKeysMax && print.number_count <= Fingerprint::kNumbersMax,
        "a fingerprint counts only slots that it has");
    out += static_cast<char>(kEntryFormat);
    out += flags_of(entry);
    append_little_endian(out, entry.coordinate.origin_hash);
    append_varint(out, zigzag(entry.coordinate.partition.raw()));
    append_varint(out, zigzag(entry.coordinate.offset.raw()));
    append_varint(out, zigzag(entry.event_time.time_since_epoch().count()));
    if (entry.source_hash != 0) append_little_endian(out, entry.source_hash);
    if (entry.public_from != Timestamp{})
        append_varint(out, zigzag(entry.public_from.time_since_epoch().count()));
    append_sized_text(out, entry.item_id);
    append_sized_text(out, entry.version);
    if (!entry.evolved_from.empty()) append_sized_text(out, entry.evolved_from);
    append_fingerprint(out, print);
    append_salience(out, print.salience);
    append_wording(out, print.wording);
}

Result<LogEntry> decode_entry(std::string_view bytes) {
    Reader reader{bytes};
    if (reader.fixed<std::uint8_t>("format") != kEntryFormat) reader.fail("format");
    const unsigned flags = reader.fixed<std::uint8_t>("flags");
    const unsigned status = flags >> kStatusShift & kStatusMask;
    if (status > static_cast<unsigned>(ItemStatus::Withheld)) reader.fail("flags");

    LogEntry entry;
    entry.has_event_time = (flags & kHasEventTime) != 0;
    entry.status = static_cast<ItemStatus>(status);
    entry.coordinate.origin_hash = reader.fixed<std::uint64_t>("origin");
    const std::int64_t partition = read_signed(reader, "partition");
    if (partition < INT32_MIN || partition > INT32_MAX) reader.fail("partition");
    entry.coordinate.partition = PartitionId{static_cast<std::int32_t>(partition)};
    entry.coordinate.offset = Offset{read_signed(reader, "offset")};
    entry.event_time = Timestamp{Duration{read_signed(reader, "event time")}};
    if (entry.event_time < LogEntry::kEventTimeMin || entry.event_time > LogEntry::kEventTimeMax)
        reader.fail("event time");
    entry.source_hash = read_hash(reader, (flags & kHasSource) != 0, "source");
    if ((flags & kHasRelease) != 0) {
        entry.public_from = Timestamp{Duration{read_signed(reader, "public from")}};
        const bool is_time =
            entry.public_from >= LogEntry::kEventTimeMin && entry.public_from <= LogEntry::kEventTimeMax;
        const bool is_never = entry.public_from == LogEntry::kNeverPublic;
        if (entry.public_from == Timestamp{} || !(is_time || is_never)) reader.fail("public from");
    }
    entry.item_id = reader.text(Document::kItemIdBytesMax, "item id");
    entry.version = reader.text(Document::kVersionBytesMax, "version");
    if ((flags & kHasEvolved) != 0) {
        entry.evolved_from = reader.text(Document::kItemIdBytesMax, "evolved from");
        if (entry.evolved_from.empty()) reader.fail("evolved from");
    }
    read_fingerprint(reader, flags, entry.fingerprint);
    read_salience(reader, entry.fingerprint.salience);
    read_wording(reader, entry.fingerprint.wording);
    if (!reader.at_end()) reader.fail("end");
    if (reader.failed_field().empty()) return entry;
    return Error{Errc::Corrupt, "log entry: " + std::string{reader.failed_field()} + " cannot be read"};
}

}  // namespace wirefold
