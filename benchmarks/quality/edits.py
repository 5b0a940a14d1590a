"""Edits of news articles, generated with a seed, each with what it has to be recognized as."""

import html
import random
import re
import textwrap
import unicodedata
from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta

import spin

WORDS_MIN = 150  # of an article that is edited
TRIM_PARAGRAPHS = 5
STUB_WORDS = 60
REFLOW_COLUMNS = 72
MINUTES_LATER = (60, 360)

OUTLETS = [f"{place} {kind}" for place in ("Harbor", "Valley", "Lakeside", "Northern", "Prairie", "Capital")
           for kind in ("Courier", "Gazette", "Ledger", "Observer")]
AGENCIES = (("AP", "The Associated Press"), ("Reuters", "Reuters"), ("AFP", "Agence France-Presse"))
CITIES = ("WASHINGTON", "LONDON", "CHICAGO", "BRUSSELS", "DENVER", "MADRID")
DESKS = ("Maria Keller", "John Abara", "Lena Voss", "Tom Okafor", "Ruth Lindqvist")
HEADLINES = ("What we know: {}", "{}: the latest", "Update: {}", "In brief: {}", "{}, reports say")
# Behind a small letter; months and days are no names.
NAME_BEFORE = r"(?<=[a-z] )"
NAME = NAME_BEFORE + r"(?!(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|Mon|Tue|Wed|Thu|Fri|Sat|Sun))[A-Z][a-z]{4,}\b"
NOUNS = ("burglary", "maize", "ladder", "bakery", "harvest", "tunnel", "violin", "kettle", "orchard", "quarry",
         "umbrella", "wardrobe", "fountain", "jacket", "meadow", "sailor")
SURNAMES = ("Abernathy", "Bruckner", "Castellano", "Dworkin", "Eskildsen", "Fairweather", "Gyllenhaal", "Huxtable")
_PAIRS = (("rose", "fell"), ("won", "lost"), ("increase", "decrease"), ("increased", "decreased"), ("before", "after"),
          ("supported", "opposed"), ("more", "less"), ("Monday", "Thursday"), ("Tuesday", "Friday"),
          ("million", "billion"), ("two", "three"), ("higher", "lower"), ("mother", "daughter"), ("north", "south"))
OPPOSITES = dict(_PAIRS) | {second: first for first, second in _PAIRS}
EDGE_WORDS = 20  # where every outlet puts its own dateline, byline and credit
FOOTERS = (
    "Copyright {year} {agency}. All rights reserved. This material may not be published, broadcast or redistributed.",
    "Sign up for our morning newsletter and get the day's stories before breakfast.",
    "Follow us for more news from around the region. Send tips to the newsroom.",
    "This story was supplied by {agency} and has not been edited by our staff.",
)


@dataclass(frozen=True)
class Kind:
    """An edit: how it is made, what it must be called, and whether another outlet publishes it."""

    name: str
    make: object  # (Material, article, host) -> changed fields, or None where the article is not fit for it
    expect: tuple
    other_source: bool = True
    needs_host: bool = False
    needs_original: bool = True  # in the answer; a stub names none
    may_be_dropped: bool = True  # called duplicate


@dataclass(frozen=True)
class Edit:
    uri: str
    source: str
    kind: Kind
    article: dict


@dataclass
class Material:
    rng: random.Random
    table: dict  # of substitutions


def paragraphs(text):
    """Blank lines part them; without any, indented lines do; without these, every line is one."""
    for separator in (r"\n\s*\n", r"\n[ \t]+(?=\S)", r"\n"):
        parts = [part.strip("\n") for part in re.split(separator, text) if part.strip()]
        if len(parts) > 2:
            return parts
    return [text]


def _length(text):
    return len(text.split())


def _stamp(time):
    return time.strftime("%Y-%m-%dT%H:%M:%SZ")


def _joined(parts):
    return {"body_text": "\n\n".join(parts)}


def pick_up(material, article, _):
    """A member publishes agency copy: new headline, dateline, credit line, footer."""
    rng = material.rng
    short, agency = rng.choice(AGENCIES)
    parts = paragraphs(article["body_text"])
    lead = " ".join(parts[0].split()[:8]).strip(" .,;:")
    year = article["versioncreated"][:4]
    parts[0] = f"{rng.choice(CITIES)} ({short}) — {parts[0].lstrip()}"
    parts.append(f"(Reporting by {rng.choice(DESKS)}, {agency}; editing by {rng.choice(DESKS)})")
    parts += [line.format(year=year, agency=agency) for line in rng.sample(FOOTERS, 2)]
    return _joined(parts) | {"headline": rng.choice(HEADLINES).format(lead)}


