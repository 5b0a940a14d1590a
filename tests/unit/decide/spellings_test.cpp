#include "daemon/decide/spellings.hpp"

#include <string>

#include <doctest/doctest.h>

using namespace wirefold;

TEST_SUITE("decide/spellings") {
    TEST_CASE("a figure in millions or billions is the same one in full") {
        CHECK(are_one_figure({"7.5", 6}, {"7507000"}));
        CHECK(are_one_figure({"1459193000"}, {"1.46", 9}));
        CHECK(are_one_figure({"58", 6}, {"58000000"}));
        CHECK_FALSE(are_one_figure({"7.5", 6}, {"7607000"}));
        CHECK_FALSE(are_one_figure({"7.5", 6}, {"7.51", 6}));
        CHECK(are_one_figure({"58", 6}, {"58"}));
        CHECK_FALSE(are_one_figure({"58", 6}, {"58", 9}));
        CHECK_FALSE(are_one_figure({"58", 6}, {"58000000000"}));
        CHECK_FALSE(are_one_figure({"7"}, {"8"}));
        CHECK_FALSE(are_one_figure({"0"}, {"1", 6}));
    }

    TEST_CASE("a figure may have its currency as a word, but no other one, and no other sign") {
        CHECK(are_one_figure({"$12"}, {"12"}));
        CHECK(are_one_figure({"12"}, {"€12"}));
        CHECK(are_one_figure({"-$7.5", 6}, {"-7507000"}));
        CHECK_FALSE(are_one_figure({"$12"}, {"€12"}));
        CHECK_FALSE(are_one_figure({"-12"}, {"12"}));
        CHECK_FALSE(are_one_figure({"-$12"}, {"$12"}));
        CHECK_FALSE(are_one_figure({"$12"}, {"$13"}));
    }

    TEST_CASE("a figure may have its unit as a word, but no other one") {
        CHECK(are_one_figure({"10mg"}, {"10"}));
        CHECK(are_one_figure({"3h"}, {"3hrs"}));
        CHECK_FALSE(are_one_figure({"10mg"}, {"10g"}));
        CHECK_FALSE(are_one_figure({"8am"}, {"8pm"}));
        CHECK_FALSE(are_one_figure({"-12c"}, {"-12f"}));
    }

    TEST_CASE("accents, large letters and ways to do without are one spelling") {
        CHECK(likeness_of_names("José Muñoz", "JOSE MUNOZ") == NameLikeness::Same);
        CHECK(likeness_of_names("Müller", "Mueller") == NameLikeness::Same);
        CHECK(likeness_of_names("Müller", "Muller") == NameLikeness::Same);
        CHECK(likeness_of_names("Zürich", "Zurich") == NameLikeness::Same);
        CHECK(likeness_of_names("Łukasz", "Lukasz") == NameLikeness::Same);
        CHECK(likeness_of_names("Groß", "Gross") == NameLikeness::Same);
        CHECK(likeness_of_names("Иванов", "ИВАНОВ") == NameLikeness::Same);
        CHECK(likeness_of_names("Королёв", "Королев") == NameLikeness::Same);
    }

    TEST_CASE("abbreviations, and a slip in a long name, are alike") {
        CHECK(likeness_of_names("Greyhaven", "Grayhaven") == NameLikeness::Alike);
        CHECK(likeness_of_names("Oct", "October") == NameLikeness::Alike);
        CHECK(likeness_of_names("Sgt", "Sergeant") == NameLikeness::Alike);
        CHECK(likeness_of_names("Braodacasting", "Broadcasting") == NameLikeness::Alike);
        CHECK(likeness_of_names("Fsical", "Fiscal") == NameLikeness::Alike);
        CHECK(likeness_of_names("Tarnwick", "Tarnwick Ferries") == NameLikeness::Alike);
    }

    TEST_CASE("what differs by more is another name, in every script") {
        CHECK(likeness_of_names("Greyhaven", "Marbeck") == NameLikeness::Other);
        CHECK(likeness_of_names("May", "Mai Lin") == NameLikeness::Other);
        CHECK(likeness_of_names("Iran", "Iraq") == NameLikeness::Other);
        CHECK(likeness_of_names("Paul", "Paula") == NameLikeness::Other);
        CHECK(likeness_of_names("Niger", "Nigeria") == NameLikeness::Other);
        CHECK(likeness_of_names("Slovakia", "Slovenia") == NameLikeness::Other);
        CHECK(likeness_of_names("Павлов", "Павкин") == NameLikeness::Other);
        CHECK(likeness_of_names("", "Marbeck") == NameLikeness::Unknown);
    }

    TEST_CASE("bytes of a damaged log that are no UTF-8 are other letters") {
        const std::string stray = "\xe0" + std::string(39, '\x80');
        CHECK(likeness_of_names(stray, "Marbeck") == NameLikeness::Other);
        CHECK(likeness_of_names(stray, stray + "\xc3") != NameLikeness::Unknown);
    }

    TEST_CASE("agencies are known by their names") {
        CHECK(is_agency("AP"));
        CHECK(is_agency("Agence France Presse"));
        CHECK_FALSE(is_agency("Tarnwick"));
        CHECK_FALSE(is_agency(""));
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
