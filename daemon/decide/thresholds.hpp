#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>

namespace wirefold::thresholds {

/// Part of the keys of one text that another must hold to count as holding it whole. A wire pick-up with
/// dateline, credit and footer keeps 1.00 of its source and is itself .92 held; a paragraph in and a
/// paragraph out leave .93; two unrelated weather notes from one template reach .57. Sampling about 25 keys
/// blurs a containment by .08, so .80 keeps the copies in and the templates out.
inline constexpr double kWhole = 0.80;

/// The same, counted on aligned words instead of sampled five-word runs. One changed word breaks five runs
/// but one word, so versions of a text keep more of it: briefs of the wire that were edited lightly keep
/// three words of four.
inline constexpr double kWholeWords = 0.74;
/// Another outlet that prints a text puts furniture around it: dateline, credit and two footers are some
/// fifty words. Behind the text whole sentences of more words than these, and more than this part of all, are
/// reporting of its own; above and inside it any sentence is. A spun text adds no more than that part either.
inline constexpr std::uint32_t kFurnitureTokens = 60;
inline constexpr double kOwnPart = 0.15;
/// Sentences above it or inside it are its own, too, but for lines such as "Read more: …": news paragraphs of
/// one sentence have ten words and more. Where tokens are characters, headings have some twenty-five.
inline constexpr std::uint32_t kReportTokens = 10;
inline constexpr std::uint32_t kReportCharacters = 30;

/// A shared passage worth a link: two keys are two separate runs of text, at least some forty words of an
/// article of usual length. One key alone may be a phrase, unless it is all that the shorter text has at the
/// window of the longer one (a brief of seventy words inside a story of six hundred) and the words, or a
/// whole sentence where not all are known, say so too.
inline constexpr unsigned kPassageKeys = 2;

/// One key is enough where whole sentences of so many words are equal too.
inline constexpr std::uint32_t kPassageTokens = 20;

/// Part of either text that a passage must make up: a twentieth is a paragraph of a long report. The
/// furniture of an outlet, which one article in eight shares with an earlier one, is template keys by the
/// time it is seen thrice.
inline constexpr double kPassage = 0.05;

/// What suppresses a record rests on more than a phrase: three keys in common.
inline constexpr unsigned kDuplicateKeys = 3;

/// Of an article's keys, the part that must belong to a form of its source for it to be that form filled in
/// again; less is furniture.
inline constexpr double kFormPart = 0.5;

/// A correction follows its original within hours, a form is filled in anew the next day; of 25 corrections
/// of a month of wire copy all that no tag marks came within 13 hours, of 54 forms two.
inline constexpr std::chrono::hours kCorrectionWindow{16};
/// A correction mends a few facts, a form changes most of what it says.
inline constexpr std::uint32_t kCorrectionFacts = 4;
/// And where it adds sentences too, this part of its edits at least mends something: of the same month's
/// those that no tag marks mend with every edit or every second one, updates with every fourth or fewer.
inline constexpr double kMendedPart = 1.0 / 3;
/// Whole sentences of an update: fewer words are a note or a credit line.
inline constexpr std::uint32_t kUpdateTokens = 8;

/// A text that stands in another word by word, nearly all of it, needs no sampled keys to prove it; fewer
/// words than these are a phrase.
inline constexpr double kWordForWord = 0.90;
inline constexpr std::uint32_t kWholeTokens = 24;

/// Sampled overlap from which two texts may be versions of one another: a text of which three common words of
/// ten were exchanged keeps .11 of its keys at least.
inline constexpr double kLikelyVersion = 0.10;
/// A text of so few words may stand whole in a long one that was sampled more widely, and share no key.
inline constexpr std::uint32_t kBriefWords = 160;

/// A text of at most so many tokens that ends inside a sentence of a longer one is its opening, cut off.
inline constexpr std::uint32_t kStubTokens = 120;

/// A text of at most so many tokens may be a notice that stands for articles behind a wall; those have thirty
/// to a hundred words.
inline constexpr std::uint32_t kNoticeTokens = 120;

/// Texts of at most so many tokens say what they are about in the headline: alike in words, they must be
/// alike in terms too, of which the headline's are a good part. Two dividend notes with the same dates and
/// cents have .37, versions of one note .8.
inline constexpr std::uint32_t kBriefTokens = 40;
inline constexpr double kBriefCosine = 0.60;

/// Where no passage is long enough for a sampled key, all runs of five words are counted; of so many, so
/// many as are a passage show that clauses were copied. Independent answers to one question share .02 of
/// them, texts that were written from another one .06 and more.
inline constexpr unsigned kRuns = 8;
/// So alike must two texts be to be worth the counting.
inline constexpr double kRunsCosine = 0.30;

// --- edits

/// An inserted or dropped run of that many words is a sentence, or as good as one.
inline constexpr std::uint32_t kSentenceTokens = 8;
/// Two gaps of which less than this part of the words match are not versions of one another.
inline constexpr double kSameGap = 0.4;
/// So short lines between equal ones ("1977") are versions of one another, though they have no word in
/// common.
inline constexpr std::size_t kHeadingTokens = 2;
/// Lengths of sentences that were edited in place differ by less than this part of their sum.
inline constexpr double kLengthsApart = 0.1;
/// Words before a text's first ones are a report from so many on: a byline with a dateline has fewer.
inline constexpr std::size_t kReportTokensAbove = 16;
/// A text with an edit in fewer kept words than these was reworded; and where it is as long as this, and no
/// note, only figures are facts in it.
inline constexpr std::uint32_t kRewordedTokens = 12;
inline constexpr std::uint32_t kRewordedTextTokens = 120;
/// A replaced run longer than this is reworded, and its names prove nothing.
inline constexpr std::size_t kRunTokens = 8;
/// Words that are put for others one by one, at most so many in a place, are other things; more such places
/// than kExchanges are another text, or a spun one.
inline constexpr std::size_t kExchangedTokens = 4;
inline constexpr std::uint32_t kExchanges = 4;
/// Names whose spelling is not known: one may be the same in another form.
inline constexpr std::uint32_t kUnspelledNames = 2;
/// A name that seems kept is the same place in both texts where the words to its neighbors are as many, and
/// no more than these.
inline constexpr std::size_t kFar = 3;
/// Names among the first words say who the text is about, or with those among the last, who prints it: a
/// dateline, a byline in a line of its own, a credit. Of a short text the edges are kEdgePart of it, but a
/// dateline at least.
inline constexpr std::size_t kLeadTokens = 16;
inline constexpr std::size_t kEdgePart = 6;
inline constexpr std::size_t kEdgeTokensMin = 5;
inline constexpr std::size_t kDatelineTokens = 6;
inline constexpr std::size_t kLineTokens = 8;
/// Of so many words a sentence may be that says something else in another order.
inline constexpr std::size_t kReorderedTokens = 60;

// --- other words

/// The least likeness that is worth measuring: unrelated articles a day apart have .04 in the median, two
/// reports of one event .3 to .4.
inline constexpr double kLinkCosine = 0.12;
/// A rewrite says the same things of the same people with the same numbers in the same order, tells no number
/// that its source does not, and keeps the rarer words in their order: another report of the event does not.
/// How much of that holds is the mean of four parts: names, numbers, order of the terms, mentions. The cosine
/// hardly tells the two apart and has no part in it. Of 64 articles of a stream that a language model
/// paraphrased 61 lie above, of 64 that it rewrote freely in a third to the whole of their length 41; of ten
/// thousand articles of the stream four, each beside a report of the same event.
inline constexpr double kRewrite = 0.66;
/// Fewer names than these prove nothing: the other parts speak for them, and must be sure. Independent
/// answers to one question reach .73.
inline constexpr unsigned kRewriteNames = 3;
inline constexpr double kRewriteNameless = 0.74;
/// Texts that share a passage share its names, numbers and order by that alone.
inline constexpr double kRewriteBesidePassage = 0.73;
/// A source that says a thing again in other words mostly has something to add.
inline constexpr double kRewriteSameSource = 0.93;
/// What a text without numbers or names is taken to share of them: as much as two reports of one event do.
/// It has the weight of two of them.
inline constexpr double kUnknownNumbers = 0.45;
inline constexpr double kUnknownNames = 0.50;
inline constexpr double kUnknownWeight = 2;
/// Likewise of mentions, of which another report of the event keeps so many in their order.
inline constexpr double kUnknownMentions = 0.15;
inline constexpr double kUnknownMentionsWeight = 16;
/// Of the rarer words a paraphrase keeps three to five in ten in their order, a free rewrite two to four,
/// another report one to two. More than this is no better: so alike are versions.
inline constexpr double kRewriteMentionsEnough = 0.45;
/// Below any of these no sum makes a rewrite. Six shared terms are some ten pairs whose order can be told.
inline constexpr double kRewriteCosine = 0.20;
inline constexpr unsigned kRewriteTerms = 6;
inline constexpr double kRewriteOrder = 0.50;
/// A text that is shorter than this part of the other is a summary.
inline constexpr double kRewriteLength = 0.33;
/// So many numbers in the text with fewer tell something, and a rewriter keeps most: .75 at least of twenty,
/// where "money market shortage revised up" and "revised down" share half.
inline constexpr std::size_t kTellingNumbers = 2;
inline constexpr double kRewriteNumbers = 0.60;
/// Two texts that share this part verbatim were cut from one another, unless most other words stayed too.
inline constexpr double kVerbatim = 0.25;
inline constexpr double kSpunWords = 0.55;
/// And of the words that stayed this part must stand in sentences that were edited: spun texts keep a
/// sentence in five whole, a passage that was copied all of them.
inline constexpr double kSpunInside = 0.25;

/// Average likeness to the recent members of a story that makes an article one of them. Likeness is the
/// cosine, halved where no number agrees and raised by half where all do: reports of one event have half of
/// their numbers in common, of events of one kind a tenth.
inline constexpr double kStory = 0.18;
/// The terms that are kept are a smaller part of a longer text, and two reports share fewer of them: for each
/// doubling of the shorter text beyond kStoryTokens likeness counts for this much more.
inline constexpr double kStoryLength = 0.15;
inline constexpr double kStoryTokens = 250;
inline constexpr double kStoryLengthMin = 1.00;
inline constexpr double kStoryLengthMax = 1.40;
/// Part of the members looked at that must be like it, so that no chain of neighbors makes one story of a
/// whole subject: a quorum of a fifth cuts deep chains by nine tenths.
inline constexpr double kStoryQuorum = 0.20;
/// Further apart than this an event is another event, unless words are shared.
inline constexpr std::chrono::hours kStoryGap{72};

}  // namespace wirefold::thresholds
