#pragma once

#include <cstdint>

namespace wirefold::thresholds {

/// Part of the keys of one text that another must hold to count as holding it whole. A wire pick-up with
/// dateline, credit and footer keeps 1.00 of its source and is itself .92 held; a paragraph in and a
/// paragraph out leave .93; two unrelated weather notes from one template reach .57. Sampling about 25 keys
/// blurs a containment by .08, so .80 keeps the copies in and the templates out.
inline constexpr double kWhole = 0.80;

/// A shared passage worth a link: two keys are two separate runs of text, at least some forty words of an
/// article of usual length. One key alone may be a phrase, unless it is all that the shorter text has at the
/// window of the longer one (a brief of seventy words inside a story of six hundred).
inline constexpr unsigned kPassageKeys = 2;

/// Part of either text that a passage must make up. Of ten thousand news articles one in eight shares two
/// keys with an earlier one, nearly all of them furniture of the outlet and under this part; real shared
/// passages of the wire lie above .33.
inline constexpr double kPassage = 0.20;

/// What suppresses a record rests on more than a phrase: three keys in common.
inline constexpr unsigned kDuplicateKeys = 3;

}  // namespace wirefold::thresholds
