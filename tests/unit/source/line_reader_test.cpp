#include "daemon/source/line_reader.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "tests/support/seeds.hpp"
#include "tests/support/temporary_folder.hpp"
#include "tests/unit/source/compressed.hpp"

using namespace wirefold;
using namespace wirefold::test;

namespace {

struct Line {
    std::string text;
    std::uint64_t bytes = 0;
    friend bool operator==(const Line&, const Line&) = default;
};

const Deadline kNever{SteadyTime::max()};
const Deadline kAtOnce{SteadyTime{}};

[[nodiscard]] LineReader open_lines(const std::string& path, std::size_t line_bytes_max) {
    auto input = CompressedReader::open(path);
    REQUIRE(input.has_value());
    return LineReader{std::move(*input), line_bytes_max};
}

/// All lines up to the end, an error, or where a pipe falls silent.
[[nodiscard]] LineOutcome take_lines(LineReader& reader, std::vector<Line>& lines, Deadline deadline) {
    while (true) {
        const auto line = reader.next(deadline);
        REQUIRE(line.has_value());
        if (line->outcome != LineOutcome::Line) return line->outcome;
        lines.push_back({.text = std::string{line->text}, .bytes = line->bytes});
    }
}

[[nodiscard]] std::vector<Line> read_lines(const TemporaryFolder& folder, std::string_view text,
                                           std::size_t line_bytes_max = 100) {
    LineReader reader = open_lines(folder.write("input", text), line_bytes_max);
    std::vector<Line> lines;
    REQUIRE(take_lines(reader, lines, kNever) == LineOutcome::End);
    return lines;
}

/// The plain reference: the whole text in memory, one line after the other.
[[nodiscard]] std::vector<Line> split(std::string_view text, std::size_t line_bytes_max) {
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
    std::vector<Line> lines;
    while (!text.empty()) {
        const std::size_t newline = text.find('\n');
        std::string line{text.substr(0, newline)};
        text.remove_prefix(newline == std::string_view::npos ? text.size() : newline + 1);
        if (line.ends_with('\r')) line.pop_back();
        lines.push_back({.text = line.substr(0, line_bytes_max), .bytes = line.size()});
    }
    return lines;
}

}  // namespace

TEST_SUITE("source/line_reader") {
    TEST_CASE("an ending is no part of a line, and a last line needs none") {
        const TemporaryFolder folder;
        const std::vector<Line> expected{{"a", 1}, {"", 0}, {"b", 1}, {"c\rd", 3}, {"e", 1}};
        CHECK(read_lines(folder, "a\n\nb\r\nc\rd\r\ne") == expected);
        CHECK(read_lines(folder, "a\n\nb\r\nc\rd\r\ne\n") == expected);
        CHECK(read_lines(folder, "a\n\nb\r\nc\rd\r\ne\r") == expected);
    }

    TEST_CASE("nothing has no lines") {
        const TemporaryFolder folder;
        CHECK(read_lines(folder, "").empty());
        CHECK(read_lines(folder, "\xEF\xBB\xBF").empty());
        CHECK(read_lines(folder, "\n") == std::vector<Line>{{"", 0}});
    }

    TEST_CASE("a byte order mark is skipped at the start and kept elsewhere") {
        const TemporaryFolder folder;
        CHECK(read_lines(folder, "\xEF\xBB\xBF{}\n\xEF\xBB\xBF{}\n") ==
              std::vector<Line>{{"{}", 2}, {"\xEF\xBB\xBF{}", 5}});
    }

    TEST_CASE("a line is kept up to the limit and its true size is said") {
        const TemporaryFolder folder;
        const std::string exact(10, 'x');
        CHECK(read_lines(folder, exact + "\n", 10) == std::vector<Line>{{exact, 10}});
        CHECK(read_lines(folder, exact + "\r\n", 10) == std::vector<Line>{{exact, 10}});
        CHECK(read_lines(folder, "\xEF\xBB\xBF" + exact + "\r\n", 10) == std::vector<Line>{{exact, 10}});
        CHECK(read_lines(folder, exact + "y\nz\n", 10) == std::vector<Line>{{exact, 11}, {"z", 1}});
    }

    TEST_CASE("a line of many chunks costs memory only for what is kept of it") {
        const TemporaryFolder folder;
        std::string text(5'000'000, 'x');
        text += "\nnext\n";
        CHECK(read_lines(folder, text, 1000) ==
              std::vector<Line>{{std::string(1000, 'x'), 5'000'000}, {"next", 4}});
    }

    TEST_CASE("splits as the plain reference does, wherever chunks end") {
        for (const std::uint64_t seed : test_seeds(20)) {
            CAPTURE(seed);
            SeededBytes random{seed};
            std::string text = random.one_in(2) ? "\xEF\xBB\xBF" : "";
            while (text.size() < 600'000) {
                const std::size_t length = random.one_in(50) ? random.up_to(300'000) : random.up_to(2000);
                text.append(length, static_cast<char>('a' + random.up_to(25)));
                text += random.one_in(3) ? "\r\n" : random.one_in(50) ? "\r\r\n" : "\n";
            }
            if (random.one_in(2)) text += "no ending";
            const std::size_t limit = random.one_in(2) ? 1000 : 200'000;
            const TemporaryFolder folder;
            REQUIRE(read_lines(folder, text, limit) == split(text, limit));
        }
    }

    TEST_CASE("a pipe may pause inside every line, mark and ending, at every limit") {
        const std::string text =
            "\xEF\xBB\xBF"
            "ab\r\n\r\nlong line\ncd\rd\r\n\n\nend";
        for (std::size_t pause = 0; pause <= text.size(); ++pause) {
            for (std::size_t limit = 1; limit < 12; ++limit) {
                CAPTURE(pause);
                CAPTURE(limit);
                const TemporaryFolder folder;
                const std::string path = folder.path_of("pipe");
                REQUIRE(::mkfifo(path.c_str(), 0600) == 0);
                const int writer = ::open(path.c_str(), O_RDWR | O_CLOEXEC);
                LineReader reader = open_lines(path, limit);
                std::vector<Line> lines;
                REQUIRE(::write(writer, text.data(), pause) == static_cast<ssize_t>(pause));
                REQUIRE(take_lines(reader, lines, kAtOnce) == LineOutcome::NotYet);
                const std::size_t rest = text.size() - pause;
                REQUIRE(::write(writer, text.data() + pause, rest) == static_cast<ssize_t>(rest));
                REQUIRE(take_lines(reader, lines, kAtOnce) == LineOutcome::NotYet);
                ::close(writer);
                REQUIRE(take_lines(reader, lines, kAtOnce) == LineOutcome::End);
                REQUIRE(lines == split(text, limit));
            }
        }
    }

    TEST_CASE("an error of the input comes after every line before it, the unfinished one included") {
        const TemporaryFolder folder;
        std::string text;
        for (int i = 0; i < 60'000; ++i) text += "line " + std::to_string(i) + "\n";
        const std::string packed = pack(kPackings[0], text);
        LineReader reader = open_lines(folder.write("cut.gz", packed.substr(0, packed.size() / 2)), 100);
        std::string given;
        std::uint64_t lines = 0;
        while (true) {
            const auto line = reader.next(kNever);
            if (!line) {
                CHECK(line.error().code == Errc::Corrupt);
                break;
            }
            REQUIRE(line->outcome == LineOutcome::Line);
            given.append(line->text).append("\n");
            ++lines;
        }
        given.pop_back();
        CHECK(lines > 1000);
        CHECK(text.starts_with(given));
        CHECK_FALSE(reader.next(kNever).has_value());
    }
}
