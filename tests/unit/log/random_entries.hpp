#pragma once

#include <algorithm>
#include <string>

#include "daemon/model/log_entry.hpp"
#include "tests/support/same_entries.hpp"
#include "tests/support/seeds.hpp"

namespace wirefold::test {

/// Any salience: terms by rising key.
inline void fill_salience(Salience& salience, SeededBytes& random) {
    salience.term_count = static_cast<std::uint8_t>(random.up_to(Salience::kTermsMax));
    salience.quote_count = static_cast<std::uint8_t>(random.up_to(Salience::kQuotesMax));
    std::uint32_t key = 0;
    for (std::size_t i = 0; i < salience.term_count; ++i) {
        key += 1 + static_cast<std::uint32_t>(random.up_to(UINT32_MAX / Salience::kTermsMax - 1));
        salience.terms[i] = {.key = key,
                             .count = static_cast<std::uint8_t>(random.up_to(255)),
                             .rarity = static_cast<std::uint8_t>(random.up_to(15)),
                             .position = static_cast<std::uint8_t>(random.up_to(255)),
                             .flags = static_cast<std::uint8_t>(random.up_to(7))};
    }
    for (std::size_t i = 0; i < salience.quote_count; ++i)
        salience.quotes[i] = static_cast<std::uint32_t>(random.next());
    salience.mention_count = static_cast<std::uint8_t>(random.up_to(Salience::kMentionsMax));
    for (std::size_t i = 0; i < salience.mention_count; ++i)
        salience.mentions[i] = static_cast<std::uint16_t>(random.next());
}

/// Any wording.
inline void fill_wording(Wording& wording, SeededBytes& random) {
    const auto byte = [&] { return static_cast<std::uint8_t>(random.next()); };
    wording.tokens.resize(random.up_to(Wording::kTokensMax));
    wording.names.resize(Wording::name_bytes(wording.tokens.size()));
    std::generate(wording.tokens.begin(), wording.tokens.end(), byte);
    std::generate(wording.names.begin(), wording.names.end(), byte);
    for (std::uint64_t i = random.up_to(Wording::kSentencesMax); i > 0; --i) {
        wording.sentences.push_back(static_cast<std::uint16_t>(random.next()));
        wording.lengths.push_back(byte());
    }
    for (std::uint64_t i = random.up_to(Wording::kFiguresMax); i > 0; --i) {
        const std::uint64_t bytes = random.up_to(Wording::kFigureBytes);
        if (wording.figure_text.size() + bytes > Wording::kFigureTextMax) break;
        wording.figures.push_back(
            {.token = static_cast<std::uint16_t>(random.next()), .bytes = static_cast<std::uint8_t>(bytes)});
        for (const char c : random.bytes(bytes)) wording.figure_text.push_back(c);
    }
    std::uint64_t token = 0;  // they rise
    for (std::uint64_t i = random.up_to(Wording::kSpellingsMax); i > 0; --i) {
        const std::uint64_t bytes = random.up_to(Wording::kSpellingBytes);
        token += random.up_to(20);
        if (wording.spelling_text.size() + bytes > Wording::kSpellingTextMax) break;
        if (token >= wording.tokens.size()) break;
        wording.spellings.push_back(
            {.token = static_cast<std::uint16_t>(token), .bytes = static_cast<std::uint8_t>(bytes)});
        for (const char c : random.bytes(bytes)) wording.spelling_text.push_back(c);
    }
}

/// Any tokens, and shingles, window, keys and positions that a text with so many may have.
inline void fill_keys(Fingerprint& print, SeededBytes& random) {
    const auto any32 = [&] { return static_cast<std::uint32_t>(random.next() >> (32 + random.up_to(31))); };
    print.tokens = random.one_in(20) ? 0 : any32();
    if (print.tokens == 0) return;
    const std::uint32_t longest = std::min(print.tokens, Fingerprint::kShingleTokensMax);
    print.shingles = print.tokens - static_cast<std::uint32_t>(random.up_to(longest - 1));
    print.window = 1 + static_cast<std::uint32_t>(random.up_to(std::min(any32(), print.shingles - 1)));
    std::uint32_t position = 0;
    for (std::uint64_t i = random.up_to(Fingerprint::kKeysMax); i > 0 && position < print.shingles; --i) {
        const std::uint32_t farthest = std::min((print.shingles - 1 - position) / 2, any32());
        position += static_cast<std::uint32_t>(random.up_to(farthest));
        print.keys.push_back(any32());
        print.positions.push_back(position++);
    }
}

/// Any entry that an article may have, from the empty to the full one, with values of every magnitude.
[[nodiscard]] inline LogEntry random_entry(SeededBytes& random) {
    const auto any = [&] { return random.next() >> random.up_to(63); };
    const auto any32 = [&] { return static_cast<std::uint32_t>(random.next() >> (32 + random.up_to(31))); };
    LogEntry entry;
    entry.coordinate = {.origin_hash = any(),
                        .partition = PartitionId{static_cast<std::int32_t>(any32())},
                        .offset = Offset{static_cast<std::int64_t>(any())}};
    entry.event_time = Timestamp{Duration{static_cast<std::int64_t>(any() >> 1U)}};
    if (entry.event_time > LogEntry::kEventTimeMax || random.one_in(4)) {
        const Duration years = LogEntry::kEventTimeMax - LogEntry::kEventTimeMin;
        entry.event_time =
            LogEntry::kEventTimeMin +
            Duration{static_cast<std::int64_t>(random.up_to(static_cast<std::uint64_t>(years.count())))};
    }
    entry.has_event_time = random.one_in(2);
    entry.status = static_cast<ItemStatus>(random.up_to(2));
    if (random.one_in(3)) entry.public_from = random.one_in(2) ? LogEntry::kNeverPublic : entry.event_time;
    entry.source_hash = random.one_in(3) ? 0 : any();
    entry.item_id = random.bytes(random.up_to(random.one_in(10) ? Document::kItemIdBytesMax : 60));
    entry.version = random.bytes(random.up_to(5));
    if (random.one_in(3)) entry.evolved_from = random.bytes(random.up_to(60));
    Fingerprint& print = entry.fingerprint;
    print.content = {.high = any(), .low = any()};
    print.title_hash = random.one_in(3) ? 0 : any();
    fill_keys(print, random);
    print.numbers_truncated = random.one_in(2);
    print.number_count = static_cast<std::uint8_t>(random.up_to(Fingerprint::kNumbersMax));
    for (std::size_t i = 0; i < print.number_count; ++i) print.numbers[i] = any32();
    print.signals = static_cast<std::uint8_t>(random.next());
    print.language = random.one_in(3) ? std::uint16_t{0} : static_cast<std::uint16_t>(random.next());
    fill_salience(print.salience, random);
    fill_wording(print.wording, random);
    return entry;
}

}  // namespace wirefold::test
