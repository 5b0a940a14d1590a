"""What a tool answered, whichever it is, and the measures that all are held to."""

import sys
from collections import Counter
from datetime import datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "quality"))

from verdicts import TEXTUAL, WINDOW, Components  # noqa: E402  (needs the path above)


class Answers:
    """RELATED: articles that each article shares text with; DUPLICATES: those it would be dropped for."""

    def __init__(self, related, duplicates, chains=()):
        self.related, self.duplicates = related, duplicates
        self.linked = Components(chains)
        for uri, others in related.items():
            for other in others:
                self.linked.join(uri, other)


def of_wirefold(verdicts):
    """A relation is an answer, a duplicate only where it says so."""
    related, duplicates = {}, {}
    for verdict in verdicts.values():
        textual = verdict.relation in TEXTUAL and verdict.original
        related[verdict.uri] = {verdict.original, *verdict.copied_from} if textual else set()
        duplicates[verdict.uri] = {verdict.original} if verdict.is_duplicate else set()
    groups = [(it.uri, ("group", it.group)) for it in verdicts.values() if it.group]
    return Answers(related, duplicates, groups)


def of_peer(path):
    """A match is all that a peer can say."""
    rows = [line.rstrip("\n").split("\t") for line in Path(path).read_text(encoding="utf-8").splitlines()]
    matches = {uri: set(others) for uri, *others in rows}
    return Answers(matches, matches)


def gold_pairs(articles, labels):
    """Pairs of which both articles are there, at most a window apart."""
    time_of = {it["uri"]: datetime.fromisoformat(it["versioncreated"]) for it in articles}
    pairs = [(row["a"], row["b"]) for row in labels["pairs"] if row["a"] in time_of and row["b"] in time_of]
    return [(a, b) for a, b in pairs if abs(time_of[a] - time_of[b]) <= WINDOW]


def recall(answers, pairs):
    return f"{sum(answers.linked.together(a, b) for a, b in pairs)} of {len(pairs)}"


def false_duplicates(answers, labels):
    """Articles called duplicate of one that no chain of gold pairs leads to."""
    gold = Components((row["a"], row["b"]) for row in labels["pairs"])
    return str(sum(any(not gold.together(uri, other) for other in others)
                   for uri, others in answers.duplicates.items()))


def called_duplicate(answers, labels, one):
    """Pairs of this class of which the later article is called a duplicate of the earlier."""
    pairs = [(row["a"], row["b"]) for row in labels["classes"] if row["class"] == one
             and row["a"] in answers.duplicates and row["b"] in answers.duplicates]
    found = sum(a in answers.duplicates[b] or b in answers.duplicates[a] for a, b in pairs)
    return f"{found} of {len(pairs)}"


def families(answers, labels):
    """Linked to the source of their event, by kind; of independents and twins: called duplicate of anything."""
    source_of = {row["event"]: row["uri"] for row in labels["family"] if row["kind"] == "source"}
    found, total = Counter(), Counter()
    for row in labels["family"]:
        uri, kind = row["uri"], row["kind"]
        total[kind] += 1
        if kind in ("paraphrase", "rewrite"):
            found[kind] += answers.linked.together(uri, source_of.get(row["event"]))
        else:
            found[kind] += bool(answers.duplicates[uri])
    return {kind: f"{found[kind]} of {total[kind]}" for kind in total}


def edits_found(answers, made):
    return f"{sum(edit.source in answers.related[edit.uri] for edit in made)} of {len(made)}"
