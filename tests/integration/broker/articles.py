"""Articles of invented words: seeded, so that each run sees the same ones, and repeated as newsrooms repeat them."""

import datetime
import json
import random
import zlib

FIRST_TIME = datetime.datetime(2025, 3, 1, tzinfo=datetime.timezone.utc)
RECENT = 300
CONSONANTS, VOWELS = "bdfgklmnprstvz", "aeiou"
AGENCIES = ("Norvik Wire", "Tal Press", "Ostra News", "Kemm Daily", "Lumen Post")


class Article:
    """One input record. `serial` is unique among all of a generator; `story` is shared by copies of one text."""

    __slots__ = ("serial", "story", "uri", "version", "headline", "body", "source", "kind", "value")

    def __init__(self, **fields):
        for name, value in fields.items():
            setattr(self, name, value)

    def render(self, number):
        moment = FIRST_TIME + datetime.timedelta(seconds=number)
        self.value = json.dumps({
            "uri": self.uri, "version": str(self.version), "versioncreated": moment.isoformat(),
            "pubstatus": "usable", "language": "en", "headline": self.headline, "slugline": self.serial, "infosource": [{"name": self.source}],
            "body_text": self.body,
        }).encode()
        return self

    def partition(self, partitions):
        """Versions of an item stay together, as any keyed producer keeps them."""
        return zlib.crc32(self.uri.encode()) % partitions


class Generator:
    """Seven of ten articles are new; the others copy or continue a recent one."""

    def __init__(self, seed, words=180):
        self._random = random.Random(seed)
        self._name, self._words, self._count = f"s{seed}", words, 0
        self._vocabulary = sorted({self._word() for _ in range(4000)})
        self._recent = []

    def _word(self):
        syllables = self._random.randint(1, 4)
        choice = self._random.choice
        return "".join(choice(CONSONANTS) + choice(VOWELS) for _ in range(syllables))

    def _sentence(self):
        words = self._random.choices(self._vocabulary, k=self._random.randint(8, 20))
        return " ".join(words).capitalize() + "."

    def _text(self, words):
        sentences, length = [], 0
        while length < words:
            sentences.append(self._sentence())
            length += sentences[-1].count(" ") + 1
        return "\n".join(" ".join(sentences[i:i + 4]) for i in range(0, len(sentences), 4))

    def take(self, count):
        return [self.next() for _ in range(count)]

    def next(self):
        kind = self._random.choices(("new", "pickup", "copy", "resend", "revision"), (70, 12, 8, 5, 5))[0]
        if not self._recent:
            kind = "new"
        number, self._count = self._count, self._count + 1
        if kind == "new":
            article = self._new(number)
        else:
            article = self._again(number, kind, self._random.choice(self._recent))
        if kind in ("new", "revision"):
            self._recent.append(article)
            del self._recent[:-RECENT]
        return article.render(number)

    def _new(self, number):
        body = self._text(self._random.randint(self._words * 3 // 4, self._words * 5 // 4))
        return Article(serial=f"{self._name}-{number:06}", story=number, uri=f"urn:test:{self._name}:{number}",
                       version=1, headline=self._sentence(), body=body, source=self._random.choice(AGENCIES),
                       kind="new")

    def _again(self, number, kind, earlier):
        again = Article(serial=f"{self._name}-{number:06}", story=earlier.story, uri=earlier.uri,
                        version=earlier.version, headline=earlier.headline, body=earlier.body,
                        source=earlier.source, kind=kind)
        if kind in ("pickup", "copy"):
            again.uri, again.version = f"urn:test:{self._name}:{number}", 1
            again.source = self._random.choice([name for name in AGENCIES if name != earlier.source])
        if kind == "pickup":
            again.headline = self._sentence()
            again.body = f"{self._random.choice(self._vocabulary).upper()} ({earlier.source}) - {earlier.body}\n" \
                         f"Reporting by {earlier.source}; editing by {again.source}."
        if kind == "revision":
            again.version += 1
            again.body += "\n" + self._sentence()
        return again


def ndjson(articles):
    return b"".join(article.value + b"\n" for article in articles)
