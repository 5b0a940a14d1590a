#include "daemon/fingerprint/salience_builder.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "tests/support/texts.hpp"

using namespace wirefold;
using wirefold::test::TextReader;

namespace {

/// A text's terms, asked for by word.
class Terms {
public:
    explicit Terms(std::string_view body, std::string_view title = "")
        : salience_(reader().fingerprint(body, title).salience) {}

    /// None: nullptr.
    [[nodiscard]] const Term* find(std::string_view word) const { return find_key(reader().term_key(word)); }
    [[nodiscard]] const Term* find_number(std::string_view number) const {
        return find_key(Prior::key_of(hash64(number, reader().token_hash().low_key())));
    }
    /// With a term that stands for nothing where there is none.
    [[nodiscard]] Term at(std::string_view word) const {
        const Term* const term = find(word);
        REQUIRE_MESSAGE(term != nullptr, "no term for " << word);
        return *term;
    }
    [[nodiscard]] bool has(std::string_view word) const { return find(word) != nullptr; }
    [[nodiscard]] const Salience& salience() const { return salience_; }
    [[nodiscard]] std::vector<std::uint16_t> mentions() const {
        return {salience_.mention_span().begin(), salience_.mention_span().end()};
    }
    [[nodiscard]] static std::vector<std::uint16_t> mentions_of(
        std::initializer_list<std::string_view> words) {
        std::vector<std::uint16_t> mentions;
        for (const std::string_view word : words)
            mentions.push_back(static_cast<std::uint16_t>(reader().term_key(word)));
        return mentions;
    }

private:
    [[nodiscard]] static TextReader& reader() {
        static TextReader instance;
        return instance;
    }
    [[nodiscard]] const Term* find_key(std::uint32_t key) const {
        const auto terms = salience_.term_span();
        const auto found =
            std::find_if(terms.begin(), terms.end(), [&](const Term& term) { return term.key == key; });
        return found == terms.end() ? nullptr : &*found;
    }
    Salience salience_;
};

/// `count` words that no table knows, all different.
[[nodiscard]] std::string made_up(int first, int count) {
    std::string text;
    for (int i = first; i < first + count; ++i) {
        std::string word = "q";
        for (int rest = i; word.size() < 6; rest /= 26) word += static_cast<char>('a' + rest % 26);
        text += word + ' ';
    }
    return text;
}

/// Sentences of common words, so that a text gets longer and says nothing.
[[nodiscard]] std::string common(int words) {
    std::string text;
    for (int i = 0; i < words; ++i) text += i % 10 == 9 ? "and. " : "and ";
    return text;
}

constexpr std::string_view kText =
    "The harbor council of Tarnwick voted on Monday to close the bridge for 14 weeks. Engineers found cracks "
    "in the "
    "bridge, said Maren Oldacre of the council. Repairs of the bridge cost 9,200 dollars.";

}  // namespace

