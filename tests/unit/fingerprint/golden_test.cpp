/// Fingerprints travel in logs and snapshots, so that a change of one bit makes a stored window worthless.
/// These values may change only together with the format's number (log/entry_codec.hpp).

#include <string>

#include <doctest/doctest.h>

#include "daemon/fingerprint/fingerprinter.hpp"
#include "daemon/normalize/normalizer.hpp"

using namespace wirefold;

namespace {

struct Golden {
    std::string_view title;
    std::string_view body;
    std::string_view expected;
};

/// All of a text's salience and wording in one number each.
[[nodiscard]] std::uint64_t mixed(const Salience& salience) {
    std::uint64_t sum = 0;
    for (const Term& term : salience.term_span()) {
        const std::uint64_t small = std::uint64_t{term.count} << 24U | std::uint64_t{term.rarity} << 16U |
                                    std::uint64_t{term.position} << 8U | term.flags;
        sum = mix64(sum ^ term.key ^ small << 32U);
    }
    for (const std::uint32_t quote : salience.quote_span()) sum = mix64(sum ^ quote);
    for (const std::uint16_t mention : salience.mention_span()) sum = mix64(sum ^ mention);
    return sum;
}
[[nodiscard]] std::uint64_t mixed(const Wording& wording) {
    const WordingView view = wording.view();
    std::uint64_t sum = 0;
    for (const std::uint8_t token : view.tokens) sum = mix64(sum ^ token);
    for (const std::uint8_t names : view.names) sum = mix64(sum ^ names);
    for (const std::uint16_t sentence : view.sentences) sum = mix64(sum ^ sentence);
    for (const std::uint8_t length : view.lengths) sum = mix64(sum ^ length);
    for (const Figure& figure : view.figures)
        sum = mix64(sum ^ (std::uint64_t{figure.token} << 8U | figure.bytes));
    for (const Spelling& spelling : view.spellings)
        sum = mix64(sum ^ (std::uint64_t{spelling.token} << 8U | spelling.bytes));
    return mix64(sum ^ hash64(view.figure_text) ^ hash64(view.spelling_text));
}

[[nodiscard]] std::string described(const Fingerprint& fingerprint) {
    std::uint64_t keys = 0;
    for (const std::uint32_t key : fingerprint.key_span()) keys = mix64(keys ^ key);
    std::uint64_t positions = 0;
    for (const std::uint32_t position : fingerprint.positions) positions = mix64(positions ^ position);
    std::uint64_t numbers = 0;
    for (const std::uint32_t number : fingerprint.number_span()) numbers = mix64(numbers ^ number);
    const Salience& salience = fingerprint.salience;
    const Wording& wording = fingerprint.wording;
    return to_hex(fingerprint.content) + " " + to_hex(fingerprint.title_hash) + " " +
           std::to_string(fingerprint.tokens) + "/" + std::to_string(fingerprint.shingles) + "/" +
           std::to_string(fingerprint.window) + " " + std::to_string(fingerprint.keys.size()) + ":" +
           to_hex(keys) + ":" + to_hex(positions) + " " + std::to_string(fingerprint.number_count) + ":" +
           to_hex(numbers) + " " + std::to_string(salience.term_count) + "/" +
           std::to_string(salience.quote_count) + ":" + to_hex(mixed(salience)) + " " +
           std::to_string(wording.tokens.size()) + "/" + std::to_string(wording.sentences.size()) + "/" +
           std::to_string(wording.figures.size()) + "/" + std::to_string(wording.spellings.size()) + ":" +
           to_hex(mixed(wording)) + " " + std::to_string(fingerprint.signals);
}

[[nodiscard]] std::string long_text() {
    std::string text;
    for (int i = 0; i < 1500; ++i) text += "word" + std::to_string(i * i % 997) + (i % 9 == 0 ? ", " : " ");
    return text;
}

}  // namespace