def trim(_, article, __):
    """Cut from the bottom, to about half or less."""
    parts = paragraphs(article["body_text"])
    kept = parts[:TRIM_PARAGRAPHS]
    long_enough = STUB_WORDS * 1.5 <= sum(map(_length, kept)) <= 0.6 * _length(article["body_text"])
    return _joined(kept) if long_enough else None


def stub(_, article, __):
    words = list(re.finditer(r"\S+", article["body_text"]))
    return {"body_text": article["body_text"][:words[STUB_WORDS - 1].end()] + "…"}


def partial(share):
    """A passage of the article inside the own text of another: that share of the result."""

    def make(material, article, host):
        rng, text = material.rng, article["body_text"]
        passage_words = round(_length(host["body_text"]) * share / (1 - share))
        words = list(re.finditer(r"\S+", text))
        if passage_words > len(words):
            return None
        # It begins with a sentence where one begins early enough.
        last = len(words) - passage_words
        starts = [at for at in range(last + 1) if at == 0 or words[at - 1].group()[-1] in ".?!\""] or [0]
        begin = rng.choice(starts)
        passage = text[words[begin].start():words[begin + passage_words - 1].end()]
        parts = paragraphs(host["body_text"])
        parts.insert(rng.randint(1, len(parts)), passage)
        return _joined(parts) | {"headline": host.get("headline", "")}

    return make


def spun(material, article, _):
    fields = ("headline", "body_text")
    return {one: spin.spin(article[one], material.rng, material.table) for one in fields if one in article}


def one_number(material, article, _):
    """One digit of a number that occurs once. Lengths of videos and places of pictures are no news."""
    text = article["body_text"]
    pattern = r"(?<![\w.,:/])(?<!\d of )\d[\d,.]*\d(?![\w:/]| of \d)"
    numbers = [it for it in re.finditer(pattern, text) if text.count(it.group()) == 1]
    if not numbers:
        return None
    number = material.rng.choice(numbers)
    at = material.rng.choice([at for at in range(number.start(), number.end()) if text[at].isdigit()])
    digit = material.rng.choice([one for one in "123456789" if one != text[at]])
    return {"body_text": text[:at] + digit + text[at + 1:]}


def _exchange(material, text, pattern, replacement):
    """One place that the pattern matches, if any: replacement(match) stands there."""
    inside = [it.span() for it in re.finditer(r"\S+", text)][EDGE_WORDS:-EDGE_WORDS]
    if not inside:
        return None
    places = [it for it in re.finditer(pattern, text) if inside[0][0] <= it.start() < inside[-1][1]]
    if not places:
        return None
    place = material.rng.choice(places)
    return {"body_text": text[:place.start()] + replacement(place) + text[place.end():]}


def one_name(material, article, _):
    """A name inside a sentence that the text says once."""
    text = article["body_text"]
    said = Counter(re.findall(r"\w+", text))
    names = {it for it in re.findall(NAME, text) if said[it] == 1}
    if not names:
        return None
    return _exchange(material, text, rf"{NAME_BEFORE}(?:{'|'.join(sorted(names))})\b",
                     lambda _: material.rng.choice(SURNAMES))


def one_word(material, article, _):
    """A word for its opposite, or "not" put in."""
    words = "|".join(sorted(OPPOSITES))
    return _exchange(material, article["body_text"], rf"\b(?:{words})\b|\b(?:will|would|could) (?=[a-z])",
                     lambda it: OPPOSITES.get(it.group(), it.group() + "not "))


def plain_word(material, article, _):
    """A word that the text says once, for a noun that has nothing to do with it."""
    text = article["body_text"]
    said = Counter(re.findall(r"\w+", text))
    words = {it for it in re.findall(r"(?<=[a-z] )[a-z]{5,12}(?= [a-z])", text) if said[it] == 1}
    if not words:
        return None
    return _exchange(material, text, rf"(?<=[a-z] )(?:{'|'.join(sorted(words))})(?= [a-z])",
                     lambda _: material.rng.choice(NOUNS))


def reflow(_, article, __):
    """Other line breaks, double spaces, an indent."""
    def filled(part):
        lines = textwrap.fill(part, REFLOW_COLUMNS, initial_indent="   ",
                              break_long_words=False, break_on_hyphens=False)
        return re.sub(r"([.?!]) (?=\S)", r"\1  ", lines)

    return _joined(map(filled, paragraphs(article["body_text"])))


_QUOTES = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'"})


