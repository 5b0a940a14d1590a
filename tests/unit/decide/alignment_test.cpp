#include "daemon/decide/alignment.hpp"

#include <string>

#include <doctest/doctest.h>

#include "tests/support/seeds.hpp"
#include "tests/support/texts.hpp"
#include "tests/unit/decide/prints.hpp"
#include "tests/unit/decide/sample_article.hpp"
#include "tests/unit/log/random_entries.hpp"

using namespace wirefold;
using namespace wirefold::test;

namespace {

/// What happened on the way from `other` to `own`.
[[nodiscard]] Alignment aligned(const std::string& own, const std::string& other) {
    const Wording own_wording = wording_of(own);
    const Wording other_wording = wording_of(other);
    Aligner aligner;
    return aligner.align(own_wording.view(), other_wording.view());
}

/// The sample with `from` replaced by `to`, against the sample.
[[nodiscard]] Alignment edited(std::string_view from, std::string_view to) {
    return aligned(replaced(sample_text(), from, to), sample_text());
}

/// What was put for what: "14>16 1931>1936".
[[nodiscard]] std::string changes(const Alignment& alignment) {
    std::string told;
    for (const Change& change : alignment.changed)
        told.append(told.empty() ? "" : " ").append(change.from).append(">").append(change.to);
    return told;
}

/// No fact differs and no sentence came or went.
void check_harmless(const Alignment& alignment) {
    CHECK(alignment.facts_changed(true) == 0);
    CHECK(alignment.changed.empty());
    CHECK(alignment.added_tokens == 0);
    CHECK(alignment.dropped_tokens == 0);
}

/// The other one as the window knows it after a day.
[[nodiscard]] Alignment aligned_with_kept(const std::string& own, const std::string& other) {
    const Wording own_wording = wording_of(own);
    const Wording other_wording = wording_of(other);
    Aligner aligner;
    return aligner.align(own_wording.view(), Wording::kept_of(other_wording.view()));
}

/// Filler, so that what comes next stands behind the words that are kept of all texts.
[[nodiscard]] std::string long_beginning() {
    std::string text;
    for (int i = 0; i < 30; ++i) text += filler_sentence(i) + ' ';
    return text;
}

}  // namespace

