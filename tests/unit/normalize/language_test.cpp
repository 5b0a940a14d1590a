#include "daemon/normalize/language.hpp"

#include <string>

#include <doctest/doctest.h>

using namespace wirefold;

TEST_SUITE("normalize/language") {
    TEST_CASE("the sender's word in all its spellings") {
        for (const char* stated :
             {"en", "EN", "en-GB", "en_US", " en ", "eng", "English", "english", "en-Latn-x-a"}) {
            CAPTURE(stated);
            CHECK(canonical_language(stated) == "en");
        }
        CHECK(canonical_language("Deutsch") == "de");
        CHECK(canonical_language("ger") == "de");
        CHECK(canonical_language("deu") == "de");
        CHECK(canonical_language("espa\u00f1ol") == "es");
        CHECK(canonical_language("zh-Hant-TW") == "zh");
        CHECK(canonical_language("iw") == "he");
        CHECK(canonical_language("in") == "id");
        CHECK(canonical_language("fil") == "fil");
    }

    TEST_CASE("what names no language is none") {
        for (const char* stated :
             {"", " ", "xx", "und", "mul", "zxx", "x-default", "klingonish", "-", "e", "12", "en/fr"}) {
            CAPTURE(stated);
            CHECK(canonical_language(stated).empty());
        }
        CHECK(canonical_language(std::string(100'000, 'e')).empty());
    }

    TEST_CASE("text tells its language") {
        const auto guess = [](std::string_view text) { return detect_language(text).language; };
        CHECK(guess("The council agreed on Monday to repair the old bridge before the winter begins.") ==
              "en");
        CHECK(guess("El ayuntamiento acord\u00f3 el lunes reparar el viejo puente antes del invierno.") ==
              "es");
        CHECK(guess("Der Stadtrat beschloss am Montag, die alte Br\u00fccke vor dem Winter zu reparieren.") ==
              "de");
        CHECK(guess("\u6751\u8b70\u4f1a\u306f\u6708\u66dc\u65e5\u3001\u53e4\u3044\u6a4b\u3092\u51ac\u307e"
                    "\u3067\u306b\u4fee\u7406"
                    "\u3059\u308b\u3053\u3068\u3092\u6c7a\u3081\u305f\u3002") == "ja");
        CHECK(detect_language("The council agreed on Monday to repair the old bridge.").confidence > 0.8F);
        CHECK(detect_language("The council agreed on Monday to repair the old bridge.").confidence <= 1.0F);
    }

    TEST_CASE("too little text tells nothing") {
        for (const char* text : {"", "ok", "12 345 67", "...", "\u00e9"}) {
            CAPTURE(text);
            CHECK(detect_language(text).language.empty());
            CHECK(detect_language(text).confidence == 0.0F);
        }
    }

    TEST_CASE("the sender is believed, the text is asked only where he says nothing") {
        const std::string_view text = "The council agreed on Monday to repair the old bridge.";
        CHECK(language_of("fr", text).language == "fr");
        CHECK(language_of("fr", text).confidence == 0.0F);
        CHECK(language_of("", text).language == "en");
        CHECK(language_of("unknown", text).language == "en");
        CHECK(language_of("", text).confidence > 0.0F);
    }
}