def mess(material, article, _):
    """What editors, converters and copy protection do to characters; every letter stays."""
    rng = material.rng

    def word(match):
        text = match.group()
        if rng.random() < 0.1:
            at = rng.randint(1, len(text) - 1)
            text = text[:at] + rng.choice("\u00ad\u200b\u2060\ufeff") + text[at:]
        return text

    text = article["body_text"]
    if "“" in text or "’" in text:
        text = text.translate(_QUOTES)
    else:
        text = re.sub(r'"(?=\w)', "“", text).replace('"', "”").replace("'", "’")
    # Entities that are there already stay what they are.
    text = html.escape(html.unescape(text), quote=True)
    text = re.sub(r"(?<![&#\w])[A-Za-z]{5,}(?!\w*;)", word, text)
    text = re.sub(r"(?<=\w) (?=\w)", lambda it: "\u00a0" if rng.random() < 0.1 else " ", text)
    return {"body_text": unicodedata.normalize("NFD", text)}


def revision(material, article, host):
    """An update nobody marked: a paragraph in, a paragraph out."""
    rng, parts = material.rng, paragraphs(article["body_text"])
    longest = min(80, _length(article["body_text"]) // 8)

    def fits(part):
        return 20 <= _length(part) <= longest

    out = [at for at, part in enumerate(parts) if at and fits(part)]
    new = [part for part in paragraphs(host["body_text"]) if fits(part)]
    if not out or not new:
        return None
    del parts[rng.choice(out)]
    parts.insert(rng.randint(1, len(parts)), rng.choice(new))
    return _joined(parts)


KINDS = (
    Kind("pick-up", pick_up, ("near",)),
    Kind("trim", trim, ("excerpt",)),
    Kind("stub", stub, ("stub", "excerpt"), needs_original=False),
    *(Kind(f"partial-{percent}", partial(percent / 100), ("partial", "contains"), needs_host=True)
      for percent in (10, 20, 50)),
    Kind("spun", spun, ("near", "rewrite")),
    *(Kind(f"{name}-{whose}-source", make, expect, whose == "other", may_be_dropped=False)
      for name, make in (("number", one_number), ("name", one_name), ("word", one_word),
                         ("plain-word", plain_word))
      for whose, expect in (("same", ("correction",)), ("other", ("template", "correction")))),
    Kind("reflow", reflow, ("exact",)),
    Kind("characters", mess, ("exact",)),
    Kind("paragraph-in-out", revision, ("revision",), other_source=False, needs_host=True,
         may_be_dropped=False),
)


class Stream:
    """Articles to edit, and the noise around them."""

    def __init__(self, articles, keep_out, noise, seed):
        """KEEP_OUT: articles whose copies are in the stream already, so that no edit has two originals."""
        articles = [it for it in articles if not it["versioncreated"].startswith("0")]
        begin = random.Random(f"{seed} stream").randint(0, max(0, len(articles) - noise))
        self.articles = articles[begin:begin + noise]
        self.seed = seed
        self.sources = [it for it in self.articles
                        if it["uri"] not in keep_out and _length(it["body_text"]) >= WORDS_MIN]
        self.table = spin.substitutions(it["body_text"] for it in self.articles)

    def edited(self, kind, count):
        """Up to COUNT edits of one kind, and the stream with them in it, by time."""
        rng = random.Random(f"{self.seed} {kind.name}")
        material, candidates = Material(rng, self.table), rng.sample(self.sources, len(self.sources))
        edits, hosts = [], set()
        while candidates and len(edits) < count:
            article = candidates.pop()
            host = candidates.pop() if kind.needs_host and candidates else None
            changes = kind.make(material, article, host) if host or not kind.needs_host else None
            if changes:
                edits.append(self._edit(kind, len(edits), article, changes, rng))
                hosts.add(host["uri"] if host else None)
        # Hosts were never published: what they hold is the edit's own text.
        stream = [it for it in self.articles if it["uri"] not in hosts] + [edit.article for edit in edits]
        return edits, sorted(stream, key=lambda it: it["versioncreated"])

    @staticmethod
    def _edit(kind, number, article, changes, rng):
        later = timedelta(minutes=rng.randint(*MINUTES_LATER))
        time = _stamp(datetime.fromisoformat(article["versioncreated"]) + later)
        uri = f"urn:edit:{kind.name}:{number}"
        changed = article | changes | {"uri": uri, "versioncreated": time}
        if kind.other_source:
            changed["infosource"] = [{"name": rng.choice(OUTLETS)}]
        return Edit(uri, article["uri"], kind, changed)


def among(stream, articles):
    """The articles with those of a stream between them, whose times move to where the articles are."""
    first, last = (datetime.fromisoformat(articles[at]["versioncreated"]) for at in (0, -1))
    step = (last - first) / len(stream)
    moved = [it | {"versioncreated": _stamp(first + step * at)} for at, it in enumerate(stream)]
    return sorted(moved + articles, key=lambda it: it["versioncreated"])
