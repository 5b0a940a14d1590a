"""What the program said about each article, reduced to what is measured."""

import json
import os
import subprocess
from dataclasses import dataclass
from datetime import datetime, timedelta

import sets

WINDOW = timedelta(days=30)
FOLD_DEADLINE_SECONDS = 1800
OPENING_CHARACTERS = 90

COPY = frozenset({"exact", "near", "resend", "rewrite"})
UPDATE = frozenset({"revision", "contains", "excerpt", "partial"})
# Relations between texts that share words, not only a subject.
TEXTUAL = COPY | UPDATE | {"correction", "template", "stale"}
CLASSES = ("copy", "update", "correction", "template")


def class_of(relation):
    if relation in COPY:
        return "copy"
    if relation in UPDATE:
        return "update"
    return relation if relation in CLASSES else "none"


@dataclass(frozen=True, slots=True)
class Verdict:
    uri: str
    place: int  # in the input
    time: datetime | None
    relation: str
    is_duplicate: bool
    original: str | None
    group: str | None
    story: str | None
    copied_from: tuple
    opening: str  # first words, for people who read the misses


class Components:
    """Disjoint sets that grow by joining."""

    def __init__(self, pairs=()):
        self._parent = {}
        for a, b in pairs:
            self.join(a, b)

    def root(self, item):
        path = []
        while (parent := self._parent.setdefault(item, item)) != item:
            path.append(item)
            item = parent
        for passed in path:
            self._parent[passed] = item
        return item

    def join(self, a, b):
        self._parent[self.root(a)] = self.root(b)

    def together(self, a, b):
        return self.root(a) == self.root(b)


class Verdicts(dict):
    """Verdict by uri, in input order; of several records of one uri the last."""

    def __init__(self, some):
        super().__init__((verdict.uri, verdict) for verdict in some)
        self._linked = None

    def linked(self, a, b):
        """Whether a chain of textual relations or a common group ties the two."""
        if self._linked is None:
            self._linked = Components()
            for verdict in self.values():
                if verdict.relation in TEXTUAL and verdict.original:
                    self._linked.join(verdict.uri, verdict.original)
                if verdict.group:
                    self._linked.join(verdict.uri, ("group", verdict.group))
        return self._linked.together(a, b)

    def in_window(self, a, b):
        first, second = self[a].time, self[b].time
        return first is None or second is None or abs(second - first) <= WINDOW

    def in_order(self, a, b):
        return (a, b) if self[a].place <= self[b].place else (b, a)

    def same_story(self, a, b):
        return self[a].story is not None and self[a].story == self[b].story


def _verdict(place, record):
    dedup = record.get("dedup") or {}
    time = record.get("versionCreated") or record.get("versioncreated")
    time = time or (record.get("enrichment") or {}).get("publishedAt")
    bodies = record.get("bodies") or [{}]
    headlines = record.get("headlines") or [{}]
    opening = " ".join(f"{headlines[0].get('value', '')} | {bodies[0].get('value', '')[:400]}".split())
    return Verdict(
        uri=record.get("uri", f"line {place}"),
        place=place,
        time=datetime.fromisoformat(time) if time else None,
        relation=dedup.get("relation", "none"),
        is_duplicate=bool(dedup.get("isDuplicate")),
        original=dedup.get("originalUri"),
        group=dedup.get("groupId"),
        story=dedup.get("storyId"),
        copied_from=tuple(one.get("uri") for one in dedup.get("copiedFrom") or ()),
        opening=opening[:OPENING_CHARACTERS],
    )


def read(path):
    with open(path, encoding="utf-8") as text:
        return Verdicts(_verdict(place, json.loads(line)) for place, line in enumerate(text))


def fold(binary, inputs, output, *more):
    """Lets the program judge files, in one pass and their order."""
    command = [binary, "fold", "--quiet", *more, *inputs, "-o", output]
    # The program takes every WIREFOLD_ variable for a setting.
    environment = {name: value for name, value in os.environ.items() if name != sets.DATA_VARIABLE}
    command = [str(part) for part in command]
    subprocess.run(command, check=True, env=environment, timeout=FOLD_DEADLINE_SECONDS)
    return read(output)
