#include "benchmarks/corpus/corpus.hpp"

#include "benchmarks/corpus/generator.hpp"
#include "daemon/core/units.hpp"
#include "daemon/source/line_reader.hpp"

namespace wirefold::bench {

namespace {

constexpr std::uint64_t kSeed = 1;
constexpr std::size_t kLineBytesMax = 32 * kMiB;

}  // namespace

Result<Corpus> read_corpus(const std::string& path, std::size_t generated) {
    if (path.empty()) return generate_corpus(generated, kSeed);
    auto input = CompressedReader::open(path);
    if (!input) return input.error();
    LineReader lines{std::move(*input), kLineBytesMax};
    Corpus corpus;
    while (true) {
        const auto line = lines.next(Deadline::after(std::chrono::minutes{1}));
        if (!line) return line.error();
        if (line->outcome != LineOutcome::Line) break;
        if (!line->text.empty()) corpus.emplace_back(line->text);
    }
    if (corpus.empty()) return Error{Errc::Io, path + " holds no records"};
    return corpus;
}

}  // namespace wirefold::bench
