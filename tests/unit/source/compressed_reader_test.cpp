#include "daemon/source/compressed_reader.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <string>

#include <doctest/doctest.h>

#include "tests/support/seeds.hpp"
#include "tests/support/temporary_folder.hpp"
#include "tests/unit/source/compressed.hpp"

using namespace wirefold;
using namespace wirefold::test;

namespace {

struct Reading {
    std::string text;
    std::string error;  ///< Empty: read to its end.
};

[[nodiscard]] Reading read_all(const std::string& path) {
    Reading reading;
    auto reader = CompressedReader::open(path);
    if (!reader) {
        reading.error = describe(reader.error());
        return reading;
    }
    while (true) {
        const auto chunk = reader->next();
        if (!chunk) {
            reading.error = describe(chunk.error());
            return reading;
        }
        if (chunk->empty()) return reading;
        reading.text += *chunk;
    }
}

/// Lines enough that a compressor finds work and a reader several chunks.
[[nodiscard]] std::string lines_of_text(std::size_t count) {
    SeededBytes random{7};
    std::string text;
    for (std::size_t i = 0; i < count; ++i) {
        text += "{\"uri\":\"urn:" + std::to_string(i) + "\",\"headline\":\"" + std::to_string(random.next()) +
                "\"}\n";
    }
    return text;
}

}  // namespace