TEST_SUITE("fingerprint/salience_builder words") {
    TEST_CASE("a text without words has no terms") {
        CHECK(Terms{""}.salience().term_count == 0);
        CHECK(Terms{"..."}.salience().term_count == 0);
        CHECK(Terms{"..."}.salience().quote_count == 0);
    }

    TEST_CASE("terms are the words that say what a text is about") {
        const Terms terms{kText};
        for (const auto word :
             {"harbor", "council", "tarnwick", "bridge", "cracks", "maren", "oldacre", "repairs"}) {
            CAPTURE(word);
            CHECK(terms.has(word));
        }
        for (const auto word : {"the", "of", "to", "in", "for", "said"}) {
            CAPTURE(word);
            CHECK_FALSE(terms.has(word));
        }
    }

    TEST_CASE("terms are distinct and come by rising key") {
        const Salience salience = Terms{kText}.salience();
        for (std::size_t i = 1; i < salience.term_count; ++i)
            CHECK(salience.terms[i].key > salience.terms[i - 1].key);
    }

    TEST_CASE("forms of one stem are one term, and are counted") {
        const Terms terms{"Engineers met. Each engineer engineers, and the engineering firm knows."};
        CHECK(terms.at("engineer").count == 4);
        CHECK(Terms{kText}.at("bridge").count == 3);
        CHECK(Terms{kText}.at("oldacre").count == 1);
        std::string text;
        for (int i = 0; i < 400; ++i) text += "tarnwick ";
        CHECK(Terms{text}.at("tarnwick").count == 255);
    }

    TEST_CASE("a name is written with a capital inside a sentence, once at least") {
        const Terms terms{kText};
        CHECK(terms.at("tarnwick").is(Term::kName));
        CHECK(terms.at("oldacre").is(Term::kName));
        CHECK_FALSE(terms.at("bridge").is(Term::kName));
        CHECK_FALSE(terms.at("engineers").is(Term::kName));
        CHECK(Terms{"Engineers came. So said the Engineers of the town."}.at("engineers").is(Term::kName));
        CHECK(Terms{"Мост в Крутоберёжске закрыт."}.at("крутоберёжске").is(Term::kName));
    }

    TEST_CASE("the lead is what stands first, and the headline") {
        const Terms terms{common(50) + "tarnwick " + common(50) + "saltmere", "Marbeck mourns"};
        CHECK(terms.at("tarnwick").is(Term::kLead));
        CHECK_FALSE(terms.at("saltmere").is(Term::kLead));
        CHECK(terms.at("marbeck").is(Term::kLead));
        CHECK(Terms{common(100) + "saltmere", "Saltmere mourns"}.at("saltmere").is(Term::kLead));
    }

    TEST_CASE("the headline's words count as if they stood at the beginning") {
        const Terms terms{common(100) + "saltmere", "Saltmere mourns Marbeck"};
        CHECK(terms.at("saltmere").count == 2);
        CHECK(terms.at("marbeck").position == 0);
        CHECK_FALSE(terms.at("marbeck").is(Term::kName));
    }

    TEST_CASE("where a term stands first is told in 256ths of the text") {
        const Terms terms{common(40) + "tarnwick " + common(39) + "saltmere " + common(79) + "tarnwick"};
        CHECK(terms.at("tarnwick").position == 40 * 256 / 161);
        CHECK(terms.at("saltmere").position == 80 * 256 / 161);
        CHECK(Terms{"tarnwick " + common(10)}.at("tarnwick").position == 0);
    }

    TEST_CASE("a term carries how rare the tables say it is") {
        const Terms terms{kText};
        CHECK(terms.at("tarnwick").rarity == Prior::kUnknown);
        CHECK(terms.at("council").rarity < terms.at("harbor").rarity);
        CHECK(terms.at("council").rarity >= SalienceRules::kRarityMin);
    }
}

TEST_SUITE("fingerprint/salience_builder numbers") {
    TEST_CASE("a number is a term by its value") {
        const Terms terms{kText};
        REQUIRE(terms.find_number("9200") != nullptr);
        CHECK(terms.find_number("9200")->is(Term::kNumber));
        REQUIRE(terms.find_number("14") != nullptr);
        CHECK(Terms{"It cost 9200 dollars."}.find_number("9200") != nullptr);
        CHECK(Terms{"It rose 7.50 percent."}.find_number("7.5") != nullptr);
        CHECK(Terms{"It rose 7.50 percent."}.find_number("50") == nullptr);
    }

    TEST_CASE("a long number says more than a short one or a year") {
        const Terms terms{"They paid 9,200 or 640 in 2026, and 14 were there."};
        REQUIRE(terms.find_number("9200") != nullptr);
        REQUIRE(terms.find_number("640") != nullptr);
        REQUIRE(terms.find_number("2026") != nullptr);
        REQUIRE(terms.find_number("14") != nullptr);
        CHECK(terms.find_number("9200")->rarity > terms.find_number("640")->rarity);
        CHECK(terms.find_number("640")->rarity > terms.find_number("14")->rarity);
        CHECK(terms.find_number("2026")->rarity == terms.find_number("14")->rarity);
    }
}