TEST_SUITE("fingerprint/format") {
    TEST_CASE("fingerprints stay as they were") {
        const std::string large = long_text();
        const Golden cases[] = {
            {"", "",
             "11b421cf2c6cc1dbd330d9a541bb6bdf 0000000000000000 "
             "0/0/0 0:0000000000000000:0000000000000000 0:0000000000000000 "
             "0/0:0000000000000000 0/0/0/0:0000000000000000 0"},
            {"Flash", "Ferry aground",
             "e94ceb98e0e113f19fb4f2d8c2896577 e9199ab835c82fcf "
             "2/1/1 1:b3cc19334fcf8593:0000000000000000 0:0000000000000000 "
             "3/0:3f1434896b63365b 2/1/0/0:e2b39fea7b7590d2 16"},
            {"Harbor bridge to close for 12 days",
             "The harbor bridge will close on 3 May for 12 days, the council said. Repairs cost $1.5 "
             "million, up from "
             "$1,250,000; traffic is led over the old ferry ramp, which was reopened in 1998.",
             "a836256c30af2999fe22b5c0f09a4ee0 a7f531e77a92a261 "
             "37/33/2 22:e118c5b9d5ce5002:10faeece4693ecce 5:5ef7af8d6f1bb80b "
             "19/0:c920ca045c63a8bd 37/2/5/1:52406d1bf3381f27 0"},
            {"Br\u00fccke gesperrt",
             "Die Hafenbr\u00fccke bleibt bis zum 15. Mai geschlossen, teilte die Stadt mit. Gro\u00dfe "
             "Fahrzeuge m\u00fcssen \u00fcber die alte Stra\u00dfe ausweichen.",
             "117eea8421d29ef758e8ce021fe4aa1b d3b644144be46fb7 "
             "20/16/1 16:26936464c39419df:5e7ca81ad9342b89 1:206f38bfdc8c0c5d "
             "14/0:3506e4c9e6fed488 20/3/1/4:c62869303a7bc257 0"},
            {"\u6e2f\u306e\u6a4b",
             "\u6e2f\u306e\u6a4b\u306f\u4e94\u6708\u4e09\u65e5\u304b\u308912\u65e5\u9593\u901a\u884c\u6b62"
             "\u3081\u306b\u306a\u308b\u3068\u5e02\u304c\u767a\u8868\u3057\u305f\u3002",
             "20a5b820620aea65038e6a0893fc1efc d3f80b20a3e6eeba "
             "27/20/1 20:449e3c13fa6e55a5:8e0a35cb639e9a95 1:9376bcf2efd3a418 "
             "9/0:b8c80777b7bcf159 27/1/1/0:53406d75fac4c65e 0"},
            {"CORRECTED-Mayor resigns",
             "(Corrects name)\n\nMayor Ilse Brandt of Tarnwick resigned on Monday, two weeks after an audit. "
             "\u201cI was not told about the missing 2.4 million dollars,\u201d she said [+310 chars]",
             "8103b6a87039d4953cbb65afc2e7cbe0 d806dac7efdcb0db "
             "30/26/2 18:a28220c3c96443e8:17efded478f0e67e 2:07a16753e3c89788 "
             "18/1:110b7211a5ce4a7f 30/3/2/4:7581215c0c7e32d4 25"},
            {"", large,
             "f7f79caf02ed8031bc062030255c21cc 0000000000000000 "
             "1500/1496/40 82:57171ecac74ce0db:00e4d966ca3e95f5 64:86e6a15be52bd944 "
             "40/0:fc047ed02694dd7e 1500/8/255/0:9b93a46db57066f1 16"},
        };
        Normalizer normalizer{{}};
        Fingerprinter fingerprinter{{.seed = 20'240'501}};
        for (const Golden& golden : cases) {
            CAPTURE(golden.title);
            Document document;
            document.body = golden.body;
            const NormalizedText& body = normalizer.normalize(document);
            const NormalizedText& title = normalizer.normalize_title(golden.title);
            CHECK(described(fingerprinter.fingerprint(body, title)) == golden.expected);
        }
    }
}