TEST_SUITE("source/compressed_reader") {
    TEST_CASE("gives the same bytes however they are packed") {
        const TemporaryFolder folder;
        const std::string text = lines_of_text(8'000);
        REQUIRE(read_all(folder.write("plain.ndjson", text)).text == text);
        for (const Packing& packing : kPackings) {
            CAPTURE(packing.ending);
            const std::string packed = pack(packing, text);
            REQUIRE(packed.size() < text.size());
            const Reading reading = read_all(folder.write("packed" + std::string{packing.ending}, packed));
            CHECK(reading.error == "");
            CHECK(reading.text == text);
        }
    }

    TEST_CASE("reads frame after frame of a file that was appended to") {
        const TemporaryFolder folder;
        for (const Packing& packing : kPackings) {
            CAPTURE(packing.ending);
            const std::string packed = pack(packing, "one\n") + pack(packing, "") + pack(packing, "two\n");
            const Reading reading = read_all(folder.write("packed" + std::string{packing.ending}, packed));
            CHECK(reading.error == "");
            CHECK(reading.text == "one\ntwo\n");
        }
    }

    TEST_CASE("a compressed nothing is nothing, and no error") {
        const TemporaryFolder folder;
        for (const Packing& packing : kPackings) {
            CAPTURE(packing.ending);
            const Reading reading =
                read_all(folder.write("packed" + std::string{packing.ending}, pack(packing, "")));
            CHECK(reading.error == "");
            CHECK(reading.text == "");
        }
    }

    TEST_CASE("wherever compressed input is cut, it ends in an error that names it") {
        const TemporaryFolder folder;
        for (const Packing& packing : kPackings) {
            const std::string first = pack(packing, lines_of_text(3));
            const std::string both = first + pack(packing, lines_of_text(2));
            const std::string name = "cut" + std::string{packing.ending};
            for (std::size_t cut = 0; cut < both.size(); ++cut) {
                if (cut == first.size()) continue;  // whole, only shorter
                CAPTURE(packing.ending);
                CAPTURE(cut);
                const Reading reading = read_all(folder.write(name, both.substr(0, cut)));
                REQUIRE(reading.error.starts_with("corrupt: "));
                REQUIRE(reading.error.find(folder.path_of(name)) != std::string::npos);
                REQUIRE(lines_of_text(3).append(lines_of_text(2)).starts_with(reading.text));
            }
        }
    }

    TEST_CASE("a large compressed file that is cut gives its beginning before the error") {
        const TemporaryFolder folder;
        const std::string text = lines_of_text(12'000);
        for (const Packing& packing : kPackings) {
            CAPTURE(packing.ending);
            const std::string packed = pack(packing, text);
            const Reading reading = read_all(
                folder.write("cut" + std::string{packing.ending}, packed.substr(0, packed.size() - 10)));
            CHECK(reading.error.starts_with("corrupt: "));
            CHECK(reading.text.size() > text.size() / 2);
            CHECK(text.starts_with(reading.text));
        }
    }

    TEST_CASE("a flipped bit never becomes other text where the format has a checksum") {
        const TemporaryFolder folder;
        const std::string text = lines_of_text(5);
        for (const Packing& packing : {kPackings[0], kPackings[1]}) {
            const std::string packed = pack(packing, text);
            for (std::size_t i = 0; i < packed.size(); ++i) {
                CAPTURE(packing.ending);
                CAPTURE(i);
                std::string flipped = packed;
                flipped[i] = static_cast<char>(flipped[i] ^ (1 << (i % 8)));
                const Reading reading =
                    read_all(folder.write("flipped" + std::string{packing.ending}, flipped));
                REQUIRE((!reading.error.empty() || reading.text == text));
            }
        }
    }

    TEST_CASE("bytes behind the last frame are an error, however few") {
        const TemporaryFolder folder;
        for (const Packing& packing : kPackings) {
            for (std::size_t count = 1; count < 10; ++count) {
                CAPTURE(packing.ending);
                CAPTURE(count);
                const std::string packed = pack(packing, lines_of_text(3)) + std::string(count, 'x');
                const Reading reading =
                    read_all(folder.write("longer" + std::string{packing.ending}, packed));
                REQUIRE(reading.error.starts_with("corrupt: "));
            }
        }
    }

    TEST_CASE("a name that promises compression is believed, whatever the content") {
        const TemporaryFolder folder;
        for (const Packing& packing : kPackings) {
            CAPTURE(packing.ending);
            const std::string name = "text" + std::string{packing.ending};
            CHECK(read_all(folder.write(name, "just some lines\nof text\n")).error.starts_with("corrupt: "));
            CHECK(read_all(folder.write(name, "")).error.starts_with("corrupt: "));
        }
        const std::string packed = pack(kPackings[0], "text");
        CHECK(read_all(folder.write("packed.ndjson", packed)).text == packed);
    }

    TEST_CASE("a missing file and a folder are errors that name themselves") {
        const TemporaryFolder folder;
        CHECK(read_all(folder.path_of("absent")).error ==
              "io: open " + folder.path_of("absent") + ": no such file or directory");
        CHECK(read_all(folder.path()).error == "io: read " + folder.path() + ": is a directory");
    }

    TEST_CASE("knows how much of the file it has taken") {
        const TemporaryFolder folder;
        const std::string packed = pack(kPackings[0], lines_of_text(100));
        auto reader = CompressedReader::open(folder.write("a.gz", packed));
        REQUIRE(reader.has_value());
        CHECK(reader->total() == packed.size());
        while (!reader->next()->empty()) {
        }
        CHECK(reader->position() == packed.size());
    }

    TEST_CASE("a pipe is ready when it has something to say, and at its end") {
        const TemporaryFolder folder;
        const std::string path = folder.path_of("pipe");
        REQUIRE(::mkfifo(path.c_str(), 0600) == 0);
        const int writer = ::open(path.c_str(), O_RDWR | O_CLOEXEC);
        REQUIRE(writer >= 0);
        auto reader = CompressedReader::open(path);
        REQUIRE(reader.has_value());
        CHECK(reader->total() == 0);
        CHECK_FALSE(reader->ready_before(Deadline{SteadyTime{}}));
        REQUIRE(::write(writer, "abc", 3) == 3);
        CHECK(reader->ready_before(Deadline{SteadyTime{}}));
        CHECK(*reader->next() == "abc");
        ::close(writer);
        CHECK(reader->ready_before(Deadline{SteadyTime{}}));
        CHECK(reader->next()->empty());
    }
}
