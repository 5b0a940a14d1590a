#include "daemon/decide/spellings.hpp"

#include <doctest/doctest.h>

using namespace wirefold;

TEST_SUITE("decide/spellings") {
    TEST_CASE("a figure in millions or billions is the same one in full") {
        CHECK(is_restated("7.5", "7507000"));
        CHECK(is_restated("1459193000", "1.46"));
        CHECK_FALSE(is_restated("7.5", "7607000"));
        CHECK_FALSE(is_restated("7", "8"));
        CHECK_FALSE(is_restated("0", "0"));
    }

    TEST_CASE("a letter in four may differ between spellings of one name") {
        CHECK(are_spellings_of_one("Greyhaven", "Grayhaven"));
        CHECK(are_spellings_of_one("Oct", "October"));
        CHECK(are_spellings_of_one("Braodacasting", "Broadcasting"));
        CHECK(are_spellings_of_one("Fsical", "Fiscal"));
        CHECK_FALSE(are_spellings_of_one("Greyhaven", "Marbeck"));
        CHECK_FALSE(are_spellings_of_one("May", "Mai Lin"));
    }

    TEST_CASE("names are others where both are known and unlike") {
        CHECK(are_other_names("Greyhaven", "Marbeck"));
        CHECK_FALSE(are_other_names("GREYHAVEN", "Grayhaven"));
        CHECK_FALSE(are_other_names("", "Marbeck"));
        CHECK_FALSE(are_other_names("Иванов", "ИВАНОВ"));
    }

    TEST_CASE("initials stand for a name of two words or more") {
        CHECK(are_initials_of("U.S", "United States"));
        CHECK(are_initials_of("U S", "United States"));
        CHECK(are_initials_of("EU", "European Union"));
        CHECK(are_initials_of("ÉU", "États Unis"));
        CHECK_FALSE(are_initials_of("U.K", "United States"));
        CHECK_FALSE(are_initials_of("U", "Union"));
        CHECK_FALSE(are_initials_of("U.S", "United States Steel"));
        CHECK_FALSE(are_initials_of("", "United States"));
        CHECK_FALSE(are_initials_of("United States", ""));
        CHECK_FALSE(are_initials_of("A B", "A B"));
    }
}