TEST_SUITE("decide/alignment") {
    TEST_CASE("a text aligned with itself keeps every word") {
        const Alignment same = aligned(sample_text(), sample_text());
        check_harmless(same);
        CHECK(same.edits == 0);
        CHECK(same.kept_own() == doctest::Approx(1));
        CHECK(same.kept_other() == doctest::Approx(1));
        CHECK(same.equal_sentences == kSampleSentences.size());
        CHECK(same.equal_tokens == same.own_tokens);
        CHECK(same.covers_all);
        CHECK_FALSE(same.is_cut);
    }

    TEST_CASE("case, quotation marks and spaces are no edits") {
        std::string other = replaced(sample_text(), "“Nobody", "\"NOBODY");
        other = replaced(other, "estuary,”", "estuary,\"");
        const Alignment same = aligned(replaced(other, "vote. Shop", "vote.\n\nShop"), sample_text());
        check_harmless(same);
        CHECK(same.edits == 0);
        CHECK(same.kept_own() == doctest::Approx(1));
    }

    TEST_CASE("a sentence put in is added, and nothing else happened") {
        const std::string sentence =
            "The city has asked the government for a grant but has not had an answer yet.";
        for (std::size_t at = 0; at <= kSampleSentences.size(); ++at) {
            CAPTURE(at);
            auto sentences = kSampleSentences;
            sentences.insert(sentences.begin() + static_cast<std::ptrdiff_t>(at), sentence);
            const Alignment longer = aligned(joined(sentences), sample_text());
            CHECK(longer.added_sentences == 1);
            CHECK(longer.added_tokens == 16);
            CHECK(longer.dropped_tokens == 0);
            CHECK(longer.edits == 0);
            CHECK(longer.facts_changed(true) == 0);
            CHECK(longer.kept_other() == doctest::Approx(1));
            CHECK(longer.kept_own() < 0.95);
        }
    }

    TEST_CASE("a sentence left out is dropped, and nothing else happened") {
        for (std::size_t at = 0; at < kSampleSentences.size(); ++at) {
            CAPTURE(at);
            auto sentences = kSampleSentences;
            sentences.erase(sentences.begin() + static_cast<std::ptrdiff_t>(at));
            const Alignment shorter = aligned(joined(sentences), sample_text());
            CHECK(shorter.dropped_sentences == 1);
            CHECK(shorter.dropped_tokens > 10);
            CHECK(shorter.added_tokens == 0);
            CHECK(shorter.edits == 0);
            CHECK(shorter.facts_changed(true) == 0);
            CHECK(shorter.kept_own() == doctest::Approx(1));
        }
    }

    TEST_CASE("a sentence put in the place of another is one added and one dropped") {
        const Alignment replaced_one =
            edited(kSampleSentences[6],
                   "Rain is expected again over the weekend, say forecasters, and strong winds.");
        CHECK(replaced_one.added_sentences == 1);
        CHECK(replaced_one.dropped_sentences == 1);
        CHECK(replaced_one.added_tokens == 12);
        CHECK(replaced_one.dropped_tokens == 20);
        CHECK(replaced_one.facts_changed(true) == 0);
    }

    TEST_CASE("a sentence moved elsewhere is dropped there and added here") {
        auto sentences = kSampleSentences;
        std::swap(sentences[2], sentences[7]);
        const Alignment moved = aligned(joined(sentences), sample_text());
        CHECK(moved.facts_changed(true) == 0);
        CHECK(moved.added_tokens > 0);
        CHECK(moved.dropped_tokens > 0);
        CHECK(moved.equal_sentences >= 8);
    }

    TEST_CASE("a word exchanged is an edit without consequence") {
        const Alignment reworded = edited("fear that", "worry that");
        check_harmless(reworded);
        CHECK(reworded.edits == 1);
        CHECK(reworded.kept_tokens == reworded.own_tokens - 1);
        CHECK(reworded.equal_sentences == kSampleSentences.size() - 1);
    }

    TEST_CASE("a clause of eight words is as good as a sentence, a shorter one is an edit") {
        const Alignment clause =
            edited("in the summer.", "in the summer, when most of the visitors come to town by car.");
        CHECK(clause.added_tokens == 10);
        CHECK(clause.edits == 0);
        const Alignment phrase = edited("in the summer.", "in the summer or so they say.");
        CHECK(phrase.added_tokens == 0);
        CHECK(phrase.edits == 1);
    }
}

