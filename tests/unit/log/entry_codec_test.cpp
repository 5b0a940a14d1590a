#include "daemon/log/entry_codec.hpp"

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>

#include <doctest/doctest.h>

#include "tests/unit/log/random_entries.hpp"

using namespace wirefold;
using namespace wirefold::test;

namespace {

[[nodiscard]] std::string encode(const LogEntry& entry) {
    std::string bytes;
    append_entry(bytes, entry);
    return bytes;
}

/// A news article of some 600 words, as the fingerprint stage would make it.
[[nodiscard]] LogEntry typical_entry() {
    SeededBytes random{1};
    LogEntry entry;
    entry.coordinate = {
        .origin_hash = random.next(), .partition = PartitionId{5}, .offset = Offset{81'234'567}};
    entry.event_time = Timestamp{Duration{1'732'966'800'000}};
    entry.has_event_time = true;
    entry.source_hash = random.next();
    entry.item_id = "urn:newsml:example.com:20241130:item-48213";
    entry.version = "2";
    Fingerprint& print = entry.fingerprint;
    print.content = {.high = random.next(), .low = random.next()};
    print.title_hash = random.next();
    print.tokens = 600;
    print.shingles = 596;
    print.window = 24;
    for (std::uint32_t i = 0; i < 46; ++i) {
        print.keys.push_back(static_cast<std::uint32_t>(random.next()));
        print.positions.push_back(i * 13);
    }
    print.number_count = 6;
    for (std::uint32_t i = 0; i < print.number_count; ++i) {
        print.numbers[i] = static_cast<std::uint32_t>(random.next());
    }
    print.language = 0x656e;
    print.salience.term_count = Salience::kTermsMax - 4;
    print.salience.quote_count = 2;
    print.salience.mention_count = 68;
    for (std::uint32_t i = 0; i < print.salience.term_count; ++i)
        print.salience.terms[i] = {.key = 1000 * i + 1, .count = 1, .rarity = 12, .flags = Term::kName};
    Wording& wording = print.wording;
    wording.tokens.resize(600);
    wording.names.resize(Wording::name_bytes(600));
    wording.sentences.resize(28);
    wording.lengths.resize(28);
    for (std::size_t i = 0; i < 8; ++i)
        wording.figures.push_back({.token = static_cast<std::uint16_t>(i * 70), .bytes = 3});
    wording.figure_text.resize(24);
    for (std::size_t i = 0; i < 40; ++i)
        wording.spellings.push_back({.token = static_cast<std::uint16_t>(i * 15), .bytes = 7});
    wording.spelling_text.resize(std::size_t{40} * 7);
    return entry;
}

}  // namespace

