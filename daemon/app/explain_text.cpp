#include "daemon/app/explain_text.hpp"

#include <algorithm>

#include "daemon/core/hash.hpp"
#include "daemon/core/utf8.hpp"
#include "daemon/decide/common_subsequence.hpp"

namespace wirefold {

namespace {

constexpr std::size_t kSentencesMax = 2000;
/// Part of the telling stems two sentences have in common from which one is taken for the other.
constexpr double kPaired = 0.3;
/// Part of the words that stay in an edited sentence; fewer, and it was reworded.
constexpr double kEdited = 0.5;
/// Shorter words are in every sentence.
constexpr std::size_t kTellingBytes = 4;
/// Longer runs are sentences in a sentence, not changes.
constexpr std::size_t kChangeWordsMax = 12;

using Fact = ArticleText::Fact;
using Kind = SentencePair::Kind;

struct Sentence {
    std::vector<std::uint32_t> words;  ///< Hashes, in order.
    std::vector<std::uint64_t> stems;  ///< Hashes of the telling ones, sorted.
};

[[nodiscard]] std::vector<Sentence> read(const ArticleText& text) {
    std::vector<Sentence> sentences;
    for (const ArticleText::Sentence& written : text.sentences) {
        if (sentences.size() == kSentencesMax) break;
        Sentence& sentence = sentences.emplace_back();
        for (const ArticleText::Word& word : written.words) {
            sentence.words.push_back(static_cast<std::uint32_t>(hash64(word.folded)));
            const bool is_plain = is_ascii(word.folded.front());
            const bool tells = word.fact != Fact::None || !is_plain || word.folded.size() >= kTellingBytes;
            if (tells) sentence.stems.push_back(hash64(word.stem));
        }
        std::sort(sentence.stems.begin(), sentence.stems.end());
    }
    return sentences;
}

/// Dice's coefficient of the stems; more than any other for equal sentences.
[[nodiscard]] double likeness(const Sentence& a, const Sentence& b) {
    constexpr double kEqual = 2;
    if (a.words == b.words) return kEqual;
    if (a.stems.empty() || b.stems.empty()) return 0;
    std::size_t shared = 0;
    auto left = a.stems.begin();
    auto right = b.stems.begin();
    while (left != a.stems.end() && right != b.stems.end()) {
        if (*left == *right) {
            ++shared;
            ++left;
            ++right;
        } else if (*left < *right) {
            ++left;
        } else {
            ++right;
        }
    }
    const double dice =
        2 * static_cast<double>(shared) / static_cast<double>(a.stems.size() + b.stems.size());
    return dice >= kPaired ? dice : 0;
}

/// Pairs of sentences in order whose likenesses add up to most.
[[nodiscard]] std::vector<CommonElement> pair_up(const std::vector<Sentence>& earlier,
                                                 const std::vector<Sentence>& later) {
    const std::size_t columns = later.size() + 1;
    std::vector<float> best((earlier.size() + 1) * columns, 0.0F);
    std::vector<float> alike(earlier.size() * later.size());
    for (std::size_t i = earlier.size(); i-- > 0;) {
        for (std::size_t j = later.size(); j-- > 0;) {
            const auto like = static_cast<float>(likeness(earlier[i], later[j]));
            alike[i * later.size() + j] = like;
            float most = std::max(best[(i + 1) * columns + j], best[i * columns + j + 1]);
            if (like > 0) most = std::max(most, like + best[(i + 1) * columns + j + 1]);
            best[i * columns + j] = most;
        }
    }
    std::vector<CommonElement> pairs;
    std::size_t i = 0;
    std::size_t j = 0;
    while (i < earlier.size() && j < later.size()) {
        const float here = best[i * columns + j];
        if (here == best[(i + 1) * columns + j]) {
            ++i;
        } else if (here == best[i * columns + j + 1]) {
            ++j;
        } else {
            pairs.push_back({i++, j++});
        }
    }
    return pairs;
}

/// Words [begin, end) as they are written.
[[nodiscard]] std::string written(const ArticleText::Sentence& sentence, std::size_t begin, std::size_t end) {
    std::string text;
    for (std::size_t i = begin; i < end; ++i) {
        if (i > begin) text += sentence.words[i].before;
        text += sentence.words[i].written;
    }
    return text;
}

class TextAligner {
public:
    TextAligner(const ArticleText& earlier, const ArticleText& later)
        : earlier_(earlier), later_(later), earlier_read_(read(earlier)), later_read_(read(later)) {}