TEST_SUITE("decide/alignment facts") {
    TEST_CASE("a number put for another is told by both values") {
        const Alignment weeks = edited("14 weeks", "16 weeks");
        CHECK(changes(weeks) == "14>16");
        CHECK(weeks.changed_numbers == 1);
        CHECK(weeks.facts_changed(true) == 1);
        CHECK(weeks.added_tokens == 0);
        CHECK(changes(edited("7.5 million", "8 million")) == "7.5>8");
        CHECK(changes(edited("in 1931", "in 1932")) == "1931>1932");
    }

    TEST_CASE("a number of which a later part was changed is told whole") {
        CHECK(changes(edited("9,200 vehicles", "9,300 vehicles")) == "9200>9300");
        CHECK(changes(edited("7.5 million", "7.6 million")) == "7.5>7.6");
        CHECK(changes(edited("7.5 million", "7 million")) == "7.5>7");
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
        CHECK(edited("cost 7.5 million dollars", "cost 8,500,000 dollars").facts_changed(true) > 0);
        const std::string billions = replaced(sample_text(), "7.5 million dollars", "1.46 billion dollars");
        const std::string in_full = replaced(sample_text(), "7.5 million dollars", "1,459,193,000 dollars");
        check_harmless(aligned(in_full, billions));
        check_harmless(aligned(billions, in_full));
    }

    TEST_CASE("a number written as a word is a fact, too") {
        const Alignment months = edited("eleven months", "twelve months");
        CHECK(months.changed_numbers == 1);
        CHECK(months.facts_changed(true) == 1);
        CHECK(edited("three extra", "four extra").facts_changed(true) == 1);
        CHECK(edited("three extra", "5 extra").facts_changed(true) == 1);
        CHECK(changes(edited("three extra", "four extra")) == "3>4");
        CHECK(changes(edited("three extra", "5 extra")) == "3>5");
    }

    TEST_CASE("a number put in or left out is touched, not changed") {
        const Alignment fewer = edited("for 14 weeks from", "from");
        CHECK(fewer.touched_numbers == 1);
        CHECK(fewer.changed_numbers == 0);
        CHECK(fewer.facts_changed(true) == 0);
        CHECK(edited("A similar repair", "A similar repair in 1998").touched_numbers == 1);
        CHECK(edited("14 weeks", "16 weeks").touched_numbers == 1);
        CHECK(edited("fear that", "worry that").touched_numbers == 0);
    }

    TEST_CASE("a unit put for another is a fact") {
        CHECK(edited("7.5 million", "7.5 billion").changed_units == 1);
        CHECK(edited("7.5 million", "7.5 billion").facts_changed(true) == 1);
        CHECK(edited("14 weeks", "14 months").changed_units == 1);
        CHECK(edited("million dollars", "million euros").changed_units == 1);
        CHECK(changes(edited("7.5 million", "7.5 billion")) == "million>billion");
        CHECK(changes(edited("14 weeks", "14 months")) == "week>month");
    }

    TEST_CASE("a word that turns the statement around is a fact, put in, left out or exchanged") {
        CHECK(edited("could not be", "could be").changed_polarity == 1);
        CHECK(edited("could not be", "could be").facts_changed(true) == 1);
        CHECK(edited("voted on", "never voted on").facts_changed(true) == 1);
        CHECK(changes(edited("could not be", "could be")) == "not>");
        CHECK(changes(edited("voted on", "never voted on")) == ">never");
        CHECK(edited("most of them will", "few of them will").facts_changed(true) == 1);
        CHECK(edited("Nobody wants", "Everybody wants").facts_changed(true) == 0);
    }

    TEST_CASE("a name in the lead is who the text is about, a later one may be spelled anew") {
        const Alignment lead = edited("council of Tarnwick", "council of Marbeck");
        CHECK(lead.changed_lead_name);
        CHECK(lead.facts_changed(true) == 1);
        const Alignment later = edited("at Greyhaven", "at Grayhaven");
        CHECK(later.changed_names == 1);
        CHECK_FALSE(later.changed_lead_name);
        CHECK(later.facts_changed(true) == 0);
    }

    TEST_CASE("two later names put for others are other names") {
        const std::string both =
            replaced(replaced(sample_text(), "at Greyhaven", "at Lowmere"), "Oldacre,", "Sandoval,");
        const Alignment names = aligned(both, sample_text());
        CHECK(names.changed_names == 2);
        CHECK(names.facts_changed(true) == 2);
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
        CHECK(other.facts_changed(false) == 0);
        CHECK(other.facts_changed(true) > 0);
        const std::string inside =
            replaced(replaced(first, "at Greyhaven", "at Lowmere"), "Oldacre,", "Sandoval,");
        CHECK(aligned(inside, first).facts_changed(false) == 2);
    }

    TEST_CASE("a fact beside a sentence that came in is still seen") {
        const std::string sentence =
            "The city has asked the government for a grant but has not had an answer yet. ";
        std::string longer = replaced(sample_text(), "The repairs will", sentence + "The repairs will");
        longer = replaced(longer, "7.5 million", "8.5 million");
        const Alignment both = aligned(longer, sample_text());
        CHECK(changes(both) == "7.5>8.5");
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
        CHECK(reworded.is_reworded());
        CHECK(reworded.facts_changed(true) == 0);
        const Alignment other_sum = aligned(replaced(spun, "7.5", "6.5"), text);
        CHECK(other_sum.is_reworded());
        CHECK(other_sum.facts_changed(true) == 1);
        CHECK_FALSE(edited("fear that", "worry that").is_reworded());
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
                return aligner.align(own.view(), other.view()).facts_changed(true);
            };
            CHECK(facts("million", "billion") == 1);
            CHECK(facts("billion", "trillion") == 1);
            CHECK(facts("days", "weeks") == 1);
            CHECK(facts("months", "years") == 1);
            CHECK(facts("dollars", "euros") == 1);
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
                if (aligner.align(own.view(), other.view()).facts_changed(true) > 0) continue;
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
                return aligner.align(own.view(), other.view()).facts_changed(true);
            };
            CHECK(facts("includes", "excludes") == 1);
            CHECK(facts("confirmed", "denied") == 1);
            CHECK(facts("including", "excluding") == 1);
        }
    }
}