TEST_SUITE("fingerprint/salience_builder bounds") {
    TEST_CASE("there are never more terms than there is room for, and names come first") {
        std::string text = made_up(0, 300) + ". ";
        for (int i = 0; i < 30; ++i) text += "and so N" + made_up(5000 + i, 1);
        const Salience salience = Terms{text}.salience();
        CHECK(salience.term_count <= Salience::kTermsMax);
        const auto names = std::count_if(salience.term_span().begin(), salience.term_span().end(),
                                         [](const Term& term) { return term.is(Term::kName); });
        CHECK(names == 30);
    }

    TEST_CASE("made-up words do not crowd out what others can share") {
        const std::string known =
            "harbor council bridge engineers cracks repairs ferry railway winter storm estuary trucks "
            "accident ";
        const Terms terms{known + made_up(0, 200)};
        const auto unknown =
            std::count_if(terms.salience().term_span().begin(), terms.salience().term_span().end(),
                          [](const Term& term) { return term.rarity == Prior::kUnknown; });
        CHECK(unknown <= static_cast<std::ptrdiff_t>(Salience::kTermsMax));
        for (const auto word : {"harbor", "council", "bridge", "cracks", "ferry", "storm"}) {
            CAPTURE(word);
            CHECK(terms.has(word));
        }
    }

    TEST_CASE("of a hundred thousand different words the first ones count") {
        const std::string beginning = made_up(0, static_cast<int>(Salience::kTokensMax));
        const Salience cut = Terms{beginning}.salience();
        const Salience whole = Terms{beginning + made_up(200'000, 100'000)}.salience();
        REQUIRE(whole.term_count == cut.term_count);
        CHECK(whole.term_count > 0);
        for (std::size_t i = 0; i < cut.term_count; ++i) {
            CHECK(whole.terms[i].key == cut.terms[i].key);
            CHECK(whole.terms[i].count == cut.terms[i].count);
            CHECK(whole.terms[i].position == cut.terms[i].position);
        }
    }

    TEST_CASE("a headline of a hundred thousand words is read in part") {
        const Terms terms{kText, "Storm warning " + made_up(0, 100'000)};
        CHECK(terms.has("storm"));
        CHECK(terms.has("tarnwick"));
        CHECK(terms.salience().term_count <= Salience::kTermsMax);
    }

    TEST_CASE("which terms are kept does not depend on what was read before") {
        TextReader reader;
        static_cast<void>(reader.fingerprint(made_up(0, 5000), made_up(9000, 60)));
        const Salience used = reader.fingerprint(kText).salience;
        const Salience fresh = TextReader{}.fingerprint(kText).salience;
        REQUIRE(used.term_count == fresh.term_count);
        for (std::size_t i = 0; i < used.term_count; ++i) CHECK(used.terms[i].key == fresh.terms[i].key);
    }
}

TEST_SUITE("fingerprint/salience_builder scripts") {
    TEST_CASE("in scripts without spaces two neighboring characters are a term") {
        const Salience salience = Terms{"港橋閉鎖"}.salience();
        CHECK(salience.term_count == 3);
        CHECK(Terms{"港"}.salience().term_count == 0);
        CHECK(Terms{"港橋閉鎖港橋"}.salience().term_count == 4);
    }

    TEST_CASE("a character with its marks is one character") {
        // ปิ ด แ ล้ ว: five characters, four pairs.
        CHECK(Terms{"ปิดแล้ว"}.salience().term_count == 4);
        CHECK(Terms{"ปิ"}.salience().term_count == 0);
    }

    TEST_CASE("characters that hold sentences together part the others") {
        CHECK(Terms{"港橋的閉鎖"}.salience().term_count == 2);
        CHECK(Terms{"港橋は閉鎖"}.salience().term_count == 2);
        CHECK(Terms{"港的橋"}.salience().term_count == 0);
    }

    TEST_CASE("words of one letter are no terms, alone or side by side") {
        CHECK(Terms{"и в и в о я"}.salience().term_count == 0);
        CHECK(Terms{"ή ο ή ο"}.salience().term_count == 0);
        CHECK(Terms{"a b a b"}.salience().term_count == 0);
    }

    TEST_CASE("in a language without a table short words are common") {
        const Terms terms{
            "ema isa vana kivisild suletakse remondiks, teatas linnavalitsus esmaspäeval ja lisas ka "
            "selle maksumuse, mis on suur"};
        CHECK(terms.at("kivisild").rarity > terms.at("ema").rarity);
        CHECK(terms.at("linnavalitsus").rarity > terms.at("vana").rarity);
    }
}

TEST_SUITE("fingerprint/salience_builder mentions") {
    TEST_CASE("mentions are the rarer words of the body by their first sight, each once") {
        const Terms terms{"Tarnwick said it will, and Oldacre said so. Oldacre has Tarnwick.",
                          "Greyhaven mourns"};
        CHECK(terms.mentions() == Terms::mentions_of({"tarnwick", "oldacre"}));
        CHECK(Terms{"Oldacre said it. Tarnwick, said Oldacre, has Greyhaven."}.mentions() ==
              Terms::mentions_of({"oldacre", "tarnwick", "greyhaven"}));
        CHECK(Terms{"and 14 of 9,200 in 1931"}.mentions().empty());
    }

    TEST_CASE("of many the rarest are kept, of equally rare ones the same in every text") {
        const auto mentions = Terms{made_up(0, 150)}.mentions();
        CHECK(mentions.size() == Salience::kMentionsMax);
        const auto tail = Terms{made_up(50, 100)}.mentions();
        CHECK(tail.size() == Salience::kMentionsMax);
        std::size_t shared = 0;
        for (const std::uint16_t mention : tail)
            shared += std::find(mentions.begin(), mentions.end(), mention) != mentions.end() ? 1U : 0U;
        CHECK(shared >= 60);
    }

    TEST_CASE("in scripts without spaces pairs of characters are mentioned") {
        CHECK(Terms{"港橋閉鎖"}.mentions().size() == 3);
    }

    TEST_CASE("a syllable of Hangul counts as two letters") {
        CHECK(Prior::letters_of("다리") == 4);
        CHECK(Prior::letters_of("мост") == 4);
        CHECK(Prior::letters_of("") == 0);
        CHECK(Terms{"항만 위원회는 다리를 닫기로 했다"}.mentions().size() >= 4);
    }
}

TEST_SUITE("fingerprint/salience_builder quotations") {
    TEST_CASE("a long quotation is told by its first words, however it is written") {
        const Salience one = Terms{"He said: “Nobody wants to stand on that bridge,” and left."}.salience();
        const Salience other =
            Terms{"\"NOBODY wants to stand on that old and rusty bridge\", said Maren Oldacre."}.salience();
        REQUIRE(one.quote_count == 1);
        REQUIRE(other.quote_count == 1);
        CHECK(one.quotes[0] == other.quotes[0]);
        const Salience third = Terms{"He said: “Nobody wants to stand on that pier,” and left."}.salience();
        REQUIRE(third.quote_count == 1);
        CHECK(third.quotes[0] == one.quotes[0]);
        const Salience fourth = Terms{"He said: “Nobody wants to fall on that bridge,” and left."}.salience();
        REQUIRE(fourth.quote_count == 1);
        CHECK(fourth.quotes[0] != one.quotes[0]);
    }

    TEST_CASE("of many quotations the first are kept") {
        std::string text;
        for (int i = 0; i < 20; ++i) text += "He said “" + made_up(i * 10, 8) + "” again. ";
        const Salience salience = Terms{text}.salience();
        CHECK(salience.quote_count == Salience::kQuotesMax);
        const Salience first = Terms{"“" + made_up(0, 8) + "”"}.salience();
        CHECK(salience.quotes[0] == first.quotes[0]);
    }
}
