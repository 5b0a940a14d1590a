#include "daemon/metrics/process_facts.hpp"

#include <string>

#include <doctest/doctest.h>
#include <fcntl.h>
#include <sys/resource.h>
#include <unistd.h>

#include "daemon/core/clock.hpp"

using namespace wirefold;

TEST_SUITE("metrics/process_facts") {
    TEST_CASE("counts the descriptors that are open, without the one it counts with") {
        double open = 0;
        for (int descriptor = 0; descriptor < 1024; ++descriptor)
            open += ::fcntl(descriptor, F_GETFD) < 0 ? 0 : 1;
        CHECK(read_process_facts().open_fds == open);
    }

    TEST_CASE("counts a descriptor more for each that is opened") {
        const auto before = read_process_facts().open_fds;
        const int descriptor = ::open("/dev/null", O_RDONLY | O_CLOEXEC);
        REQUIRE(descriptor >= 0);
        const auto opened = read_process_facts().open_fds;
        ::close(descriptor);
        REQUIRE(before.has_value());
        REQUIRE(opened.has_value());
        CHECK(*opened == *before + 1);
        CHECK(read_process_facts().open_fds == before);
    }

    TEST_CASE("without a free descriptor it says nothing of what it cannot see, and the rest") {
        rlimit before{};
        REQUIRE(::getrlimit(RLIMIT_NOFILE, &before) == 0);
        rlimit none = before;
        none.rlim_cur = 0;
        REQUIRE(::setrlimit(RLIMIT_NOFILE, &none) == 0);
        const ProcessFacts facts = read_process_facts();
        ::setrlimit(RLIMIT_NOFILE, &before);
        CHECK_FALSE(facts.open_fds.has_value());
        CHECK_FALSE(facts.resident_bytes.has_value());
        CHECK_FALSE(facts.start_time_seconds.has_value());
        CHECK(facts.cpu_seconds.has_value());
    }

    TEST_CASE("the process started before now and not long ago") {
        const auto started = read_process_facts().start_time_seconds;
        REQUIRE(started.has_value());
        const double now = static_cast<double>(SystemClock{}.now().time_since_epoch().count()) / 1000.0;
        // The machine's start is known to the second only.
        CHECK(*started <= now + 1);
        CHECK(*started > now - 24 * 3600);
    }

    TEST_CASE("resident memory grows with memory that is touched") {
        const auto before = read_process_facts().resident_bytes;
        const std::string touched(64UL << 20U, 'x');
        const auto after = read_process_facts().resident_bytes;
        REQUIRE(before.has_value());
        REQUIRE(after.has_value());
        CHECK(touched.back() == 'x');
        CHECK(*after > *before + (32 << 20));
    }
}
