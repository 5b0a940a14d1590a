#include "benchmarks/corpus/generator.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include "daemon/core/hash.hpp"

namespace wirefold::bench {

namespace {

constexpr std::size_t kVocabulary = 20'000;
constexpr std::size_t kCopyEvery = 8;
constexpr std::size_t kSourceReach = 512;  ///< A copy repeats one of so many articles before it.
constexpr std::size_t kWordsPerSentence = 18;
constexpr std::size_t kSentencesPerParagraph = 4;

/// The standard library's distributions differ from one implementation to the next; these do not.
class Random {
public:
    explicit Random(std::uint64_t seed) : state_(seed) {}
    [[nodiscard]] std::uint64_t next() { return mix64(state_ += 0x9e3779b97f4a7c15ULL); }
    [[nodiscard]] std::size_t below(std::size_t bound) { return static_cast<std::size_t>(next() % bound); }
    [[nodiscard]] double fraction() { return static_cast<double>(next() >> 11) * 0x1p-53; }

private:
    std::uint64_t state_;
};

[[nodiscard]] std::string make_word(Random& random) {
    constexpr std::array<std::string_view, 20> kOnsets{"b", "c", "d", "f", "g", "h",  "l",  "m",  "n",  "p",
                                                       "r", "s", "t", "v", "w", "th", "st", "tr", "pl", "sh"};
    constexpr std::array<std::string_view, 10> kRimes{"a", "e", "i", "o", "u", "an", "er", "in", "on", "ent"};
    std::string word;
    const std::size_t syllables = 1 + random.below(3);
    for (std::size_t i = 0; i < syllables; ++i) {
        word += kOnsets[random.below(kOnsets.size())];
        word += kRimes[random.below(kRimes.size())];
    }
    return word;
}

/// Words by rank: the word of rank r comes 1/r as often as the first one.
class Vocabulary {
public:
    explicit Vocabulary(Random& random) {
        double sum = 0;
        for (std::size_t rank = 1; rank <= kVocabulary; ++rank) {
            words_.push_back(make_word(random));
            sum += 1.0 / static_cast<double>(rank);
            reach_.push_back(sum);
        }
    }
    [[nodiscard]] const std::string& draw(Random& random) const {
        const double at = random.fraction() * reach_.back();
        return words_[static_cast<std::size_t>(std::upper_bound(reach_.begin(), reach_.end() - 1, at) -
                                               reach_.begin())];
    }

private:
    std::vector<std::string> words_;
    std::vector<double> reach_;  ///< Sum of the weights up to each word.
};

using Words = std::vector<std::string_view>;

[[nodiscard]] Words draw_words(const Vocabulary& vocabulary, std::size_t count, Random& random) {
    Words words;
    for (std::size_t i = 0; i < count; ++i) words.push_back(vocabulary.draw(random));
    return words;
}

[[nodiscard]] std::string body_of(const Words& words) {
    std::string body;
    for (std::size_t i = 0; i < words.size(); ++i) {
        const bool begins = i % kWordsPerSentence == 0;
        if (i > 0 && begins) body += i % (kWordsPerSentence * kSentencesPerParagraph) == 0 ? ".\\n\\n" : ". ";
        if (i > 0 && !begins) body += ' ';
        body += words[i];
        if (begins) {
            char& first = body[body.size() - words[i].size()];
            first = static_cast<char>(first - 'a' + 'A');
        }
    }
    return body + '.';
}

[[nodiscard]] std::string record_of(std::size_t number, const Words& words) {
    std::string title;
    for (std::size_t i = 0; i < 7; ++i) title += (i == 0 ? "" : " ") + std::string{words[i]};
    const std::string minute = std::to_string(100 + number % 60).substr(1);
    const std::string hour = std::to_string(100 + number / 60 % 24).substr(1);
    const std::string day = std::to_string(101 + number / 1440 % 28).substr(1);
    return R"({"uri": "urn:generated:)" + std::to_string(number) +
           R"(", "type": "text", "version": "1", "versioncreated": "2024-01-)" + day + 'T' + hour + ':' +
           minute + R"(:00Z", "language": "en", "infosource": [{"name": "Agency )" +
           std::to_string(number % 50) + R"("}], "headline": ")" + title + R"(", "body_text": ")" +
           body_of(words) + R"("})";
}

}  // namespace

Corpus generate_corpus(std::size_t articles, std::uint64_t seed) {
    Random random{seed};
    const Vocabulary vocabulary{random};
    Corpus corpus;
    std::vector<Words> recent;
    for (std::size_t number = 0; number < articles; ++number) {
        Words words;
        if (number % kCopyEvery == kCopyEvery - 1) {
            words = recent[random.below(recent.size())];
            for (int i = 0; i < 5; ++i) words[random.below(words.size())] = vocabulary.draw(random);
        } else {
            words = draw_words(vocabulary, 60 + random.below(900), random);
        }
        corpus.push_back(record_of(number, words));
        if (recent.size() < kSourceReach) {
            recent.push_back(std::move(words));
        } else {
            recent[number % kSourceReach] = std::move(words);
        }
    }
    return corpus;
}

}  // namespace wirefold::bench
