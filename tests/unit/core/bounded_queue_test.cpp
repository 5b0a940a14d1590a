#include "daemon/core/bounded_queue.hpp"

#include <cstddef>
#include <thread>

#include <doctest/doctest.h>

using namespace wirefold;

namespace {

struct Parcel {
    int id = 0;
    std::size_t weight = 1;
    [[nodiscard]] std::size_t bytes() const { return weight; }
};

}  // namespace

TEST_SUITE("core/bounded_queue") {
    TEST_CASE("refuses what does not fit and leaves it with its owner") {
        BoundedQueue<Parcel> queue{10};
        Parcel first{1, 6};
        Parcel second{2, 6};
        CHECK(queue.try_push(first));
        CHECK_FALSE(queue.try_push(second));
        CHECK(second.id == 2);
        CHECK(queue.bytes() == 6);
    }

    TEST_CASE("an empty queue takes one parcel of any size") {
        BoundedQueue<Parcel> queue{10};
        Parcel huge{1, 1000};
        CHECK(queue.try_push(huge));
        CHECK(queue.bytes() == 1000);
    }

    TEST_CASE("what is inside at close can still be taken, then it says so") {
        BoundedQueue<Parcel> queue{10};
        Parcel parcel{7, 1};
        REQUIRE(queue.push(parcel));
        queue.close();
        Parcel late{8, 1};
        CHECK_FALSE(queue.push(late));
        const auto taken = queue.pop();
        REQUIRE(taken.has_value());
        CHECK(taken->id == 7);
        CHECK_FALSE(queue.pop().has_value());
        CHECK(queue.drained());
    }

    TEST_CASE("keeps the order of one pushing thread under contention") {
        BoundedQueue<Parcel> queue{3};
        constexpr int kCount = 10'000;
        std::jthread producer{[&] {
            for (int i = 0; i < kCount; ++i) {
                Parcel parcel{i, 1};
                if (!queue.push(parcel)) return;
            }
            queue.close();
        }};
        int expected = 0;
        while (const auto parcel = queue.pop()) {
            REQUIRE(parcel->id == expected);
            ++expected;
        }
        CHECK(expected == kCount);
    }

    TEST_CASE("close wakes a waiting pusher, who keeps its parcel") {
        BoundedQueue<Parcel> queue{1};
        Parcel first{1, 1};
        REQUIRE(queue.push(first));
        Parcel second{2, 1};
        bool pushed = true;
        {
            std::jthread pusher{[&] { pushed = queue.push(second); }};
            queue.close();
        }
        CHECK_FALSE(pushed);
        CHECK(second.id == 2);
    }
}