TEST_SUITE("decide/alignment reach") {
    TEST_CASE("a number changed behind the words that are kept is seen by its value") {
        const std::string text = long_beginning() + sample_text();
        REQUIRE(wording_of(long_beginning()).tokens.size() > Wording::kKeptTokens);
        const Alignment late = aligned_with_kept(replaced(text, "1931", "1936"), text);
        CHECK(changes(late) == "1931>1936");
        CHECK(late.facts_changed(true) == 1);
        CHECK(late.added_tokens == 0);
        CHECK(late.kept_own() > 0.95);
    }

    TEST_CASE("a number in a sentence that begins inside the words that are kept and ends behind them") {
        // The words end inside the last sentence, before its number.
        std::string text;
        for (int i = 0; wording_of(text + filler_sentence(i)).tokens.size() + 6 < Wording::kKeptTokens; ++i)
            text += filler_sentence(i) + ' ';
        text +=
            "The valley board said at the end of its last meeting of the year that repairs of the weir, the "
            "lock "
            "and the old mill would come to 640 thousand.";
        const Alignment late = aligned_with_kept(replaced(text, "640", "690"), text);
        CHECK(changes(late) == "640>690");
        CHECK(late.facts_changed(true) == 1);
    }

    TEST_CASE("sentences added and dropped behind the words that are kept are told") {
        const std::string text = long_beginning() + sample_text();
        auto sentences = kSampleSentences;
        sentences.insert(sentences.begin() + 5,
                         "The city has asked the government for a grant but has had no answer.");
        const Alignment longer = aligned_with_kept(long_beginning() + joined(sentences), text);
        CHECK(longer.added_sentences == 1);
        CHECK(longer.added_tokens == 14);
        CHECK(longer.dropped_tokens == 0);
        const Alignment shorter = aligned_with_kept(text, long_beginning() + joined(sentences));
        CHECK(shorter.dropped_sentences == 1);
        CHECK(shorter.dropped_tokens == 14);
        CHECK(shorter.added_tokens == 0);
    }

    TEST_CASE("a name changed far behind the lead is a fact where all words are known, else an edit unseen") {
        const std::string text = long_beginning() + sample_text();
        const std::string mended = replaced(text, "tunnel at Greyhaven", "tunnel at Marbeck");
        const Alignment known = aligned(mended, text);
        CHECK(changes(known) == "Greyhaven>Marbeck");
        CHECK(known.facts_changed(true) == 1);
        CHECK(known.facts_changed(false) == 1);
        CHECK_FALSE(known.differs_unseen());
        const Alignment kept = aligned_with_kept(mended, text);
        CHECK(kept.facts_changed(true) == 0);
        CHECK(kept.unseen_edits == 1);
        CHECK(kept.differs_unseen());
        CHECK_FALSE(aligned_with_kept(text, text).differs_unseen());
    }

    TEST_CASE("words of the one that the other is not known for are neither added nor dropped") {
        const std::string text = long_beginning() + sample_text();
        const std::string edited_early = replaced(text, filler_sentence(1), "Nobody knew.");
        for (const Alignment& alignment :
             {aligned_with_kept(edited_early, text), aligned_with_kept(text, edited_early)}) {
            CHECK(alignment.added_tokens + alignment.dropped_tokens <= 14);
            CHECK(alignment.kept_own() > 0.9);
        }
    }

    TEST_CASE("a name that was put for another one is told by value, those of one place together") {
        CHECK(changes(edited("tunnel at Greyhaven", "tunnel at Marbeck")) == "Greyhaven>Marbeck");
        CHECK(changes(edited("Maren Oldacre", "Maren Oldfield")) == "Oldacre>Oldfield");
        CHECK(changes(edited("council of Tarnwick", "council of Marbeck")) == "Tarnwick>Marbeck");
        CHECK(changes(edited("Old Ferry Bridge", "New Mill Bridge")) == "Old Ferry>New Mill");
    }

    TEST_CASE("a heading that is a number and changed is a changed number") {
        const auto under = [](std::string_view heading) {
            return sample_text() + "\n\n" + std::string{heading} + "\n\n" + filler_sentence(1);
        };
        const Alignment alignment = aligned(under("1987"), under("1977"));
        CHECK(changes(alignment) == "1977>1987");
        CHECK(alignment.changed_numbers == 1);
        check_harmless(aligned(under("1977"), under("1977")));
    }

    TEST_CASE("one name is spelled anew, or another one") {
        CHECK(edited("at Greyhaven", "at Grayhaven").facts_changed(true) == 0);
        CHECK(edited("at Greyhaven", "at Marbeck").facts_changed(true) == 1);
        CHECK(edited("at Greyhaven", "at Grayhaven").facts_changed(false) == 0);
        CHECK(edited("at Greyhaven", "at Marbeck").facts_changed(false) == 1);
    }

    TEST_CASE("an outlet's own name at the edges of a text is not another one") {
        const std::string text = sample_text();
        const auto signed_by = [&](std::string_view agency) {
            return "TARNWICK (" + std::string{agency} + ") - " + text + " Reporting by " +
                   std::string{agency} + '.';
        };
        CHECK(aligned(signed_by("Ostrand"), signed_by("Fellmark")).facts_changed(false) == 0);
        CHECK(aligned(signed_by("Ostrand"), signed_by("Fellmark")).facts_changed(true) > 0);
    }

    TEST_CASE("a word for its opposite is a changed fact, another word for the same is none") {
        const auto changed = [](std::string_view from, std::string_view to) {
            const std::string text =
                sample_text() + " Shares of the yard " + std::string{from} + " that week.";
            return changes(aligned(text, replaced(text, from, to)));
        };
        CHECK(changed("fell", "rose") == "up>down");
        CHECK(changed("fell", "dropped") == "");
        CHECK(changed("fell", "stood still") == "");
        CHECK(changed("closed on Monday", "closed on Friday") == "friday>monday");
        CHECK(changed("won", "lost") == "lost>won");
        CHECK(changed("to his mother", "to his sister") == "sister>mother");
        CHECK(changed("fell by more", "fell on Friday") == "");
    }

    TEST_CASE(
        "in a note that was reworded names and opposites are facts still, in a long text figures alone") {
        const auto note = [](std::string_view company, std::string_view direction) {
            return "Shares of " + std::string{company} + " at the exchange of Fellmark in early trading " +
                   std::string{direction} + " that week.";
        };
        const Alignment alignment = aligned(note("Ostrand Oil", "rose"), note("Tarrow Refining", "fell"));
        CHECK(alignment.is_reworded());
        CHECK(alignment.facts_changed(true) > 1);
    }

    TEST_CASE("a text with more sentences or figures than a wording keeps says so") {
        std::string many;
        for (int i = 0; i < 300; ++i) many += filler_sentence(i) + ' ';
        CHECK_FALSE(aligned(many, many).covers_all);
        std::string figures = sample_text();
        for (int i = 0; i < 260; ++i) figures += " It was " + std::to_string(100 + i) + '.';
        CHECK_FALSE(aligned(figures, figures).covers_all);
        std::string long_figures = sample_text();
        for (int i = 0; i < 90; ++i) long_figures += " It was " + std::to_string(145'919'300'000 + i) + '.';
        CHECK_FALSE(aligned(long_figures, long_figures).covers_all);
        CHECK(aligned(long_beginning(), long_beginning()).covers_all);
    }

    TEST_CASE("a text that breaks off inside a sentence is cut, one that ends with a sentence is not") {
        const std::string text = sample_text();
        CHECK(aligned(text.substr(0, text.find(" which is more than twice")), text).is_cut);
        CHECK_FALSE(aligned(joined({kSampleSentences[0], kSampleSentences[1]}), text).is_cut);
        CHECK_FALSE(aligned(text, text).is_cut);
        CHECK_FALSE(aligned(text, text.substr(0, text.find(" which is more than twice"))).is_cut);
    }

    TEST_CASE("the first step finds the equal sentences, the second what lies between them") {
        const Wording own = wording_of(replaced(sample_text(), "14 weeks", "16 weeks"));
        const Wording other = wording_of(sample_text());
        Aligner aligner;
        aligner.begin(own.view(), other.view());
        CHECK(aligner.so_far().equal_sentences == kSampleSentences.size() - 1);
        CHECK(aligner.so_far().facts_changed(true) == 0);
        CHECK(aligner.finish().facts_changed(true) == 1);
    }

    TEST_CASE("an aligner keeps nothing from pair to pair") {
        Aligner aligner;
        const Wording own = wording_of(replaced(sample_text(), "14 weeks", "16 weeks"));
        const Wording other = wording_of(sample_text());
        const Wording unlike = wording_of(long_beginning());
        static_cast<void>(aligner.align(own.view(), unlike.view()));
        static_cast<void>(aligner.align(unlike.view(), own.view()));
        const Alignment again = aligner.align(own.view(), other.view());
        CHECK(changes(again) == "14>16");
        CHECK(again.edits == 1);
        CHECK(again.added_tokens + again.dropped_tokens == 0);
    }

    TEST_CASE("any two wordings can be aligned, also such as no text has") {
        Aligner aligner;
        for (const std::uint64_t seed : test_seeds(2000)) {
            CAPTURE(seed);
            SeededBytes random{seed};
            Wording one;
            Wording other;
            fill_wording(one, random);
            if (random.one_in(2))
                other = one;
            else
                fill_wording(other, random);
            if (random.one_in(2) && !other.sentences.empty())
                ++other.sentences[random.up_to(other.sentences.size() - 1)];
            const Alignment& alignment = aligner.align(one.view(), other.view());
            REQUIRE(alignment.equal_tokens <= alignment.kept_tokens);
            REQUIRE(alignment.changed_figures <= std::min(one.figures.size(), other.figures.size()));
        }
    }

    TEST_CASE("empty texts align with anything") {
        const Wording empty;
        const Wording sample = wording_of(sample_text());
        Aligner aligner;
        CHECK(aligner.align(empty.view(), empty.view()).kept_own() == doctest::Approx(0));
        CHECK(aligner.align(empty.view(), sample.view()).dropped_sentences == kSampleSentences.size());
        CHECK(aligner.align(sample.view(), empty.view()).added_sentences == kSampleSentences.size());
    }
}
