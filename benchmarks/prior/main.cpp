// Makes a table of document frequencies for daemon/fingerprint/prior/ from a corpus of articles.
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <iostream>
#include <map>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "benchmarks/corpus/corpus.hpp"
#include "daemon/core/arena.hpp"
#include "daemon/decode/decoder.hpp"
#include "daemon/fingerprint/prior.hpp"
#include "daemon/normalize/normalizer.hpp"

namespace {

using namespace wirefold;

/// Below this a frequency says more of the corpus than of the language.
constexpr std::size_t kArticlesMin = 8;

using Frequencies = std::unordered_map<std::string, std::size_t>;

[[nodiscard]] bool is_word(const Token& token, std::string_view text) {
    return !token.has_digit && text.size() >= 2 && text.size() <= 64;
}

/// Adds each stem of the article once.
void count_article(const NormalizedText& text, Frequencies& frequencies) {
    std::set<std::string_view> stems;
    for (std::size_t i = 0; i < text.tokens.size(); ++i) {
        if (is_word(text.tokens[i], text.token(i))) stems.insert(Prior::stem_of(text.token(i)));
    }
    for (const std::string_view stem : stems) ++frequencies[std::string{stem}];
}

/// Articles counted.
[[nodiscard]] std::size_t count_corpus(const bench::Corpus& corpus, Frequencies& frequencies) {
    Decoder decoder{DecodeOptions{}};
    Normalizer normalizer{NormalizeOptions{}};
    const Origin origin{.name = "corpus", .hash = 1};
    std::size_t articles = 0;
    for (const std::string& line : corpus) {
        Arena arena;
        std::vector<std::string_view> pieces;
        RawBatch batch;
        batch.add({.origin = &origin, .payload = batch.arena.copy(line), .payload_bytes = line.size()}, 0);
        const auto decoded = decoder.decode(batch.records.front(), arena, pieces);
        const auto* document = std::get_if<Document>(&decoded);
        if (document == nullptr) continue;
        count_article(normalizer.normalize(*document), frequencies);
        ++articles;
    }
    return articles;
}

void print_table(const Frequencies& frequencies, std::size_t articles) {
    std::map<long, std::vector<std::string>> rows;
    for (const auto& [stem, count] : frequencies) {
        if (count < kArticlesMin) continue;
        const double part = static_cast<double>(count) / static_cast<double>(articles);
        const long rarity = std::lround(-std::log2(part) * Prior::kClassesPerHalving);
        if (rarity < Prior::kUnknown) rows[rarity].push_back(stem);
    }
    for (auto& [rarity, stems] : rows) {
        std::sort(stems.begin(), stems.end());
        std::cout << rarity;
        for (const std::string& stem : stems) std::cout << ' ' << stem;
        std::cout << '\n';
    }
}

}  // namespace

int main(int argc, char** argv) {
    if (argc < 2) {
        std::cerr
            << "usage: wirefold_prior FILE.ndjson[.gz|.xz|.zst]... > daemon/fingerprint/prior/LANGUAGE.txt\n";
        return 2;
    }
    Frequencies frequencies;
    std::size_t articles = 0;
    for (int i = 1; i < argc; ++i) {
        const auto corpus = bench::read_corpus(argv[i], 0);
        if (!corpus) {
            std::cerr << "wirefold_prior: " << describe(corpus.error()) << '\n';
            return 1;
        }
        articles += count_corpus(*corpus, frequencies);
    }
    std::cout << "# " << articles << " articles\n";
    print_table(frequencies, articles);
    return 0;
}
