#include "daemon/index/byte_ring.hpp"

#include <algorithm>
#include <deque>
#include <string>

#include <doctest/doctest.h>

#include "tests/support/random.hpp"

using namespace wirefold;

TEST_SUITE("index/byte_ring") {
    TEST_CASE("a ring has whole words, at least as many bytes as asked for, and a margin of a piece") {
        CHECK(ByteRing{8}.capacity() == 8);
        CHECK(ByteRing{8}.bytes() == 16);
        CHECK(ByteRing{9}.capacity() == 12);
        CHECK(ByteRing{1 << 20U}.bytes() == (1 << 20U) + ByteRing::kPieceMax);
    }

    TEST_CASE("pieces lie one behind the other, each at a multiple of four") {
        ByteRing ring{64};
        CHECK(ring.take(5) == 0);
        CHECK(ring.take(4) == 8);
        CHECK(ring.take(0) == 12);
        CHECK(ring.next() == 12);
    }

    TEST_CASE("a piece that crosses the end goes on behind it") {
        ByteRing ring{16};
        static_cast<void>(ring.take(12));
        const std::uint64_t crossing = ring.put("one two");
        CHECK(crossing == 12);
        CHECK(ring.from(crossing).substr(0, 7) == "one two");
        CHECK(ring.next() == 20);
        CHECK(ring.at(ring.next()) == ring.at(4));
    }

    TEST_CASE("a piece as large as the ring fits when nothing else is needed") {
        ByteRing ring{16};
        CHECK(ring.fits(16, 0));
        CHECK_FALSE(ring.fits(17, 0));
        static_cast<void>(ring.take(4));
        CHECK_FALSE(ring.fits(16, 0));
        CHECK(ring.fits(16, 4));
    }

    TEST_CASE("what fits depends on the sizes of the pieces, not on where the first lies") {
        for (std::size_t first = 0; first < 16; first += 4) {
            CAPTURE(first);
            ByteRing ring{16};
            const std::uint64_t oldest = ring.take(first) + first;
            static_cast<void>(ring.take(8));
            CHECK(ring.fits(8, oldest));
            CHECK_FALSE(ring.fits(9, oldest));
        }
    }

    TEST_CASE("what fits never touches what is still needed, and no piece is parted") {
        struct Piece {
            std::uint64_t begin;
            std::string bytes;
        };
        for (unsigned seed = 0; seed < 50; ++seed) {
            CAPTURE(seed);
            test::Random random{seed};
            ByteRing ring{16 + random.below(300)};
            std::deque<Piece> needed;
            for (int round = 0; round < 1000; ++round) {
                const std::size_t bytes = random.below(static_cast<std::uint32_t>(ring.piece_max()) + 1);
                while (!needed.empty() && !ring.fits(bytes, needed.front().begin)) needed.pop_front();
                const std::uint64_t expected = ring.next();
                const std::uint64_t begin = ring.take(bytes);
                REQUIRE(begin == expected);
                REQUIRE(begin % 4 == 0);
                REQUIRE(begin % ring.capacity() + bytes <= ring.bytes());
                REQUIRE(ring.next() >= begin + bytes);
                needed.push_back({begin, std::string(bytes, static_cast<char>(round))});
                std::fill_n(ring.at(begin), bytes, static_cast<char>(round));
                for (const Piece& piece : needed)
                    REQUIRE(std::string(ring.at(piece.begin), piece.bytes.size()) == piece.bytes);
            }
        }
    }
}
