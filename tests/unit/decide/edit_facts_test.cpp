#include "daemon/decide/edit_facts.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "tests/support/seeds.hpp"
#include "tests/unit/decide/aligned.hpp"
#include "tests/unit/log/random_entries.hpp"

using namespace wirefold;
using namespace wirefold::test;

TEST_SUITE("decide/edit_facts") {
    TEST_CASE("a number put for another is told by both values") {
        const Alignment weeks = edited("14 weeks", "16 weeks");
        CHECK(changes(weeks) == "14>16");
        CHECK(weeks.changed_numbers == 1);
        CHECK(facts_changed(weeks, true) == 1);
        CHECK(weeks.added_tokens == 0);
        CHECK(changes(edited("7.5 million", "8 million")) == "$7.5>$8");
        CHECK(changes(edited("in 1931", "in 1932")) == "1931>1932");
    }

    TEST_CASE("a number of which a later part was changed is told whole") {
        CHECK(changes(edited("9,200 vehicles", "9,300 vehicles")) == "9200>9300");
        CHECK(changes(edited("7.5 million", "7.6 million")) == "$7.5>$7.6");
        CHECK(changes(edited("7.5 million", "7 million")) == "$7.5>$7");
    }

    TEST_CASE("a number of which two parts were changed is one change") {
        const std::string text = replaced(sample_text(), "9,200 vehicles", "1,200,500,700 vehicles");
        const Alignment parts = aligned(replaced(text, "1,200,500,700", "1,201,500,701"), text);
        CHECK(changes(parts) == "1200500700>1201500701");
    }

    TEST_CASE("two numbers changed are two changes, in the order of the text") {
        const std::string both = replaced(replaced(sample_text(), "14 weeks", "16 weeks"), "1931", "1936");
        CHECK(changes(aligned(both, sample_text())) == "14>16 1931>1936");
    }

    TEST_CASE("another spelling of a number is no change") {
        check_harmless(edited("9,200 vehicles", "9200 vehicles"));
        check_harmless(edited("7.5 million", "7.50 million"));
        check_harmless(edited("three extra", "3 extra"));
        check_harmless(edited("14 weeks", "fourteen weeks"));
        check_harmless(edited("7.5 million", "7.5 mln"));
        check_harmless(edited("million dollars", "mln dlrs"));
    }

    TEST_CASE("a number restated in full is no change") {
        check_harmless(edited("cost 7.5 million dollars", "cost 7507000 dollars"));
        check_harmless(edited("cost 7.5 million dollars", "cost 7,507,000 dollars"));
        check_harmless(edited("cost 7.5 million dollars", "cost 7,500,000 dollars"));
        CHECK(facts_changed(edited("cost 7.5 million dollars", "cost 8,500,000 dollars"), true) > 0);
        const std::string billions = replaced(sample_text(), "7.5 million dollars", "1.46 billion dollars");
        const std::string in_full = replaced(sample_text(), "7.5 million dollars", "1,459,193,000 dollars");
        check_harmless(aligned(in_full, billions));
        check_harmless(aligned(billions, in_full));
    }

    TEST_CASE("another currency, sign or unit is a change, whatever the digits say") {
        CHECK(changes(edited("7.5 million dollars", "€7.5 million")) == "$7.5>€7.5");
        CHECK(changes(edited("14 weeks", "-14 weeks")) == "14>-14");
        check_harmless(edited("7.5 million dollars", "$7.5 million"));
        const std::string in_pounds = replaced(sample_text(), "7.5 million dollars", "£7.5 million");
        CHECK(changes(aligned(replaced(in_pounds, "£7.5 million", "£7.5bn"), in_pounds)) ==
              "£7.5>£7500000000");
        const std::string morning = replaced(sample_text(), "14 weeks", "8am");
        CHECK(changes(aligned(replaced(morning, "8am", "8pm"), morning)) == "8am>8pm");
        check_harmless(aligned(replaced(morning, "8am", "8 a.m."), morning));
        const std::string dose = replaced(sample_text(), "14 weeks", "10mg");
        CHECK(changes(aligned(replaced(dose, "10mg", "10g"), dose)) == "10mg>10g");
    }

    TEST_CASE("a number of two words is one") {
        const std::string digits = replaced(sample_text(), "14 weeks", "24 weeks");
        check_harmless(aligned(replaced(digits, "24 weeks", "twenty-four weeks"), digits));
        CHECK(changes(aligned(replaced(digits, "24 weeks", "twenty-five weeks"), digits)) == "24>25");
    }

    TEST_CASE("characters put for others are a fact, also those that mostly hold sentences together") {
        const std::string text =
            "港口委员会星期二批准了一笔贷款，用于重建北京码头。法院判定船长有罪，会议将于下月举行，出口额上升"
            "。";
        const auto facts = [&](std::string_view from, std::string_view to) {
            const Wording own = wording_of(replaced(text, from, to));
            const Wording other = wording_of(text);
            return facts_changed(Aligner{}.align(own.view(), other.view(), true), true);
        };
        CHECK(facts("北京", "上海") > 0);
        CHECK(facts("有罪", "无罪") > 0);
        CHECK(facts("会议将于", "会议将不于") > 0);
        CHECK(facts("上升", "下降") > 0);
        CHECK(facts("出口", "进口") > 0);
        CHECK(facts("，", "、") == 0);
    }

    TEST_CASE("a number written as a word is a fact, too") {
        const Alignment months = edited("eleven months", "twelve months");
        CHECK(months.changed_numbers == 1);
        CHECK(facts_changed(months, true) == 1);
        CHECK(facts_changed(edited("three extra", "four extra"), true) == 1);
        CHECK(facts_changed(edited("three extra", "5 extra"), true) == 1);
        CHECK(changes(edited("three extra", "four extra")) == "3>4");
        CHECK(changes(edited("three extra", "5 extra")) == "3>5");
    }

    TEST_CASE("a number put in or left out is touched, not changed") {
        const Alignment fewer = edited("for 14 weeks from", "from");
        CHECK(fewer.touched_numbers == 1);
        CHECK(fewer.changed_numbers == 0);
        CHECK(facts_changed(fewer, true) == 0);
        CHECK(edited("A similar repair", "A similar repair in 1998").touched_numbers == 1);
        CHECK(edited("14 weeks", "16 weeks").touched_numbers == 1);
        CHECK(edited("fear that", "worry that").touched_numbers == 0);
    }

    TEST_CASE("a unit put for another is a fact") {
        CHECK(edited("7.5 million", "7.5 billion").changed_units == 1);
        CHECK(facts_changed(edited("7.5 million", "7.5 billion"), true) == 1);
        CHECK(edited("14 weeks", "14 months").changed_units == 1);
        CHECK(edited("million dollars", "million euros").changed_units == 1);
        CHECK(changes(edited("7.5 million", "7.5 billion")) == "million>billion");
        CHECK(changes(edited("14 weeks", "14 months")) == "week>month");
    }

    TEST_CASE("a word that turns the statement around is a fact, put in, left out or exchanged") {
        CHECK(edited("could not be", "could be").changed_polarity == 1);
        CHECK(facts_changed(edited("could not be", "could be"), true) == 1);
        CHECK(facts_changed(edited("voted on", "never voted on"), true) == 1);
        CHECK(changes(edited("could not be", "could be")) == "not>");
        CHECK(changes(edited("voted on", "never voted on")) == ">never");
        CHECK(facts_changed(edited("most of them will", "few of them will"), true) == 1);
        CHECK(edited("Nobody wants", "Everybody wants").changed_polarity == 0);
    }

    TEST_CASE("a name in the lead is who the text is about, a later one may be spelled anew") {
        const Alignment lead = edited("council of Tarnwick", "council of Marbeck");
        CHECK(lead.changed_lead_name);
        CHECK(facts_changed(lead, true) == 1);
        const Alignment later = edited("at Greyhaven", "at Lowmere");
        CHECK(later.changed_names == 1);
        CHECK_FALSE(later.changed_lead_name);
        CHECK(facts_changed(later, true) == 1);
    }

    TEST_CASE("another spelling of a name is its source's correction where nothing else was edited") {
        const std::string respelled = replaced(sample_text(), "at Greyhaven", "at Grayhaven");
        const Alignment alone = aligned(respelled, sample_text());
        CHECK(alone.respelled_names == 1);
        CHECK(facts_changed(alone, true) == 1);
        CHECK(facts_changed(alone, false) == 0);
        const std::string edited_too = replaced(respelled, "had been set aside", "was set aside");
        CHECK(facts_changed(aligned(edited_too, sample_text()), true) == 0);
        CHECK(facts_changed(edited("at Greyhaven", "at GREYHAVEN"), true) == 0);
    }

    TEST_CASE("a word for another one is a fact, where nothing was reworded") {
        CHECK(facts_changed(edited("steel hangers", "copper hangers"), true) == 1);
        CHECK(facts_changed(edited("steel hangers", "copper hangers"), false) == 1);
        CHECK(facts_changed(edited("steel hangers", "stale hangers"), true) == 0);
        const std::string exchanged = replaced(sample_text(), "steel hangers", "copper hangers");
        CHECK(facts_changed(
                  aligned(replaced(exchanged, "had been set aside", "was set aside"), sample_text()), true) ==
              0);
        const Alignment cut = aligned(replaced(exchanged, kSampleSentences[7], ""), sample_text());
        CHECK(facts_changed(cut, true) == 0);
        CHECK(facts_changed(cut, false) == 1);
    }

    TEST_CASE("the same words in another order say something else") {
        const auto told = [](std::string_view result) {
            return sample_text() + " In the evening " + std::string{result} + " in the cup.";
        };
        const Alignment score = aligned(told("it was 1-2"), told("it was 2-1"));
        CHECK(score.changed_numbers == 1);
        CHECK(facts_changed(score, false) == 1);
        const Alignment teams = aligned(told("Lowmere beat Marbeck"), told("Marbeck beat Lowmere"));
        CHECK(facts_changed(teams, true) > 0);
        check_harmless(aligned(told("it was 2-1"), told("it was 2-1")));
    }

    TEST_CASE("sentences that were moved are neither added nor dropped") {
        std::vector<std::string> sentences = kSampleSentences;
        std::rotate(sentences.begin(), sentences.begin() + 3, sentences.end());
        check_harmless(aligned(joined(sentences), sample_text()));
    }

    TEST_CASE("whole sentences before and between what is kept are told from what stands behind") {
        const std::string news = "The ministry has since called in the decision of the council for a review.";
        const std::string text = sample_text();
        CHECK(aligned(news + ' ' + text, text).inner_tokens == 14);
        CHECK(aligned(replaced(text, "The repairs", news + " The repairs"), text).inner_tokens == 14);
        CHECK(aligned(text + ' ' + news, text).inner_tokens == 0);
        CHECK(aligned("Tarnwick, March 3 (Norvik Wire, Lowmere bureau) - " + text, text).inner_tokens == 0);
        CHECK(aligned(replaced(text, "The repairs", "Read more: Bridge to close.\n\nThe repairs"), text)
                  .inner_tokens == 0);
    }

    TEST_CASE("two later names put for others are other names") {
        const std::string both =
            replaced(replaced(sample_text(), "at Greyhaven", "at Lowmere"), "Oldacre,", "Sandoval,");
        const Alignment names = aligned(both, sample_text());
        CHECK(names.changed_names == 2);
        CHECK(facts_changed(names, true) == 2);
    }

    TEST_CASE("what another outlet puts at the edges is its own name, what it changes inside is not") {
        const auto pickup = [](std::string_view town, std::string_view outlet) {
            return std::string{town} + " (Norvik Wire, in " + std::string{town} + ") - " + sample_text() +
                   " Reporting by Norvik Wire; editing by " + std::string{outlet} + ".";
        };
        const std::string first = pickup("Tallow", "Ostra News");
        const Alignment other = aligned(pickup("Marbeck", "Lumen Post"), first);
        CHECK(other.changed_names >= 3);
        CHECK(other.changed_names == other.changed_edge_names);
        CHECK(facts_changed(other, false) == 0);
        CHECK(facts_changed(other, true) > 0);
        const std::string inside =
            replaced(replaced(first, "at Greyhaven", "at Lowmere"), "Oldacre,", "Sandoval,");
        CHECK(facts_changed(aligned(inside, first), false) == 2);
    }

    TEST_CASE("a fact beside a sentence that came in is still seen") {
        const std::string sentence =
            "The city has asked the government for a grant but has not had an answer yet. ";
        std::string longer = replaced(sample_text(), "The repairs will", sentence + "The repairs will");
        longer = replaced(longer, "7.5 million", "8.5 million");
        const Alignment both = aligned(longer, sample_text());
        CHECK(changes(both) == "$7.5>$8.5");
        CHECK(both.added_tokens >= 14);
    }

    TEST_CASE("a text that was reworded is told by its figures alone") {
        const std::string spun =
            "The port board of Tarnwick chose on Monday to shut the Old Ferry Bridge for 14 weeks "
            "from the start of this month. Repairs could cost 7.5 million dollars.";
        const std::string text =
            "The harbor council of Tarnwick voted on Monday to close the Old Ferry Bridge for 14 "
            "weeks from the start of next month. Repairs will cost 7.5 million dollars.";
        const Alignment reworded = aligned(spun, text);
        CHECK(is_reworded(reworded));
        CHECK(facts_changed(reworded, true) == 0);
        const Alignment other_sum = aligned(replaced(spun, "7.5", "6.5"), text);
        CHECK(is_reworded(other_sum));
        CHECK(facts_changed(other_sum, true) == 1);
        CHECK_FALSE(is_reworded(edited("fear that", "worry that")));
    }

    TEST_CASE("every number put for another is seen, whichever they are") {
        for (const std::uint64_t seed : test_seeds(400)) {
            CAPTURE(seed);
            SeededBytes random{seed};
            const std::string from = std::to_string(10 + random.up_to(9989));
            const std::string to = std::to_string(10 + random.up_to(9989));
            if (from == to) continue;
            CAPTURE(from);
            CAPTURE(to);
            const std::string before = replaced(sample_text(), "23 of its", from + " of its");
            const std::string after = replaced(sample_text(), "23 of its", to + " of its");
            CHECK(changes(aligned(after, before)) == from + ">" + to);
        }
    }

    TEST_CASE("every unit put for another is seen, under every secret") {
        for (const std::uint64_t seed : test_seeds(30)) {
            CAPTURE(seed);
            TextReader reader{seed};
            Aligner aligner;
            const auto facts = [&](std::string_view unit, std::string_view other_unit) {
                const Wording own =
                    reader.fingerprint(replaced(sample_text(), "14 weeks", "14 " + std::string{unit}))
                        .wording;
                const Wording other =
                    reader.fingerprint(replaced(sample_text(), "14 weeks", "14 " + std::string{other_unit}))
                        .wording;
                return facts_changed(aligner.align(own.view(), other.view()), true);
            };
            CHECK(facts("million", "billion") == 1);
            CHECK(facts("billion", "trillion") == 1);
            CHECK(facts("days", "weeks") == 1);
            CHECK(facts("months", "years") == 1);
            CHECK(facts("dollars", "euros") == 2);  // the unit, and of a number the currency
            CHECK(facts("miles", "kilometers") == 1);
            CHECK(facts("percent", "points") == 1);
            CHECK(facts("tons", "barrels") == 1);
        }
    }

    TEST_CASE("every number written as a word put for another is seen, under every secret") {
        static constexpr std::string_view kWords[] = {"two",   "three", "four",   "five",  "six",   "seven",
                                                      "eight", "nine",  "twelve", "forty", "ninety"};
        for (const std::uint64_t seed : test_seeds(30)) {
            CAPTURE(seed);
            TextReader reader{seed};
            Aligner aligner;
            std::string unseen;
            for (std::size_t i = 1; i < std::size(kWords); ++i) {
                const auto with = [&](std::string_view word) {
                    return reader
                        .fingerprint(replaced(sample_text(), "eleven months", std::string{word} + " months"))
                        .wording;
                };
                const Wording own = with(kWords[i]);
                const Wording other = with(kWords[i - 1]);
                if (facts_changed(aligner.align(own.view(), other.view()), true) > 0) continue;
                unseen.append(kWords[i - 1]).append(">").append(kWords[i]).append(" ");
            }
            CHECK(unseen == "");
        }
    }

    TEST_CASE("a statement turned around is seen under every secret") {
        for (const std::uint64_t seed : test_seeds(30)) {
            CAPTURE(seed);
            TextReader reader{seed};
            Aligner aligner;
            const auto facts = [&](std::string_view own_word, std::string_view other_word) {
                const std::string place = "had been set aside";
                const std::string before =
                    replaced(sample_text(), place, "it " + std::string{other_word} + " now");
                const std::string after =
                    replaced(sample_text(), place, "it " + std::string{own_word} + " now");
                const Wording own = reader.fingerprint(after).wording;
                const Wording other = reader.fingerprint(before).wording;
                return facts_changed(aligner.align(own.view(), other.view()), true);
            };
            CHECK(facts("includes", "excludes") == 1);
            CHECK(facts("confirmed", "denied") == 1);
            CHECK(facts("including", "excluding") == 1);
        }
    }
}
