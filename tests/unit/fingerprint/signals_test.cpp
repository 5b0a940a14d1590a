#include "daemon/fingerprint/signals.hpp"

#include <string>

#include <doctest/doctest.h>

#include "daemon/model/log_entry.hpp"
#include "tests/support/texts.hpp"

using namespace wirefold;
using wirefold::test::TextReader;

namespace {

constexpr std::string_view kBody = "The bridge will be closed for repairs, the council said on Monday.";

[[nodiscard]] unsigned signals(std::string_view body, std::string_view title = "") {
    static TextReader reader;
    return reader.fingerprint(body, title).signals & ~unsigned{kSignalHeadlineApart};
}
[[nodiscard]] bool is_headline_apart(std::string_view body, std::string_view title) {
    return TextReader{}.fingerprint(body, title).has(kSignalHeadlineApart);
}
[[nodiscard]] unsigned of_title(std::string_view title) {
    return signals(kBody, title);
}
[[nodiscard]] unsigned of_note(std::string_view note) {
    static TextReader reader;
    return signals_of_note(reader.title(note));
}
[[nodiscard]] unsigned of_body(std::string_view body) {
    return signals(body);
}

}  // namespace

TEST_SUITE("fingerprint/signals") {
    TEST_CASE("a text says hardly a word of a headline that stands for another one") {
        constexpr std::string_view kNotice =
            "To continue reading please subscribe or log in to your account.";
        CHECK(is_headline_apart(kNotice, "Ferry runs aground near lighthouse"));
        CHECK_FALSE(is_headline_apart(kBody, "Bridge to be closed for lengthy repairs"));
        CHECK_FALSE(is_headline_apart(kBody, "Bridge, bridge, bridge, ferry aground"));
        CHECK_FALSE(is_headline_apart(kNotice, "Ferry aground"));
        CHECK_FALSE(is_headline_apart(kNotice, ""));
    }

    TEST_CASE("a plain article gives none") {
        CHECK(signals(kBody, "Bridge to close for repairs") == 0);
        CHECK(of_body(kBody) == 0);
    }

    TEST_CASE("a headline tag says that something is corrected, in many languages") {
        for (const std::string_view title : {"CORRECTED - Bridge to close",
                                             "CORRECTED-Bridge to close",
                                             "Correction: Bridge to close",
                                             "CORRECTED-UPDATE 1-Bridge to close",
                                             "UPDATE 1-CORRECTED-Bridge to close",
                                             "CORRECCIÓN: El puente cierra",
                                             "Rectificatif: le pont ferme",
                                             "BERICHTIGUNG: Brücke gesperrt",
                                             "Korrektur: Brücke gesperrt",
                                             "RETTIFICA: chiude il ponte",
                                             "CORREÇÃO: ponte fecha",
                                             "CORRECTIF: Le pont ferme",
                                             "Correctif : le pont ferme",
                                             "CORREZIONE: chiude il ponte",
                                             "RECTIFICACIÓN - El puente cierra",
                                             "RETIFICAÇÃO: ponte fecha",
                                             "CORRECTIE - Brug dicht",
                                             "Correctie: brug dicht",
                                             "KORRIGIERT: Brücke gesperrt",
                                             "Korrigiert - Brücke gesperrt",
                                             "ИСПРАВЛЕНИЕ: мост закрыт",
                                             "تصحيح: إغلاق الجسر",
                                             "更正：大桥将关闭",
                                             "（訂正）橋が通行止め",
                                             "[정정] 다리 폐쇄"}) {
            CAPTURE(title);
            CHECK((of_title(title) & kSignalCorrection) != 0);
        }
    }

    TEST_CASE("a tag stands at the end where it is set off") {
        for (const std::string_view title :
             {"Bridge to close (corrected)", "Bridge to close (Corrected)", "Bridge to close [CORRECTED]",
              "Bridge to close (corrected version)", "Bridge to close - corrected",
              "Bridge to close – Corrected", "Bridge to close -CORRECTED", "Bridge to close (corrects date)",
              "Chiude il ponte (Rettifica)", "Chiude il ponte (Corretto)", "El puente cierra (Rectifica)",
              "Ponte fecha (Retificação)", "Brücke gesperrt (korrigiert)", "Brug dicht (correctie)"}) {
            CAPTURE(title);
            CHECK(of_title(title) == kSignalCorrection);
        }
        CHECK(of_title("Bridge to close (update)") == kSignalUpdate);
        CHECK(of_title("Bridge to close (REPEAT)") == (kSignalCorrection | kSignalRepeat));
        CHECK(of_title("Bridge report self-corrected") == 0);
        CHECK(of_title("The long bridge report (corrected) is out") == 0);
        CHECK(of_title("Bridge report has been (repeat, been) corrected") == 0);
        CHECK(of_title("Bridge to close (for repairs)") == 0);
    }

    TEST_CASE("verbs that headlines have are no tags") {
        for (const std::string_view title :
             {"Bank korrigiert Prognose", "El banco corrige su pronóstico", "Un correctif pour le pont",
              "Consob rectifica i dati", "Il ponte è corretto"}) {
            CAPTURE(title);
            CHECK(of_title(title) == 0);
        }
    }

    TEST_CASE("a note to editors says it in its first words") {
        CHECK(of_note("Corrects charge in first paragraph") == kSignalCorrection);
        CHECK(of_note("CORRECTION: the date is Monday") == kSignalCorrection);
        CHECK(of_note("Eds: CORRECTS spelling of name") == kSignalCorrection);
        CHECK(of_note("Korrigiert Datum im ersten Absatz") == kSignalCorrection);
        CHECK(of_note("Updates with quotes") == kSignalUpdate);
        CHECK(of_note("Eds: Updates with quotes") == kSignalUpdate);
        CHECK(of_note("UPDATE 2: with quotes") == kSignalUpdate);
        CHECK(of_note("1st Ld-Writethru") == kSignalUpdate);
        CHECK(of_note("REFILE") == kSignalCorrection);
        CHECK(of_note("For release on Monday, corrects nothing") == 0);
        CHECK(of_note("") == 0);
    }

    TEST_CASE("a tag that is not set off stands in front") {
        CHECK(of_title("Council says that error in report was corrected") == 0);
        CHECK(of_title("Bridge to close, 更正") == 0);
    }

    TEST_CASE("updates have tags, and what replaces an earlier article in capitals") {
        CHECK(of_title("UPDATE 2-Bridge to close") == kSignalUpdate);
        CHECK(of_title("Bridge over the Kolva (2nd WRITETHRU)") == kSignalUpdate);
        CHECK(of_title("BC-US--Bridge, 1st Ld-Writethru, US") == kSignalUpdate);
        CHECK(of_title("Bridge to close, 1st Ld-Writethru") == kSignalUpdate);
        CHECK(of_title("WRITETHRU Bridge to close") == kSignalUpdate);
        CHECK(of_title("REFILE-Bridge to close") == kSignalCorrection);
        CHECK(of_title("WITHDRAWN: Bridge to close") == kSignalCorrection);
        CHECK(of_title("RPT-UPDATE 1-Bridge to close") ==
              (kSignalCorrection | kSignalRepeat | kSignalUpdate));
        CHECK(of_title("REPEAT-CORRECTED-Bridge") == (kSignalCorrection | kSignalRepeat));
        CHECK(of_title("Repeat offenders cross the bridge") == 0);
        CHECK(of_title("Withdrawn bridge plan is back") == 0);
    }

    TEST_CASE("a note in brackets or a paragraph of its own says it, before the text or behind it") {
        const std::string body{kBody};
        CHECK(of_body("(Corrects spelling of name in paragraph 2)\n\n" + body) == kSignalCorrection);
        CHECK(of_body("(corrects date)  " + body) == kSignalCorrection);
        CHECK((of_body(body + "\n\n(This story corrects the date in the first paragraph)") &
               kSignalCorrection) == 0);
        CHECK(of_body(body + "\n\n(Corrects the date in the first paragraph.)") == kSignalCorrection);
        CHECK(of_body(body + "\n\nCorrects the date in the first paragraph.") == kSignalCorrection);
        CHECK(of_body(body + " [Corrected version.]") == kSignalCorrection);
        CHECK(of_body("- Corrects date - " + body) == kSignalCorrection);
    }

    TEST_CASE("a sentence that speaks of correcting is no note") {
        CHECK(of_body("The bank corrects its forecast every year, and did so on Monday.") == 0);
        CHECK(of_body("The council had corrected the report before the vote on Monday.") == 0);
    }

    TEST_CASE("a note in the middle of a long text is none") {
        std::string text;
        for (int i = 0; i < 20; ++i) text += std::string{kBody} + ' ';
        CHECK(of_body(text + "(Corrects the date.)") == kSignalCorrection);
        CHECK(of_body(text + "\n(Corrects the date.)\n" + text) == 0);
    }

    TEST_CASE("a feed's cut is told") {
        CHECK(of_body("The bridge will be closed for rep… [+2829 chars]") ==
              (kSignalTruncated | kSignalOpenEnd));
        CHECK(of_body("The bridge will be closed. [+12 chars]") == (kSignalTruncated | kSignalOpenEnd));
        CHECK((of_body("The line has room for 80 chars") & kSignalTruncated) == 0);
    }

    TEST_CASE("a text that does not end as a sentence does has an open end") {
        CHECK(of_body("The bridge will be closed for") == kSignalOpenEnd);
        CHECK(of_body("The bridge will be closed for repairs.\n\n") == 0);
    }

    TEST_CASE("one fingerprinter keeps nothing from text to text") {
        TextReader reader;
        static_cast<void>(reader.fingerprint("The bridge will be closed for", "CORRECTED-Bridge"));
        CHECK(reader.fingerprint("…", "").signals == TextReader{}.fingerprint("…", "").signals);
        CHECK(reader.fingerprint("", "").signals == TextReader{}.fingerprint("", "").signals);
    }
}
