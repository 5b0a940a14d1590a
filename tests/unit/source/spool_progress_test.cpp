#include "daemon/source/spool_progress.hpp"

#include <string>

#include <doctest/doctest.h>

#include "tests/support/seeds.hpp"
#include "tests/support/temporary_folder.hpp"

using namespace wirefold;
using namespace wirefold::test;

namespace {

[[nodiscard]] SpoolProgress some_progress(SeededBytes& random) {
    constexpr std::array kStates{SpoolState::Open, SpoolState::Finished, SpoolState::Failed};
    SpoolProgress progress;
    for (std::uint64_t left = random.up_to(5); left > 0; --left) {
        SpoolIdentity identity{.name = random.bytes(1 + random.up_to(20)),
                               .bytes = random.next(),
                               .modified_ns = static_cast<std::int64_t>(random.next()),
                               .inode = random.next()};
        progress[std::move(identity)] = {.state = kStates[random.up_to(2)], .lines_finished = random.next()};
    }
    return progress;
}

}  // namespace

TEST_SUITE("source/spool_progress") {
    TEST_CASE("what was written is read, whatever a file is called") {
        for (const std::uint64_t seed : test_seeds(200)) {
            CAPTURE(seed);
            SeededBytes random{seed};
            const SpoolProgress progress = some_progress(random);
            const auto parsed = parse_spool_progress(write_spool_progress(progress));
            REQUIRE(parsed.has_value());
            REQUIRE(*parsed == progress);
        }
    }

    TEST_CASE("every truncation and every changed byte is noticed") {
        SeededBytes random{3};
        SpoolProgress progress;
        while (progress.empty()) progress = some_progress(random);
        const std::string text = write_spool_progress(progress);
        for (std::size_t i = 0; i < text.size(); ++i) {
            CAPTURE(i);
            REQUIRE_FALSE(parse_spool_progress(text.substr(0, i)).has_value());
            std::string changed = text;
            changed[i] = static_cast<char>(changed[i] ^ static_cast<char>(1 + random.up_to(126)));
            REQUIRE_FALSE(parse_spool_progress(changed).has_value());
        }
    }

    TEST_CASE("another format version is refused, not misread") {
        std::string text = write_spool_progress({});
        text.replace(text.find(" 1\n"), 3, " 2\n");
        const auto parsed = parse_spool_progress(text);
        REQUIRE_FALSE(parsed.has_value());
        CHECK(parsed.error().context.find("version") != std::string::npos);
    }

    TEST_CASE("no file is no progress, an unreadable one is an error") {
        const TemporaryFolder folder;
        const auto absent = load_spool_progress(folder.path_of("absent"));
        REQUIRE(absent.has_value());
        CHECK(absent->empty());
        CHECK_FALSE(load_spool_progress(folder.path()).has_value());
        CHECK(load_spool_progress(folder.write("empty", "")).error().code == Errc::Corrupt);
    }

    TEST_CASE("saving replaces the file and leaves no draft") {
        const TemporaryFolder folder;
        const std::string path = folder.write("progress", "old");
        const SpoolProgress progress{{{.name = "a", .bytes = 1, .modified_ns = 2, .inode = 3}, {}}};
        REQUIRE(save_spool_progress(path, progress).has_value());
        CHECK(*load_spool_progress(path) == progress);
        CHECK(folder.names() == std::vector<std::string>{"progress"});
    }

    TEST_CASE("each content of a name has its own origin, the same in every process") {
        const SpoolIdentity identity{.name = "a", .bytes = 1, .modified_ns = 2, .inode = 3};
        SpoolIdentity other = identity;
        CHECK(other.origin_hash() == identity.origin_hash());
        CHECK(identity.origin_hash() == hash64("a\n1/2/3"));
        other.bytes = 2;
        CHECK(other.origin_hash() != identity.origin_hash());
        other = identity;
        other.modified_ns = 3;
        CHECK(other.origin_hash() != identity.origin_hash());
        other = identity;
        other.inode = 4;
        CHECK(other.origin_hash() != identity.origin_hash());
    }
}
