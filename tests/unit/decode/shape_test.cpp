#include "daemon/decode/shape.hpp"

#include <algorithm>
#include <initializer_list>
#include <string>

#include <doctest/doctest.h>

using namespace wirefold;

namespace {

[[nodiscard]] std::string profile_for(std::initializer_list<std::string_view> keys) {
    ShapeDetector detector;
    for (const std::string_view key : keys) detector.see(key);
    const Profile* profile = detector.profile();
    return profile == nullptr ? "none" : std::string{profile->name};
}

}  // namespace

TEST_SUITE("decode/shape") {
    TEST_CASE("tells the ninjs versions apart by their names") {
        CHECK(profile_for({"uri", "headline", "body_text"}) == "ninjs1");
        CHECK(profile_for({"uri", "body_html5", "type"}) == "ninjs1");
        CHECK(profile_for({"uri"}) == "ninjs1");
        CHECK(profile_for({"uri", "versioncreated", "bodies"}) == "ninjs2");
        CHECK(profile_for({"uri", "headlines", "infosources"}) == "ninjs2");
        CHECK(profile_for({"uri", "headlines", "bodies"}) == "ninjs3");
        CHECK(profile_for({"uri", "versionCreated"}) == "ninjs3");
        CHECK(profile_for({"uri", "title", "pubStatus"}) == "ninjs3");
    }

    TEST_CASE("a shared name proves nothing") {
        CHECK(profile_for({"uri", "title", "pubStatus", "language"}) == "ninjs3");
        CHECK(profile_for({"uri", "title", "versioncreated", "subjects"}) == "ninjs2");
    }

    TEST_CASE("recognizes plain JSON by a body, or by a title with an identity") {
        CHECK(profile_for({"id", "text"}) == "generic");
        CHECK(profile_for({"title", "url"}) == "generic");
        CHECK(profile_for({"uri", "content"}) == "generic");
        CHECK(profile_for({"title"}) == "none");
        CHECK(profile_for({"level", "msg"}) == "none");
        CHECK(profile_for({}) == "none");
    }

    TEST_CASE("every built-in pointer leads to its row") {
        for (const Profile& profile : built_in_profiles()) {
            const PointerTree tree{profile};
            std::size_t rows = tree.root().rows.size();
            CHECK(rows == 0);
            for (std::size_t row = 0; row < profile.fields.size(); ++row) {
                std::string_view rest = profile.fields[row].pointer.substr(1);
                const PointerTree::Node* node = &tree.root();
                while (node != nullptr && !rest.empty()) {
                    const std::string_view segment = rest.substr(0, rest.find('/'));
                    rest =
                        segment.size() == rest.size() ? std::string_view{} : rest.substr(segment.size() + 1);
                    node = segment == "*" ? tree.any_element(*node) : tree.child(*node, segment);
                }
                REQUIRE(node != nullptr);
                CHECK(std::find(node->rows.begin(), node->rows.end(), row) != node->rows.end());
            }
        }
    }
}