TEST_SUITE("log/entry_codec") {
    TEST_CASE("any entry comes back as it went, field by field") {
        for (const std::uint64_t seed : test_seeds(3000)) {
            CAPTURE(seed);
            SeededBytes random{seed};
            const LogEntry entry = random_entry(random);
            const auto decoded = decode_entry(encode(entry));
            REQUIRE(decoded.has_value());
            REQUIRE(same(*decoded, entry));
        }
        CHECK(same(*decode_entry(encode(LogEntry{})), LogEntry{}));
    }

    TEST_CASE("the format is what earlier versions wrote") {
        LogEntry entry;
        entry.coordinate = {
            .origin_hash = 0x0102030405060708, .partition = PartitionId{1}, .offset = Offset{-1}};
        entry.event_time = Timestamp{Duration{300}};
        entry.has_event_time = true;
        entry.status = ItemStatus::Withheld;
        entry.public_from = Timestamp{Duration{-3}};
        entry.item_id = "id";
        entry.evolved_from = "of";
        Fingerprint& print = entry.fingerprint;
        print.tokens = 5;
        print.keys = {1, 2};
        print.positions = {3, 200};
        print.number_count = 1;
        print.numbers = {0xAABBCCDD};
        print.signals = kSignalUpdate | kSignalOpenEnd;
        print.language = 0x656e;
        print.salience.term_count = 1;
        print.salience.terms = {Term{
            .key = 0x11121314, .count = 2, .rarity = 13, .position = 77, .flags = Term::kName | Term::kLead}};
        print.salience.quote_count = 1;
        print.salience.quotes = {0x21222324};
        print.salience.mention_count = 2;
        print.salience.mentions = {0x2526, 0x2728};
        Wording& wording = print.wording;
        wording.tokens = {'a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i'};
        wording.names = {0x01, 0x01};
        wording.sentences = {0x3132, 0x3334};
        wording.lengths = {5, 4};
        wording.figures = {Figure{.token = 3, .bytes = 2}, Figure{.token = 300, .bytes = 1}};
        wording.figure_text = {'4', '2', '7'};
        wording.spellings = {Spelling{.token = 0, .bytes = 2}, Spelling{.token = 8, .bytes = 3}};
        wording.spelling_text = {'A', 'b', 'I', 'v', 'o'};
        const std::string head =
            std::string{"\x0A\xB1\x08\x07\x06\x05\x04\x03\x02\x01\x02\x01\xD8\x04\x05\x02id"} + '\0' +
            "\x02of" + std::string(16, '\0') + '\x05' + std::string(2, '\0') + "\x02\x01\x01" +
            std::string(3, '\0') + '\x02' + std::string(3, '\0') + "\x03\xC5\x01\xDD\xCC\xBB\xAA";
        const std::string signals_and_salience =
            "\x12ne\x01\x01\x02\x14\x13\x12\x11\x02\x3D\x4D\x24\x23\x22\x21\x26\x25\x28\x27";
        const std::string words =
            "\x09\x02\x02\x02"
            "abcdefghi"
            "\x01\x01\x32\x31\x34\x33\x05\x04";
        const std::string figures = std::string{"\x03\x00\x02\x2C\x01\x01", 6} + "427";
        const std::string spellings = std::string{"\x00\x02\x08\x03", 4} + "AbIvo";
        CHECK(encode(entry) == head + signals_and_salience + words + figures + spellings);
    }

    TEST_CASE("a typical article costs at most 2,000 bytes, the largest fingerprint 9,900") {
        CHECK(encode(typical_entry()).size() <= 2000);
        LogEntry largest = typical_entry();
        largest.item_id.clear();
        largest.version.clear();
        Fingerprint& print = largest.fingerprint;
        print.keys.resize(Fingerprint::kKeysMax);
        print.positions.resize(Fingerprint::kKeysMax);
        print.number_count = Fingerprint::kNumbersMax;
        for (std::uint32_t i = 0; i < Fingerprint::kKeysMax; ++i) print.positions[i] = i * 5000;
        print.salience.term_count = Salience::kTermsMax;
        print.salience.quote_count = Salience::kQuotesMax;
        print.salience.mention_count = Salience::kMentionsMax;
        for (std::uint32_t i = 0; i < Salience::kTermsMax; ++i) print.salience.terms[i].key = i;
        print.wording.tokens.resize(Wording::kTokensMax);
        print.wording.names.resize(Wording::name_bytes(Wording::kTokensMax));
        print.wording.spellings.assign(Wording::kSpellingsMax, Spelling{.token = 1, .bytes = 8});
        print.wording.spelling_text.resize(Wording::kSpellingTextMax);
        print.wording.sentences.resize(Wording::kSentencesMax);
        print.wording.lengths.resize(Wording::kSentencesMax);
        print.wording.figures.assign(Wording::kFiguresMax, Figure{.token = 1, .bytes = 3});
        print.wording.figure_text.resize(Wording::kFiguresMax * 3);
        CHECK(encode(largest).size() <= 9900);
    }

    TEST_CASE("no truncation is an entry") {
        for (const std::uint64_t seed : test_seeds(30)) {
            SeededBytes random{seed};
            const std::string bytes = encode(random_entry(random));
            for (std::size_t cut = 0; cut < bytes.size(); ++cut) {
                CAPTURE(seed);
                CAPTURE(cut);
                const auto decoded = decode_entry(bytes.substr(0, cut));
                REQUIRE_FALSE(decoded.has_value());
                REQUIRE(decoded.error().code == Errc::Corrupt);
            }
            REQUIRE_FALSE(decode_entry(bytes + '\0').has_value());
        }
    }

    TEST_CASE("changed bytes are an error, or another entry with that encoding") {
        for (const std::uint64_t seed : test_seeds(5000)) {
            CAPTURE(seed);
            SeededBytes random{seed};
            std::string bytes = encode(random_entry(random));
            for (std::uint64_t changes = 1 + random.up_to(3); changes > 0; --changes) {
                bytes[random.up_to(bytes.size() - 1)] = static_cast<char>(random.next());
            }
            const auto decoded = decode_entry(bytes);
            if (decoded) REQUIRE(encode(*decoded) == bytes);
        }
    }

    TEST_CASE("noise is an error or decodes to what encodes to it") {
        for (const std::uint64_t seed : test_seeds(5000)) {
            CAPTURE(seed);
            SeededBytes random{seed};
            std::string bytes = random.bytes(random.up_to(300));
            if (!bytes.empty()) bytes[0] = static_cast<char>(kEntryFormat);
            const auto decoded = decode_entry(bytes);
            if (decoded) REQUIRE(encode(*decoded) == bytes);
        }
    }

    TEST_CASE("counts beyond the fingerprint, other formats and unknown states are refused by name") {
        const std::string bytes = encode(LogEntry{});
        // The empty entry ends with the counts: keys, numbers; signals, language; terms, quotes,
        // mentions; tokens, sentences, figures, spellings.
        const std::size_t key_count_at = bytes.size() - 12;
        const std::size_t term_count_at = bytes.size() - 7;
        const std::size_t token_count_at = bytes.size() - 4;
        const auto refused = [&](std::size_t at, int value) {
            std::string changed = bytes;
            changed[at] = static_cast<char>(value);
            const auto decoded = decode_entry(changed);
            return decoded ? std::string{"decoded"} : decoded.error().context;
        };
        CHECK(refused(0, kEntryFormat + 1) == "log entry: format cannot be read");
        CHECK(refused(0, kEntryFormat - 1) == "log entry: format cannot be read");
        CHECK(refused(1, 0xC0) == "log entry: flags cannot be read");
        CHECK(refused(1, 0x10) == "log entry: public from cannot be read");
        CHECK(refused(1, 0x20) == "log entry: evolved from cannot be read");
        CHECK(refused(key_count_at + 1, Fingerprint::kNumbersMax + 1) ==
              "log entry: number count cannot be read");
        CHECK(refused(key_count_at, 3) == "log entry: keys cannot be read");
        CHECK(refused(term_count_at, Salience::kTermsMax + 1) == "log entry: term count cannot be read");
        CHECK(refused(term_count_at + 1, Salience::kQuotesMax + 1) ==
              "log entry: quote count cannot be read");
        CHECK(refused(term_count_at + 2, Salience::kMentionsMax + 1) ==
              "log entry: mention count cannot be read");
        CHECK(refused(term_count_at, 1) == "log entry: terms cannot be read");
        CHECK(refused(term_count_at + 1, 2) == "log entry: quotes cannot be read");
        CHECK(refused(term_count_at + 2, 3) == "log entry: mentions cannot be read");
        CHECK(refused(token_count_at, 1) == "log entry: wording tokens cannot be read");
        CHECK(refused(token_count_at + 1, 1) == "log entry: sentences cannot be read");
        CHECK(refused(token_count_at + 2, 1) == "log entry: figures cannot be read");
        CHECK(refused(token_count_at + 3, Wording::kSpellingsMax + 1) ==
              "log entry: spelling count cannot be read");
        CHECK(refused(token_count_at + 3, 1) == "log entry: spellings cannot be read");
    }

    TEST_CASE("terms out of order or twice, and more figures than there is room for, are refused") {
        const auto error_of = [](const LogEntry& entry) {
            const auto decoded = decode_entry(encode(entry));
            return decoded ? std::string{"decoded"} : decoded.error().context;
        };
        LogEntry entry;
        Salience& salience = entry.fingerprint.salience;
        salience.term_count = 2;
        salience.terms[0].key = 5;
        salience.terms[1].key = 6;
        CHECK(error_of(entry) == "decoded");
        salience.terms[1].key = 5;
        CHECK(error_of(entry) == "log entry: terms cannot be read");
        salience.terms[1].key = 4;
        CHECK(error_of(entry) == "log entry: terms cannot be read");

        // Figures that all are as long as figures get: more text than fits.
        std::string bytes = encode(LogEntry{});
        bytes[bytes.size() - 2] = static_cast<char>(Wording::kFiguresMax);
        for (std::size_t i = 0; i < Wording::kFiguresMax; ++i)
            bytes.append(2, '\0').append(1, static_cast<char>(Wording::kFigureBytes));
        bytes.append(Wording::kFiguresMax * Wording::kFigureBytes, '7');
        const auto decoded = decode_entry(bytes);
        REQUIRE_FALSE(decoded.has_value());
        CHECK(decoded.error().context == "log entry: figures cannot be read");
    }

    TEST_CASE("what no article can have is refused by name") {
        using std::chrono::year;
        const auto error_of = [](auto&& change) {
            LogEntry entry = typical_entry();
            change(entry);
            const auto decoded = decode_entry(encode(entry));
            return decoded ? std::string{"decoded"} : decoded.error().context;
        };
        const auto with_print = [&](auto&& change) {
            return error_of([&](LogEntry& entry) { change(entry.fingerprint); });
        };
        const std::string kShingles = "log entry: shingles cannot be read";
        CHECK(with_print([](Fingerprint& print) { print.shingles = 600; }) == "decoded");
        CHECK(with_print([](Fingerprint& print) { print.shingles = 593; }) == "decoded");
        CHECK(with_print([](Fingerprint& print) { print.shingles = 592; }) == kShingles);
        CHECK(with_print([](Fingerprint& print) { print.shingles = 601; }) == kShingles);
        CHECK(with_print([](Fingerprint& print) { print.shingles = 0; }) == kShingles);
        CHECK(with_print([](Fingerprint& print) { print.tokens = 0; }) == kShingles);

        const std::string kWindow = "log entry: window cannot be read";
        CHECK(with_print([](Fingerprint& print) { print.window = print.shingles; }) == "decoded");
        CHECK(with_print([](Fingerprint& print) { print.window = print.shingles + 1; }) == kWindow);
        CHECK(with_print([](Fingerprint& print) { print.window = 0; }) == kWindow);

        const std::string kPositions = "log entry: positions cannot be read";
        CHECK(with_print([](Fingerprint& print) { print.positions.back() = 595; }) == "decoded");
        CHECK(with_print([](Fingerprint& print) { print.positions.back() = 596; }) == kPositions);
        CHECK(with_print([](Fingerprint& print) { print.positions[1] = print.positions[0]; }) == kPositions);
        CHECK(with_print([](Fingerprint& print) { print.positions[2] = print.positions[0]; }) == kPositions);

        CHECK(error_of([](LogEntry& entry) { entry.item_id.assign(Document::kItemIdBytesMax, 'x'); }) ==
              "decoded");
        CHECK(error_of([](LogEntry& entry) { entry.item_id.assign(Document::kItemIdBytesMax + 1, 'x'); }) ==
              "log entry: item id cannot be read");
        CHECK(error_of([](LogEntry& entry) { entry.version.assign(Document::kVersionBytesMax + 1, 'x'); }) ==
              "log entry: version cannot be read");

        const auto at = [&](Timestamp time) {
            return error_of([&](LogEntry& entry) { entry.event_time = time; });
        };
        const std::string kTime = "log entry: event time cannot be read";
        CHECK(at(std::chrono::sys_days{year{1} / 1 / 1}) == "decoded");
        CHECK(at(std::chrono::sys_days{year{10000} / 1 / 1}) == "decoded");
        CHECK(at(std::chrono::sys_days{year{-1} / 12 / 31}) == kTime);
        CHECK(at(std::chrono::sys_days{year{10000} / 2 / 1}) == kTime);
        CHECK(at(Timestamp::min()) == kTime);
        CHECK(at(Timestamp::max()) == kTime);
    }

    // When the format changes: two encoded entries behind the length of the first, in two bytes. What cannot
    // be decoded leads the fuzz target nowhere.
    TEST_CASE("the fuzz target begins with entries of this format") {
        std::size_t seeds = 0;
        for (const auto& file : std::filesystem::directory_iterator{"tests/fuzz/seeds/log"}) {
            CAPTURE(file.path().string());
            std::ifstream in{file.path(), std::ios::binary};
            const std::string seed{std::istreambuf_iterator<char>{in}, {}};
            REQUIRE(seed.size() > 2);
            const auto byte = [&](std::size_t at) {
                return std::size_t{static_cast<unsigned char>(seed[at])};
            };
            const std::size_t first_bytes = byte(0) | byte(1) << 8U;
            CHECK(decode_entry(std::string_view{seed}.substr(2, first_bytes)).has_value());
            CHECK(decode_entry(std::string_view{seed}.substr(2 + first_bytes)).has_value());
            ++seeds;
        }
        CHECK(seeds > 0);
    }
}
