#pragma once

#include <array>
#include <cstdint>
#include <numeric>
#include <string_view>

#include "daemon/model/wording.hpp"

/// Words that carry facts although they are common, in the rows that a wording's bytes stand for: English,
/// Spanish, German, French, Portuguese, Italian, Russian, Arabic; and what negates in Chinese.
///
/// Rows do not know the language. A word stands in one row only, and what is common in another language and
/// means something else there is left out: "due" (Italian 2) and "once" (Spanish 11) are English words, "sei"
/// (Italian 6) and "sept" (French 7) German and an English month, "sans" and "ni" are a typeface and a part
/// of the United Kingdom, "ne" says nothing without "pas", "ore" is dug, "pies" are eaten, "reals" are
/// numbers.
namespace wirefold::fact_words {

/// Words of one row mean the same; the first stands for all. Digits stand for number words, ordinals too, and
/// so for Portuguese weekdays ("quarta-feira"). "quarter" is a unit.
inline constexpr std::array kNumbers = {
    std::string_view{"0 zero cero null zéro ноль"},
    std::string_view{"1 one uno una ein eine eins une um один одна first 1st primero primera erste ersten "
                     "erster premier première primeiro primeira primo первый первая первого"},
    std::string_view{"2 two dos zwei deux dois два две second 2nd segundo segunda zweite zweiten zweiter "
                     "deuxième secondo seconda второй вторая второго duas"},
    std::string_view{"3 three tres drei trois três tre три third 3rd tercero tercera dritte dritten dritter "
                     "troisième terceiro terceira terzo terza третий третья tercer terça"},
    std::string_view{"4 four cuatro vier quatre quatro quattro четыре fourth 4th cuarto cuarta vierte "
                     "vierten quatrième четвертый quarta quarto"},
    std::string_view{
        "5 five cinco fünf cinq cinque пять fifth 5th quinto quinta fünfte fünften cinquième пятый"},
    std::string_view{
        "6 six seis sechs шесть sixth 6th sechste sechsten sixième sexto sexta sesto sesta шестой"},
    std::string_view{
        "7 seven siete sieben sete sette семь seventh 7th septième séptimo sétimo settimo седьмой"},
    std::string_view{
        "8 eight ocho acht huit oito otto восемь eighth 8th huitième octavo octava oitavo ottavo восьмой"},
    std::string_view{"9 nine nueve neun neuf nove девять ninth 9th neuvième noveno nono девятый"},
    std::string_view{"10 ten diez zehn dix dez dieci десять tenth 10th dixième décimo decimo десятый"},
    std::string_view{"11 eleven elf undici одиннадцать onze"},
    std::string_view{"12 twelve doce zwölf douze doze dodici двенадцать"},
    std::string_view{"13 thirteen trece dreizehn treize тринадцать treze tredici"},
    std::string_view{"14 fourteen catorce vierzehn quatorze четырнадцать quattordici catorze"},
    std::string_view{"15 fifteen quince fünfzehn quinze пятнадцать quindici"},
    std::string_view{"16 sixteen sechzehn seize шестнадцать dieciséis sedici dezesseis dezasseis"},
    std::string_view{"17 seventeen siebzehn diecisiete diciassette dezessete dezassete семнадцать"},
    std::string_view{"18 eighteen achtzehn dieciocho diciotto dezoito восемнадцать"},
    std::string_view{"19 nineteen neunzehn diecinueve diciannove dezenove dezanove девятнадцать"},
    std::string_view{"20 twenty veinte zwanzig vingt vinte venti двадцать"},
    std::string_view{"30 thirty treinta dreissig trente trinta trenta тридцать"},
    std::string_view{"40 forty cuarenta vierzig quarante quarenta quaranta сорок"},
    std::string_view{"50 fifty cincuenta fünfzig cinquante cinquenta cinquanta пятьдесят"},
    std::string_view{"60 sixty sesenta sechzig soixante sessenta sessanta шестьдесят"},
    std::string_view{"70 seventy setenta siebzig settanta семьдесят"},
    std::string_view{"80 eighty ochenta achtzig oitenta ottanta восемьдесят"},
    std::string_view{"90 ninety noventa neunzig novanta девяносто"},
    std::string_view{"dozen docena dutzend douzaine dozzina"},
    std::string_view{"hundred hundreds cientos hundert сто cien cem hunderte centaines centinaia"},
    std::string_view{"half halb halbe mitad moitié metade hälfte metà половина"},
    std::string_view{"thirds drittel tercio tercios tiers terço terços terzi треть"},
};

/// "cent" is in no row: behind "per" and "pour" it is a percent, and "percent" for "per cent" changes
/// nothing. "pence" are no cents, and "a.m." is two tokens that say nothing.
inline constexpr std::array kUnits = {
    std::string_view{"thousand thousands mil tausend mille mila тысяча тысячи тысяч тыс"},
    std::string_view{"million millions mln mn millón millones millionen milhão milhões milione milioni "
                     "миллион миллиона миллионов млн mio"},
    std::string_view{"billion billions bln bn milliard milliards milliarden milliarde миллиард миллиарда "
                     "миллиардов млрд bilhão bilhões miliardo miliardi mrd mld"},
    std::string_view{
        "trillion trillions trln billón billones trilhão trilhões триллион триллиона триллионов трлн"},
    std::string_view{"percent pct prozent pourcent процент процента процентов cento ciento procent"},
    std::string_view{
        "point points punto puntos punkt punkte pontos пункт пункта пунктов ponto punti punkten"},
    std::string_view{"dollar dollars dlr dlrs usd dólar dólares доллар доллара долларов dollaro dollari"},
    std::string_view{"euro euros eur евро"},
    std::string_view{"pound pounds stg gbp libra libras pfund sterlina sterline"},
    std::string_view{"yen jpy yenes иен"},
    std::string_view{"yuan renminbi yuanes юаней юаня"},
    std::string_view{"rupee rupees rupias рупий"},
    std::string_view{"ruble rubles rouble roubles рубль рубля рублей rublos rubel rubli"},
    std::string_view{"franc francs franken"},
    std::string_view{"ct cts cents centavos centimes centesimi"},
    std::string_view{
        "ton tons tonne tonnes tonelada toneladas tonnen тонна тонны тонн tonnellata tonnellate"},
    std::string_view{"barrel barrels bbl bpd barril barriles barils баррель баррелей barile barili барреля"},
    std::string_view{"ounce ounces oz onza onzas unze unzen унций унции"},
    std::string_view{"bushel bushels"},
    std::string_view{"kilogram kilograms kilo kilos kg kilogramme kilogrammes kilogramo kilogramos kilogramm "
                     "quilos chilogrammi килограмм килограмма килограммов"},
    std::string_view{
        "kilometer kilometers kilometre kilometres km kilómetros kilomètres kilometern километр километра "
        "километров kilómetro kilomètre quilómetro quilómetros quilômetro quilômetros chilometro chilometri"},
    std::string_view{"meter meters metre metres metros mètres metern метр метра метров mètre metri"},
    std::string_view{"mile miles millas meilen miglia мили миль"},
    std::string_view{"acre acres"},
    std::string_view{"hectare hectares hectáreas hektar ettaro ettari гектара гектаров"},
    std::string_view{"foot feet pieds piedi футов"},
    std::string_view{"seconds sekunden segundos секунд secondes secondi секунды"},
    std::string_view{"minute minutes minutos minuten минута минуты минут minuto minuti"},
    std::string_view{"hour hours hora horas stunde stunden heure heures час часа часов hr hrs"},
    std::string_view{"day days día días tage tagen jour jours dia dias giorni день дня дней giorno"},
    std::string_view{
        "week weeks semana semanas woche wochen semaine semaines неделя недели недель settimana settimane"},
    std::string_view{
        "month months mth mths mes meses monat monate monaten mois mês месяц месяца месяцев mese mesi"},
    std::string_view{"quarter quarters qtr qtrs trimestre trimestres quartal квартал trimestri quartals "
                     "quartale квартала"},
    std::string_view{
        "year years yr yrs año años jahr jahre jahren ans année ano anos год года лет années anno anni"},
    std::string_view{"degree degrees grados grad degrés gradi graus градуса градусов"},
    std::string_view{"megawatt megawatts mw megavatios мегаватт"},
    std::string_view{"mg milligram milligrams milligramm miligramos milligrammes миллиграмм"},
    std::string_view{"mcg ug microgram micrograms mikrogramm microgramos"},
    std::string_view{"ml milliliter milliliters millilitre millilitres mililitros"},
    std::string_view{"liter liters litre litres litros litri литров литра"},
    std::string_view{"gram grams gramm gramos grammes grammi граммов"},
    std::string_view{"mm millimeter millimeters millimetre millimetres milímetros millimètres"},
    std::string_view{"cm centimeter centimeters centimetre centimetres zentimeter centímetros centimètres"},
    std::string_view{"reais brl"},
    std::string_view{"pence"},
    std::string_view{
        "crowns kronor kroner krona krone kronen couronnes coronas coroas corone koruna korun крон"},
};

/// Words that turn a statement around; "isn" is what "isn't" begins with. Between languages equal words share
/// a row, within one language only forms of one word do.
inline constexpr std::array kPolarity = {
    std::string_view{"not isn wasn aren weren doesn didn hasn hadn couldn wouldn shouldn nicht pas não не لم "
                     "不 没 沒 无 無 未"},
    std::string_view{"no kein keine keinen keinem keiner keines нет لا"},
    std::string_view{"never nie niemals nunca jamás jamais никогда"},
    std::string_view{"none ninguno ninguna ningún aucun aucune nessuno nessuna nenhum nenhuma"},
    std::string_view{"neither"},
    std::string_view{"nor"},
    std::string_view{"without ohne sin senza sem без"},
    std::string_view{"few"},
    std::string_view{"excludes"},
    std::string_view{"includes"},
    std::string_view{"excluding"},
    std::string_view{"including"},
    std::string_view{"denied"},
    std::string_view{"confirmed"},
    std::string_view{"لن"},
    std::string_view{"non"},
    std::string_view{"cannot"},
    std::string_view{"unlikely improbable unwahrscheinlich improvável improbabile"},
    std::string_view{"unsafe"},
};

/// Words that another one of its kind is put for when the news is another: days, months, where and who, kin,
/// up and down and their like. A row's words say the same.
inline constexpr std::array kOpposites = {
    std::string_view{"monday mondays lunes montag lundi lunedì понедельник понедельника الاثنين الإثنين"},
    std::string_view{"tuesday tuesdays martes dienstag mardi martedì вторник вторника الثلاثاء"},
    std::string_view{"wednesday wednesdays miércoles mittwoch mercredi mercoledì среду среда среды الأربعاء"},
    std::string_view{"thursday thursdays jueves donnerstag jeudi giovedì четверг четверга الخميس"},
    std::string_view{"friday fridays viernes freitag vendredi venerdì пятницу пятница пятницы الجمعة"},
    std::string_view{
        "saturday saturdays sábado samstag sonnabend samedi sabato субботу суббота субботы السبت"},
    std::string_view{"sunday sundays domingo sonntag dimanche domenica воскресенье воскресенья الأحد"},
    std::string_view{"january jan enero januar janvier janeiro gennaio января январь январе يناير"},
    std::string_view{
        "february feb febrero februar février fevereiro febbraio февраля февраль феврале فبراير"},
    std::string_view{"march marzo märz mars março марта март марте مارس"},
    std::string_view{"april apr abril avril aprile апреля апрель апреле أبريل"},
    std::string_view{"may mayo mai maio maggio мая май мае مايو"},
    std::string_view{"june jun junio juni juin junho giugno июня июнь июне يونيو"},
    std::string_view{"july jul julio juli juillet julho luglio июля июль июле يوليو"},
    std::string_view{"august aug agosto août августа август августе أغسطس"},
    std::string_view{
        "september sept septiembre septembre setembro settembre сентября сентябрь сентябре سبتمبر"},
    std::string_view{"october oct octubre oktober octobre outubro ottobre октября октябрь октябре أكتوبر"},
    std::string_view{"november nov noviembre novembre novembro ноября ноябрь ноябре نوفمبر"},
    std::string_view{
        "december dec diciembre dezember décembre dezembro dicembre декабря декабрь декабре ديسمبر"},
    std::string_view{
        "up rose rise rises rising risen climbed climb climbs gained gains higher increased increase "
        "increases increasing grew grow grows growth raised raise raises advanced advance surged jumped "
        "strengthened subió sube subieron subida alza aumentó aumento stieg steigt stiegen gestiegen erhöht "
        "höher hausse augmenté augmentation progressé subiu alta aumentou salito rialzo aumentato вырос "
        "выросла выросли рост роста повысил повысила выше ارتفع ارتفعت ارتفاع"},
    std::string_view{"down fell fall falls falling fallen dropped drop drops declined decline declines lower "
                     "decreased decrease decreases slipped slid eased lowered cut cuts cutting reduced "
                     "reduces reduction shrank tumbled weakened bajó baja bajaron cayó caída descenso redujo "
                     "fiel fällt fielen gefallen sank gesunken gesenkt niedriger baisse baissé reculé chuté "
                     "caiu queda baixa reduziu sceso calo ribasso ridotto упал упала упали снизил снизила "
                     "снизился снизились снижение ниже انخفض انخفضت انخفاض هبط تراجع"},
    std::string_view{
        "profit profits ganancia ganancias beneficio beneficios gewinn gewinne bénéfice bénéfices lucro "
        "utile utili прибыль прибыли أرباح ربح surplus superávit überschuss excédent avanzo профицит فائض"},
    std::string_view{"loss losses pérdida pérdidas verlust verluste perte pertes prejuízo perdita perdite "
                     "убыток убытки خسارة خسائر deficit déficit defizit disavanzo дефицит عجز"},
    std::string_view{"buy buys bought buying acquire acquired compra compró kauft kaufte kaufen achète "
                     "acheté comprou acquista купил купила купит اشترى"},
    std::string_view{"sell sells sold selling vende vendió vender verkauft verkaufte verkaufen vend vendu "
                     "vendre vendeu venduto продал продала продаст باع"},
    std::string_view{"won win wins winning winner beat beats ganó gana gewann gewinnt gewonnen gagné gagne "
                     "ganhou vinto vince выиграл выиграла победил победила فاز"},
    std::string_view{"lost lose loses losing loser perdió pierde verlor verliert verloren perdu perd perdeu "
                     "perso проиграл проиграла خسر"},
    std::string_view{"killed died dead deaths muertos murieron murió getötet tote starben gestorben tués "
                     "morts mortos morreram morti uccisi погибли погиб погибших убиты قتل قتلى muertas "
                     "muerto muerta mortas morto morte toten décédé"},
    std::string_view{"injured hurt wounded injuries heridos herido verletzt verletzte blessés blessé feridos "
                     "feriti ранены ранен раненых пострадали جرح أصيب جرحى"},
    std::string_view{
        "alive survived survives survivor survivors überlebt überlebten überlebende sobrevivió sobrevivieron "
        "sobreviveu sobreviveram survécu survivants sopravvissuti выжил выжили ناجين"},
    std::string_view{"missing desaparecido desaparecidos desaparecidas vermisst vermisste disparu disparus "
                     "dispersi пропал пропали مفقود مفقودين"},
    std::string_view{"agreed agrees agree accepted accepts approved approves approve backed backs supported "
                     "supports aceptó aprobó stimmte billigte akzeptierte accepté approuvé aceitou aprovou "
                     "approvato одобрил одобрила وافق"},
    std::string_view{"refused refuses refuse rejected rejects reject opposed opposes oppose vetoed rechazó "
                     "lehnte abgelehnt verweigerte refusé rejeté rejeitou recusou respinto отклонил "
                     "отклонила отказался отказалась رفض"},
    std::string_view{"guilty convicted culpable condenado schuldig verurteilt coupable condamné culpado "
                     "colpevole виновен виновным виновной مذنب"},
    std::string_view{"innocent acquitted cleared inocente absuelto unschuldig freigesprochen acquitté "
                     "innocenté absolvido innocente assolto невиновен оправдан بريء"},
    std::string_view{"north northern norte nord norden nördlich nördlichen север севере северной شمال"},
    std::string_view{"south southern sur süd süden südlich südlichen sud юг юге южной جنوب"},
    std::string_view{"east eastern este osten östlich östlichen ost восток востоке восточной شرق"},
    std::string_view{"west western oeste westen westlich westlichen ouest запад западе западной غرب"},
    std::string_view{
        "man men hombre hombres mann männer homme hommes homem homens uomo uomini мужчина мужчины رجل"},
    std::string_view{"woman women mujer mujeres frau frauen femme femmes mulher mulheres donna donne женщина "
                     "женщины امرأة"},
    std::string_view{"he him"},
    std::string_view{"she her"},
    std::string_view{"before antes vor avant prima"},
    std::string_view{"after después nach après depois dopo"},
    std::string_view{"opened opens abrió eröffnet öffnete ouvert abriu aperto открыл открыла aperta aperti"},
    std::string_view{
        "closed closes cerró geschlossen schloss fermé fechou chiuso закрыл закрыла chiusa chiusi"},
    std::string_view{"more más mehr plus mais più больше более أكثر"},
    std::string_view{"less fewer menos weniger moins meno меньше менее أقل"},
    std::string_view{"strong stronger strongest fuerte stark starke fort forte сильный сильная قوي"},
    std::string_view{"weak weaker weakest débil schwach schwache faible fraco debole слабый слабая ضعيف"},
    std::string_view{"positive positivo positiva positiv positif положительный إيجابي"},
    std::string_view{"negative negativo negativa negativ négatif négative отрицательный سلبي"},
    std::string_view{"import imports imported importaciones importe importations importações importazioni "
                     "импорт импорта واردات"},
    std::string_view{"export exports exported exportaciones exporte exportations exportações esportazioni "
                     "экспорт экспорта صادرات"},
    std::string_view{"early earlier temprano früh früher tôt cedo presto рано مبكر"},
    std::string_view{"late later tarde spät später tard tardi поздно متأخر"},
    std::string_view{"left izquierda links gauche esquerda sinistra слева левый يسار"},
    std::string_view{"right derecha rechts droite direita destra справа правый يمين"},
    std::string_view{"father padre vater père pai отец отца والد"},
    std::string_view{"mother madre mutter mère mãe мать матери والدة"},
    std::string_view{"son hijo sohn fils filho figlio сын сына ابن"},
    std::string_view{"daughter hija tochter fille filha figlia дочь дочери ابنة"},
    std::string_view{"husband esposo marido ehemann mari marito муж мужа زوج"},
    std::string_view{"wife esposa ehefrau épouse moglie жена жены زوجة"},
    std::string_view{"brother hermano bruder frère irmão fratello брат брата شقيق"},
    std::string_view{"sister hermana schwester sœur irmã sorella сестра сестры شقيقة"},
};

/// So many rows in a row are of one kind, in the order of kOpposites.
inline constexpr std::array<std::uint8_t, 21> kOppositeKinds = {7, 12, 2, 2, 2, 2, 4, 2, 2, 4, 2,
                                                                2, 2,  2, 2, 2, 2, 2, 2, 2, 8};
static_assert(std::accumulate(kOppositeKinds.begin(), kOppositeKinds.end(), std::size_t{0}) ==
              kOpposites.size());

static_assert(kNumbers.size() <= WordingView::kLargeNumbers &&
                  kUnits.size() <= WordingView::kPolarity - WordingView::kUnits &&
                  kPolarity.size() <= WordingView::kOpposites - WordingView::kPolarity &&
                  kOpposites.size() <= WordingView::kWords - WordingView::kOpposites,
              "each row has a byte of its own");

/// "rose" and "fell", "Monday" and "Friday"; not "rose" and "Friday".
[[nodiscard]] inline bool are_of_one_kind(std::uint8_t a, std::uint8_t b) {
    const auto kind_of = [](std::uint8_t token) {
        std::size_t kind = 0;
        for (std::size_t row = WordingView::kOpposites; kind < kOppositeKinds.size(); ++kind) {
            row += kOppositeKinds[kind];
            if (token < row) break;
        }
        return kind;
    };
    return WordingView::is_opposite(a) && WordingView::is_opposite(b) && kind_of(a) == kind_of(b);
}

inline constexpr std::uint8_t kEleven = 11;  ///< Row and value.
inline constexpr std::uint8_t kTwenty = 20;
inline constexpr std::uint8_t kNinety = 27;
static_assert(kNumbers[kEleven].starts_with("11 ") && kNumbers[kTwenty].starts_with("20 ") &&
              kNumbers[kNinety].starts_with("90 "));

/// A byte for "eleven" to "twenty", "thirty" to "ninety".
[[nodiscard]] constexpr bool is_large_value(std::uint8_t token) {
    return static_cast<std::uint8_t>(token - kEleven) <= kNinety - kEleven;
}
/// Of such a byte what it says; of any other 0.
[[nodiscard]] constexpr unsigned large_value_of(std::uint8_t token) {
    if (!is_large_value(token)) return 0;
    return token <= kTwenty ? token : (token - kTwenty + 2U) * 10;
}
/// Likewise of a byte for "one" to "nine".
[[nodiscard]] constexpr unsigned digit_of(std::uint8_t token) {
    return token < 10 ? token : 0;
}

/// "thousand" to "trillion": what stands before is so many times as much.
[[nodiscard]] constexpr bool is_multiplier(std::uint8_t token) {
    constexpr std::uint8_t kMultipliers = 4;
    static_assert(kUnits[kMultipliers - 1].starts_with("trillion"));
    return token >= WordingView::kUnits && token < WordingView::kUnits + kMultipliers;
}

/// A number, or what multiplies one: a part of a larger number where it stands beside another.
[[nodiscard]] inline bool counts(std::uint8_t token) {
    return WordingView::is_number(token) || is_multiplier(token);
}
/// Of a word that multiplies the zeros that it adds, of any other 0.
[[nodiscard]] constexpr unsigned zeros_of(std::uint8_t token) {
    return is_multiplier(token) ? 3U * (token - WordingView::kUnits + 1U) : 0U;
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
    if (WordingView::is_opposite(token)) return first_of(kOpposites, WordingView::kOpposites);
    return {};
}

}  // namespace wirefold::fact_words
