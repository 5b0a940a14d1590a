#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace wirefold::test {

/// Ten sentences, some two hundred words, of an article with names, numbers, units and a quotation.
inline const std::vector<std::string> kSampleSentences = {
    "The harbor council of Tarnwick voted on Monday to close the Old Ferry Bridge for 14 weeks from the "
    "start "
    "of next month.",
    "Engineers who inspected the bridge in the spring found cracks in 23 of its steel hangers, according to "
    "a "
    "report that was handed to the council last week.",
    "The repairs will cost 7.5 million dollars, which is more than twice the sum that had been set aside for "
    "them in the budget.",
    "Some 9,200 vehicles cross the river there on a working day, and most of them will have to take the "
    "tunnel "
    "at Greyhaven instead.",
    "Maren Oldacre, who chairs the council, said that the closure could not be put off until the autumn.",
    "“Nobody wants to stand on that bridge when the first winter storm comes down the estuary,” she told "
    "reporters after the vote.",
    "Shop owners on the southern bank fear that they will lose a good part of their customers in the summer.",
    "The ferry company has offered to run three extra boats between the two landing stages until the work is "
    "done.",
    "A similar repair of the railway viaduct upstream took eleven months longer than planned and ended in a "
    "lawsuit.",
    "The bridge was opened in 1931 and has been closed to heavy trucks since an accident four years ago."};

/// The sample sentence by sentence in other words.
inline constexpr std::string_view kSampleParaphrase =
    "Tarnwick's harbor council decided on Monday that the Old Ferry Bridge must be shut for 14 weeks, "
    "beginning early "
    "next month. An inspection in spring had turned up cracks in 23 of the steel hangers, engineers wrote in "
    "a report "
    "which the council received last week. Mending them costs 7.5 million dollars, over twice as much as the "
    "budget "
    "had provided for. On working days about 9,200 vehicles use the crossing; the greater part will be "
    "diverted "
    "through the tunnel at Greyhaven. According to Maren Oldacre, chair of the council, it was impossible to "
    "postpone "
    "the closure until autumn. No one, she said to journalists when the vote was over, would like to be "
    "standing on "
    "the bridge as the season's first winter storm blows in along the estuary. Merchants south of the river "
    "worry "
    "about losing many of their customers during the summer. Until the repairs are finished the ferry "
    "company is "
    "prepared to let three additional boats sail between both landing stages. Upstream, when the railway "
    "viaduct was "
    "repaired in a like manner, that lasted eleven months more than foreseen and led to a lawsuit. Opened in "
    "1931, "
    "the bridge has been barred to heavy trucks ever since an accident four years ago.";

/// Another outlet's own report of the event in the sample.
inline constexpr std::string_view kSampleStory =
    "Bakers, florists and a bicycle dealer stood outside the town hall of Tarnwick with empty baskets while "
    "the "
    "harbor council was voting. The Old Ferry Bridge brings them two thirds of their trade, says Jory "
    "Pellwyn, whose "
    "family has sold bread on the southern bank since 1908. From next month that bridge will be shut, for 14 "
    "weeks if "
    "all goes well. “We will bake for the seagulls, then,” Pellwyn said. He does not believe in the date: "
    "when the "
    "railway viaduct was repaired, the work lasted almost a year longer than anyone had promised. Council "
    "chair Maren "
    "Oldacre came out to speak with the traders and promised signs at the Greyhaven tunnel that point to "
    "their shops. "
    "A petition for a footpath along the bridge while its steel hangers are replaced had 1,140 signatures by "
    "the "
    "evening. The ferry company wants to run more boats, but has not yet found crews for them.";

/// Another subject, other words.
inline constexpr std::string_view kUnrelated =
    "A library in the hill town of Larkenby has begun to lend telescopes to anyone who holds a reader's "
    "card. The "
    "first six were gone within an hour, says its head, Ottilie Brandreth, who grew up under darker skies "
    "than today's "
    "children do. Each comes in a padded box with a chart of the moon and a warning not to look at the sun. "
    "An amateur "
    "society from Dunmere paid for them and will teach beginners on the first Friday of every month. The "
    "waiting list "
    "has 88 names by now, among them a retired bus driver who has wanted to see the rings of Saturn since "
    "his school "
    "days. If the trial goes well, microscopes may follow in the autumn.";

[[nodiscard]] inline std::string joined(const std::vector<std::string>& sentences) {
    std::string text;
    for (const std::string& sentence : sentences) {
        if (!text.empty()) text += ' ';
        text += sentence;
    }
    return text;
}

[[nodiscard]] inline std::string sample_text() {
    return joined(kSampleSentences);
}

/// With the first `from` replaced. Empty where there is none, so that a test that replaces nothing fails.
[[nodiscard]] inline std::string replaced(std::string text, std::string_view from, std::string_view to) {
    const std::size_t at = text.find(from);
    return at == std::string::npos ? std::string{} : text.replace(at, from.size(), to);
}

/// An unlike sentence for each number: pads texts without making them alike.
[[nodiscard]] inline std::string filler_sentence(int number) {
    static const std::vector<std::string_view> kSubjects = {"dockers",  "gardeners", "teachers", "pilots",
                                                            "weavers",  "brewers",   "masons",   "surgeons",
                                                            "drummers", "plumbers",  "cooks"};
    static const std::vector<std::string_view> kVerbs = {"praised", "ignored", "welcomed", "questioned",
                                                         "delayed", "amended", "revived"};
    static const std::vector<std::string_view> kObjects = {
        "timetable", "drainage", "festival",  "archive",  "orchard", "quarry",   "lighthouse",
        "canteen",   "nursery",  "telescope", "carousel", "granary", "monastery"};
    const auto pick = [&](const std::vector<std::string_view>& words) {
        return std::string{words[static_cast<std::size_t>(number) % words.size()]};
    };
    return "Meanwhile the " + pick(kSubjects) + " of the valley " + pick(kVerbs) + " plans for the " +
           pick(kObjects) + " again.";
}

}  // namespace wirefold::test