    [[nodiscard]] TextAlignment align() {
        std::vector<CommonElement> pairs = pair_up(earlier_read_, later_read_);
        pairs.push_back({earlier_.sentences.size(), later_.sentences.size()});
        std::size_t earlier = 0;
        std::size_t later = 0;
        for (const CommonElement& pair : pairs) {
            for (; earlier < pair.own; ++earlier) add(Kind::OnlyEarlier).earlier = earlier;
            for (; later < pair.other; ++later) add(Kind::OnlyLater).later = later;
            if (earlier < earlier_.sentences.size() && later < later_.sentences.size())
                compare(earlier, later);
            ++earlier;
            ++later;
        }
        const auto rank = [](const TextChange& change) {
            switch (change.fact) {
                case Fact::Number: return 0;
                case Fact::Name: return 1;
                case Fact::Unit:
                case Fact::Polarity:
                case Fact::Opposite: return 2;
                case Fact::None: break;
            }
            return 3;
        };
        std::stable_sort(out_.changes.begin(), out_.changes.end(),
                         [&](const TextChange& a, const TextChange& b) { return rank(a) < rank(b); });
        return std::move(out_);
    }

private:
    SentencePair& add(Kind kind) {
        out_.sentences.emplace_back().kind = kind;
        return out_.sentences.back();
    }

    void compare(std::size_t earlier, std::size_t later) {
        SentencePair& pair = add(Kind::Equal);
        pair.earlier = earlier;
        pair.later = later;
        const std::vector<std::uint32_t>& from = earlier_read_[earlier].words;
        const std::vector<std::uint32_t>& to = later_read_[later].words;
        if (from == to) return;
        std::vector<CommonElement> kept;
        words_.find<std::uint32_t>(from, to, kept);
        const double shorter = static_cast<double>(std::min(from.size(), to.size()));
        pair.kind = static_cast<double>(kept.size()) >= kEdited * shorter ? Kind::Edited : Kind::Reworded;
        if (pair.kind == Kind::Reworded) return;
        pair.earlier_changed.assign(from.size(), true);
        pair.later_changed.assign(to.size(), true);
        for (const CommonElement& word : kept) {
            pair.earlier_changed[word.own] = false;
            pair.later_changed[word.other] = false;
        }
        kept.push_back({from.size(), to.size()});
        add_changes(earlier_.sentences[earlier], later_.sentences[later], kept);
    }

    void add_changes(const ArticleText::Sentence& from, const ArticleText::Sentence& to,
                     const std::vector<CommonElement>& kept) {
        std::size_t earlier = 0;
        std::size_t later = 0;
        for (const CommonElement& word : kept) {
            const bool is_change = earlier < word.own || later < word.other;
            const bool is_short =
                word.own - earlier <= kChangeWordsMax && word.other - later <= kChangeWordsMax;
            if (is_change && is_short) {
                out_.changes.push_back({.fact = std::max(fact_in(from, earlier, word.own),
                                                         fact_in(to, later, word.other), by_weight),
                                        .from = written(from, earlier, word.own),
                                        .to = written(to, later, word.other)});
            }
            earlier = word.own + 1;
            later = word.other + 1;
        }
    }

    [[nodiscard]] static bool by_weight(Fact a, Fact b) {
        const auto weight = [](Fact fact) { return fact == Fact::None ? 9 : static_cast<int>(fact); };
        return weight(a) > weight(b);
    }

    [[nodiscard]] static Fact fact_in(const ArticleText::Sentence& sentence, std::size_t begin,
                                      std::size_t end) {
        Fact fact = Fact::None;
        for (std::size_t i = begin; i < end; ++i) fact = std::max(fact, sentence.words[i].fact, by_weight);
        return fact;
    }

    const ArticleText& earlier_;
    const ArticleText& later_;
    std::vector<Sentence> earlier_read_;
    std::vector<Sentence> later_read_;
    CommonSubsequence words_;
    TextAlignment out_;
};

}  // namespace

std::string_view name_of(SentencePair::Kind kind) {
    switch (kind) {
        case Kind::Equal: return "equal";
        case Kind::Edited: return "edited";
        case Kind::Reworded: return "reworded";
        case Kind::OnlyEarlier: return "only in A";
        case Kind::OnlyLater: return "only in B";
    }
    return "unknown";
}

std::string_view name_of(ArticleText::Fact fact) {
    switch (fact) {
        case Fact::None: return "words";
        case Fact::Number: return "number";
        case Fact::Unit: return "unit";
        case Fact::Polarity: return "polarity";
        case Fact::Opposite: return "opposite";
        case Fact::Name: return "name";
    }
    return "unknown";
}

TextAlignment align_texts(const ArticleText& earlier, const ArticleText& later) {
    return TextAligner{earlier, later}.align();
}

}  // namespace wirefold
