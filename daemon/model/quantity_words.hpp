#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "daemon/model/wording.hpp"

/// Words that carry facts although they are common, in the rows that a wording's bytes stand for: English,
/// Spanish, German, French, Portuguese, Italian, Russian, Arabic.
namespace wirefold::quantity_words {

/// Words of one row mean the same; the first stands for all. Digits stand for number words.
inline constexpr std::array kNumbers = {
    std::string_view{"0 zero cero null zéro"},
    std::string_view{"1 one uno una ein eine eins une um один одна"},
    std::string_view{"2 two dos zwei deux dois два две"},
    std::string_view{"3 three tres drei trois três tre три"},
    std::string_view{"4 four cuatro vier quatre quatro quattro четыре"},
    std::string_view{"5 five cinco fünf cinq cinque пять"},
    std::string_view{"6 six seis sechs шесть"},
    std::string_view{"7 seven siete sieben sept sete sette семь"},
    std::string_view{"8 eight ocho acht huit oito otto восемь"},
    std::string_view{"9 nine nueve neun neuf nove девять"},
    std::string_view{"10 ten diez zehn dix dez dieci десять"},
    std::string_view{"11 eleven elf undici одиннадцать"},
    std::string_view{"12 twelve doce zwölf douze doze dodici двенадцать"},
    std::string_view{"13 thirteen trece dreizehn treize тринадцать"},
    std::string_view{"14 fourteen catorce vierzehn quatorze четырнадцать"},
    std::string_view{"15 fifteen quince fünfzehn quinze пятнадцать"},
    std::string_view{"16 sixteen sechzehn seize шестнадцать"},
    std::string_view{"17 seventeen siebzehn"},
    std::string_view{"18 eighteen achtzehn"},
    std::string_view{"19 nineteen neunzehn"},
    std::string_view{"20 twenty veinte zwanzig vingt vinte venti двадцать"},
    std::string_view{"30 thirty treinta dreißig dreissig trente trinta trenta тридцать"},
    std::string_view{"40 forty cuarenta vierzig quarante quarenta quaranta сорок"},
    std::string_view{"50 fifty cincuenta fünfzig cinquante cinquenta cinquanta пятьдесят"},
    std::string_view{"60 sixty sesenta sechzig soixante sessenta sessanta шестьдесят"},
    std::string_view{"70 seventy setenta siebzig settanta семьдесят"},
    std::string_view{"80 eighty ochenta achtzig oitenta ottanta восемьдесят"},
    std::string_view{"90 ninety noventa neunzig novanta девяносто"},
    std::string_view{"dozen docena dutzend douzaine dozzina"},
    std::string_view{"hundred hundreds cientos hundert сто"},
    std::string_view{"half halb halbe mitad moitié metade"},
};

inline constexpr std::array kUnits = {
    std::string_view{"thousand thousands mil tausend mille mila тысяча тысячи тысяч"},
    std::string_view{"million millions mln mn millón millones millionen milhão milhões milione milioni "
                     "миллион миллиона миллионов млн"},
    std::string_view{"billion billions bln bn milliard milliards milliarden milliarde миллиард миллиарда "
                     "миллиардов млрд"},
    std::string_view{"trillion trillions trln billón billones"},
    std::string_view{"percent pct prozent pourcent процент процента процентов"},
    std::string_view{"point points punto puntos punkt punkte pontos пункт пункта пунктов"},
    std::string_view{"dollar dollars dlr dlrs usd dólar dólares доллар доллара долларов"},
    std::string_view{"euro euros eur евро"},
    std::string_view{"pound pounds stg gbp libra libras pfund"},
    std::string_view{"yen jpy"},
    std::string_view{"yuan renminbi"},
    std::string_view{"rupee rupees"},
    std::string_view{"ruble rubles rouble roubles рубль рубля рублей"},
    std::string_view{"franc francs franken"},
    std::string_view{"ct cts cent cents centavos centimes"},
    std::string_view{"ton tons tonne tonnes tonelada toneladas tonnen тонна тонны тонн"},
    std::string_view{"barrel barrels bbl bpd barril barriles barils баррель баррелей"},
    std::string_view{"ounce ounces oz"},
    std::string_view{"bushel bushels"},
    std::string_view{"kilogram kilograms kilo kilos kg"},
    std::string_view{"kilometer kilometers kilometre kilometres km kilómetros kilomètres kilometern километр "
                     "километра километров"},
    std::string_view{"meter meters metre metres metros mètres metern метр метра метров"},
    std::string_view{"mile miles"},
    std::string_view{"acre acres"},
    std::string_view{"hectare hectares hectáreas hektar"},
    std::string_view{"foot feet"},
    std::string_view{"seconds sekunden segundos секунд"},
    std::string_view{"minute minutes minutos minuten минута минуты минут"},
    std::string_view{"hour hours hora horas stunde stunden heure heures час часа часов"},
    std::string_view{"day days día días tage tagen jour jours dia dias giorni день дня дней"},
    std::string_view{"week weeks semana semanas woche wochen semaine semaines неделя недели недель"},
    std::string_view{"month months mth mths mes meses monat monate monaten mois mês месяц месяца месяцев"},
    std::string_view{"quarter quarters qtr qtrs trimestre trimestres quartal квартал"},
    std::string_view{"year years yr yrs año años jahr jahre jahren ans année ano anos год года лет"},
    std::string_view{"degree degrees grados grad degrés"},
    std::string_view{"megawatt megawatts mw"},
};

/// Each of these is itself only.
inline constexpr std::array kPolarity = {
    std::string_view{"not"},      std::string_view{"no"},        std::string_view{"never"},
    std::string_view{"none"},     std::string_view{"neither"},   std::string_view{"nor"},
    std::string_view{"without"},  std::string_view{"few"},       std::string_view{"excludes"},
    std::string_view{"includes"}, std::string_view{"excluding"}, std::string_view{"including"},
    std::string_view{"denied"},   std::string_view{"confirmed"}, std::string_view{"nicht"},
    std::string_view{"kein"},     std::string_view{"keine"},     std::string_view{"nunca"},
    std::string_view{"sin"},      std::string_view{"jamais"},    std::string_view{"não"},
    std::string_view{"non"},      std::string_view{"не"},        std::string_view{"нет"},
    std::string_view{"لا"},       std::string_view{"لم"},        std::string_view{"لن"},
};

static_assert(kNumbers.size() <= WordingView::kLargeNumbers &&
                  kUnits.size() <= WordingView::kPolarity - WordingView::kUnits &&
                  kPolarity.size() <= WordingView::kWords - WordingView::kPolarity,
              "each row has a byte of its own");

/// "thousand" to "trillion": what stands before is so many times as much.
[[nodiscard]] constexpr bool is_multiplier(std::uint8_t token) {
    constexpr std::uint8_t kMultipliers = 4;
    static_assert(kUnits[kMultipliers - 1].starts_with("trillion"));
    return token >= WordingView::kUnits && token < WordingView::kUnits + kMultipliers;
}

/// The first word of the row that a wording's byte stands for: "14", "million", "not". Empty for other bytes.
[[nodiscard]] constexpr std::string_view word_of(std::uint8_t token) {
    const auto first_of = [token](const auto& rows, std::size_t begin) {
        const std::size_t row = token - begin;
        return row < rows.size() ? rows[row].substr(0, rows[row].find(' ')) : std::string_view{};
    };
    if (token < WordingView::kLargeNumbers) return first_of(kNumbers, 0);
    if (WordingView::is_unit(token)) return first_of(kUnits, WordingView::kUnits);
    if (WordingView::is_polarity(token)) return first_of(kPolarity, WordingView::kPolarity);
    return {};
}

}  // namespace wirefold::quantity_words
