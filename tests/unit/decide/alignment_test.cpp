#include "daemon/decide/aligner.hpp"

#include <string>

#include <doctest/doctest.h>

#include "tests/support/seeds.hpp"
#include "tests/unit/decide/aligned.hpp"
#include "tests/unit/log/random_entries.hpp"

using namespace wirefold;
using namespace wirefold::test;

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
            CHECK(longer.added_tokens == 16);
            CHECK(longer.dropped_tokens == 0);
            CHECK(longer.edits == 0);
            CHECK(facts_changed(longer, true) == 0);
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
            CHECK(shorter.dropped_tokens > 10);
            CHECK(shorter.added_tokens == 0);
            CHECK(shorter.edits == 0);
            CHECK(facts_changed(shorter, true) == 0);
            CHECK(shorter.kept_own() == doctest::Approx(1));
        }
    }

    TEST_CASE("a sentence put in the place of another is one added and one dropped") {
        const Alignment replaced_one =
            edited(kSampleSentences[6],
                   "Rain is expected again over the weekend, say forecasters, and strong winds.");
        CHECK(replaced_one.added_tokens == 12);
        CHECK(replaced_one.dropped_tokens == 20);
        CHECK(facts_changed(replaced_one, true) == 0);
    }

    TEST_CASE("a sentence moved elsewhere is dropped there and added here") {
        auto sentences = kSampleSentences;
        std::swap(sentences[2], sentences[7]);
        const Alignment moved = aligned(joined(sentences), sample_text());
        CHECK(facts_changed(moved, true) == 0);
        CHECK(moved.added_tokens > 0);
        CHECK(moved.dropped_tokens > 0);
        CHECK(moved.equal_sentences >= 8);
    }

    TEST_CASE("words put in the place of others are an edit without consequence") {
        const Alignment reworded = edited("fear that", "are sure that");
        check_harmless(reworded);
        CHECK(reworded.edits == 1);
        CHECK(reworded.kept_tokens == reworded.own_tokens - 2);
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

TEST_SUITE("decide/alignment reach") {
    TEST_CASE("a number changed behind the words that are kept is seen by its value") {
        const std::string text = long_beginning() + sample_text();
        REQUIRE(wording_of(long_beginning()).tokens.size() > Wording::kKeptTokens);
        const Alignment late = aligned_with_kept(replaced(text, "1931", "1936"), text);
        CHECK(changes(late) == "1931>1936");
        CHECK(facts_changed(late, true) == 1);
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
        CHECK(facts_changed(late, true) == 1);
    }

    TEST_CASE("sentences added and dropped behind the words that are kept are told") {
        const std::string text = long_beginning() + sample_text();
        auto sentences = kSampleSentences;
        sentences.insert(sentences.begin() + 5,
                         "The city has asked the government for a grant but has had no answer.");
        const Alignment longer = aligned_with_kept(long_beginning() + joined(sentences), text);
        CHECK(longer.added_tokens == 14);
        CHECK(longer.dropped_tokens == 0);
        const Alignment shorter = aligned_with_kept(text, long_beginning() + joined(sentences));
        CHECK(shorter.dropped_tokens == 14);
        CHECK(shorter.added_tokens == 0);
    }

    TEST_CASE("a name changed far behind the lead is a fact, told by value where all words are known") {
        const std::string text = long_beginning() + sample_text();
        const std::string mended = replaced(text, "tunnel at Greyhaven", "tunnel at Marbeck");
        const Alignment known = aligned(mended, text);
        CHECK(changes(known) == "Greyhaven>Marbeck");
        CHECK(facts_changed(known, true) == 1);
        CHECK(facts_changed(known, false) == 1);
        CHECK_FALSE(known.differs_unseen());
        const Alignment kept = aligned_with_kept(mended, text);
        CHECK(facts_changed(kept, true) == 1);  // as many words as before, and others
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
        CHECK(edited("at Greyhaven", "at Grayhaven").changed_names == 0);
        CHECK(facts_changed(edited("at Greyhaven", "at Marbeck"), true) == 1);
        CHECK(facts_changed(edited("at Greyhaven", "at Grayhaven"), false) == 0);
        CHECK(facts_changed(edited("at Greyhaven", "at Marbeck"), false) == 1);
    }

    TEST_CASE("an outlet's own name at the edges of a text is not another one") {
        const std::string text = sample_text();
        const auto signed_by = [&](std::string_view agency) {
            return "TARNWICK (" + std::string{agency} + ") - " + text + " Reporting by " +
                   std::string{agency} + '.';
        };
        CHECK(facts_changed(aligned(signed_by("Ostrand"), signed_by("Fellmark")), false) == 0);
        CHECK(facts_changed(aligned(signed_by("Ostrand"), signed_by("Fellmark")), true) > 0);
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
        CHECK(is_reworded(alignment));
        CHECK(facts_changed(alignment, true) > 1);
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
        CHECK(facts_changed(aligner.so_far(), true) == 0);
        CHECK(facts_changed(aligner.finish(), true) == 1);
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
        CHECK(aligner.align(empty.view(), sample.view()).dropped_tokens == sample.tokens.size());
        CHECK(aligner.align(sample.view(), empty.view()).added_tokens == sample.tokens.size());
    }
}
