"""The measures: labels and verdicts in, rows of the table and misses out. README.md defines them."""

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from itertools import combinations

from table import Row, at_least, at_most, exactly, share
from verdicts import CLASSES, TEXTUAL, Components, class_of

PARTIAL_BARS = {"partial-10": at_least(0.90), "partial-20": at_least(0.995), "partial-50": at_least(1.0)}
EDIT_BARS = PARTIAL_BARS | {"reflow": at_least(1.0), "characters": at_least(1.0)}
EDIT_BAR = at_least(0.98)
REUSE_BARS = {"cut": at_least(0.95), "light": at_least(0.95), "heavy": at_least(0.80)}
REWRITE_BARS = {"paraphrase": at_least(0.90), "rewrite": at_least(0.50)}


@dataclass(frozen=True)
class Miss:
    set: str
    what: str
    uri: str  # the article that was judged
    other: str | None  # the article it is about


@dataclass
class Result:
    set: str
    verdicts: dict
    rows: list = field(default_factory=list)
    misses: list = field(default_factory=list)
    notes: list = field(default_factory=list)  # lines for --details

    def add(self, measure, measured, bar=None):
        self.rows.append(Row(self.set, measure, bar, measured))

    def miss(self, what, uri, other):
        self.misses.append(Miss(self.set, what, uri, other))


def _labeled(rows, verdicts, *columns):
    return [row for row in rows if all(row[column] in verdicts for column in columns)]


def outside_gold(verdicts, gold):
    """Duplicates of something that no chain of gold pairs leads to."""
    return [it for it in verdicts.values() if it.is_duplicate and not gold.together(it.uri, it.original)]


def pairs(name, verdicts, labels):
    result = Result(name, verdicts)
    near = [row for row in _labeled(labels["pairs"], verdicts, "a", "b")
            if verdicts.in_window(row["a"], row["b"])]
    missed = [row for row in near if not verdicts.linked(row["a"], row["b"])]
    for row in missed:
        first, last = verdicts.in_order(row["a"], row["b"])
        result.miss(f"pair not found, jaccard {row['jaccard5']}", last, first)
    result.add(f"recall of {len(near)} near-copy pairs", 1 - share(len(missed), len(near) or 1), at_least(1.0))
    extra = outside_gold(verdicts, Components((row["a"], row["b"]) for row in labels["pairs"]))
    for verdict in extra:
        result.miss("duplicate outside gold", verdict.uri, verdict.original)
    # Short items, whose classes were read, may repeat each other outside gold: no bar, but worth a look.
    result.add(f"duplicates outside gold, of {len(verdicts)} articles", len(extra),
               None if "classes" in labels else exactly(0))
    return result


def _class_table(result, table):
    columns = (*CLASSES, "none")
    result.notes.append(f"{result.set}: rows are what it is, columns what was said")
    result.notes.append("".join(name.rjust(12) for name in ("", *columns)))
    for truth in CLASSES:
        cells = (truth, *(table[truth, said] for said in columns))
        result.notes.append("".join(str(cell).rjust(12) for cell in cells))


def classes(name, verdicts, labels):
    result, table = Result(name, verdicts), Counter()
    wrongly_dropped = Counter()
    for row in _labeled(labels["classes"], verdicts, "a", "b"):
        first, last = verdicts.in_order(row["a"], row["b"])
        verdict, truth = verdicts[last], row["class"]
        if verdict.is_duplicate and verdict.original in (first, last):
            wrongly_dropped[truth] += 1
        if truth not in CLASSES or not verdicts.in_window(first, last):
            continue
        said = class_of(verdict.relation) if verdicts.linked(first, last) else "none"
        table[truth, said] += 1
        if said != truth:
            result.miss(f"{truth} called {said}", last, first)
    scores = []
    for one in CLASSES:
        right = table[one, one]
        truth = sum(count for (is_, _), count in table.items() if is_ == one)
        said = sum(count for (_, is_), count in table.items() if is_ == one)
        scores.append(2 * right / max(1, truth + said))
        result.add(f"F1 of {one}, {truth} pairs", scores[-1])
    result.add("macro-F1 of the four classes", sum(scores) / len(scores), at_least(0.90))
    result.add("templates called duplicate", wrongly_dropped["template"], exactly(0))
    result.add("corrections suppressed", wrongly_dropped["correction"], exactly(0))
    _class_table(result, table)
    return result


def b_cubed(verdicts, truth_of):
    """F1, precision and recall of stories. An article without a story is alone in one."""
    story_of = {uri: verdicts[uri].story or ("alone", uri) for uri in truth_of}
    stories, truths, both = (Counter(some) for some in (
        story_of.values(), truth_of.values(), ((story_of[uri], truth_of[uri]) for uri in truth_of)))
    precision = recall = 0.0
    for (story, truth), count in both.items():
        precision += count * count / stories[story]
        recall += count * count / truths[truth]
    precision, recall = precision / len(truth_of), recall / len(truth_of)
    return 2 * precision * recall / (precision + recall), precision, recall, max(stories.values())


def _stories(result, verdicts, truth_of, bar):
    f1, precision, recall, largest = b_cubed(verdicts, truth_of)
    result.add(f"stories, B³ F1 of {len(truth_of)} articles", f1, bar)
    result.notes.append(f"{result.set}: B³ precision {precision:.4f}, recall {recall:.4f}")
    return largest


def _topic(event):
    """Two events of one number, 13ecb and 13plus, are twins: alike in all but place and year."""
    numbered = re.fullmatch(r"(\d+)[a-z]+", event)
    return numbered.group(1) if numbered else event


def events(name, verdicts, labels):
    result = Result(name, verdicts)
    event_of = {row["uri"]: row["event"] for row in _labeled(labels["events"], verdicts, "uri")}
    twins = merged = 0
    for a, b in combinations(event_of, 2):
        if event_of[a] != event_of[b] and _topic(event_of[a]) == _topic(event_of[b]):
            twins += 1
            if verdicts.same_story(a, b):
                merged += 1
                first, last = verdicts.in_order(a, b)
                result.miss("twins merged", last, first)
    # A set with twins is harder.
    largest = _stories(result, verdicts, event_of, at_least(0.93 if twins else 0.95))
    if twins:
        result.add(f"twin pairs merged, of {twins}", merged / twins, at_most(0.05))
    result.add("largest story", largest)
    across = [uri for uri in event_of if verdicts[uri].is_duplicate
              and event_of.get(verdicts[uri].original, event_of[uri]) != event_of[uri]]
    for uri in across:
        result.miss("duplicate across events", uri, verdicts[uri].original)
    result.add("duplicates across events", len(across), exactly(0))
    return result


def reuse(name, verdicts, labels):
    result = Result(name, verdicts)
    rows = _labeled(labels["reuse"], verdicts, "uri")
    source_of = {row["task"]: row["uri"] for row in rows if row["category"] == "orig"}
    found, total, false = Counter(), Counter(), 0
    for row in rows:
        uri, category = row["uri"], row["category"]
        if category == "orig" or row["task"] not in source_of:
            continue
        linked = verdicts.linked(uri, source_of[row["task"]])
        total[category] += 1
        found[category] += linked
        false += category == "non" and verdicts[uri].is_duplicate
        if linked == (category == "non"):
            result.miss(f"{category}: {'linked' if linked else 'not found'}", uri, source_of[row["task"]])
    for category, bar in REUSE_BARS.items():
        of = total[category]
        result.add(f"{category} reuse found, of {of}", share(found[category], of), bar)
    result.add(f"independent answers linked, of {total['non']}", found["non"])
    result.add("independent answers called duplicate", false, exactly(0))
    return result


def _across(result, verdicts, what, label_of):
    """Duplicates of something that has another label; what has none counts as labeled alike."""
    across = [it for it in verdicts.values()
              if it.is_duplicate and label_of.get(it.original) != label_of.get(it.uri)]
    for verdict in across:
        result.miss(f"duplicate across {what}", verdict.uri, verdict.original)
    result.add(f"duplicates across {what}", len(across), exactly(0))


def machine(name, verdicts, labels):
    """Articles H… of people and machine rewrites M… of them, by id; what follows the letter ties M to its H."""
    result = Result(name, verdicts)
    rows = _labeled(labels["machine"], verdicts, "uri")
    by_kind = {(row["id"], row["kind"]): row["uri"] for row in rows if row["kind"].startswith("H")}
    id_of = {row["uri"]: row["id"] for row in labels["machine"]}
    same_text, same_story, total = Counter(), Counter(), Counter()
    for row in rows:
        source = by_kind.get((row["id"], "H" + row["kind"][1:]))
        if not row["kind"].startswith("M") or source is None:
            continue
        uri, kind = row["uri"], row["kind"]
        total[kind] += 1
        same_story[kind] += verdicts.same_story(uri, source)
        if verdicts.linked(uri, source):
            same_text[kind] += 1
        else:
            result.miss(f"{kind} not found", uri, source)
    for kind in sorted(total):
        bar = next((bar for word, bar in REWRITE_BARS.items() if word in kind.lower()), None)
        result.add(f"{kind} in one group with their source, of {total[kind]}", same_text[kind] / total[kind], bar)
        result.add(f"{kind} in the story of their source", same_story[kind] / total[kind])
    _across(result, verdicts, "ids", id_of)
    return result


def _families(rows):
    """Articles of each event by kind. A twin is about another event of the same sort."""
    families = defaultdict(lambda: defaultdict(list))
    for row in rows:
        families[row["event"]][row["kind"]].append(row["uri"])
    return families


def rewrites_found(result, verdicts, families):
    for kind, bar in REWRITE_BARS.items():
        found = total = 0
        for family in families.values():
            for uri in family[kind]:
                total += 1
                if any(verdicts.linked(uri, source) for source in family["source"]):
                    found += 1
                else:
                    result.miss(f"{kind} not found", uri, next(iter(family["source"]), None))
        result.add(f"{kind}s in one group with their source, of {total}", share(found, total), bar)


def families(name, verdicts, labels):
    result = Result(name, verdicts)
    rows = _labeled(labels["family"], verdicts, "uri")
    some, event_of = _families(rows), {row["uri"]: row["event"] for row in rows}
    rewrites_found(result, verdicts, some)
    for kind in ("independent", "twin"):
        false = [uri for family in some.values() for uri in family[kind] if verdicts[uri].is_duplicate]
        for uri in false:
            result.miss(f"{kind} called duplicate", uri, verdicts[uri].original)
        result.add(f"{kind}s called duplicate", len(false), exactly(0))
    _across(result, verdicts, "events", event_of)
    truth_of = {row["uri"]: (row["event"], row["kind"] == "twin") for row in rows}
    _stories(result, verdicts, truth_of, None)
    twins = [(twin, uri) for family in some.values() for twin in family["twin"]
             for kind, uris in family.items() if kind != "twin" for uri in uris]
    merged = [pair for pair in twins if verdicts.same_story(*pair)]
    for twin, uri in merged:
        result.miss("twins merged", *reversed(verdicts.in_order(twin, uri)))
    result.add(f"twin pairs merged, of {len(twins)}", share(len(merged), len(twins)), at_most(0.05))
    return result


def families_in_stream(name, verdicts, labels, gold_pairs):
    """The same corpus among articles of a stream: what is found, and at how many false links."""
    result = Result(name, verdicts)
    rows = _labeled(labels["family"], verdicts, "uri")
    stream = len(verdicts) - len(rows)
    rewrites_found(result, verdicts, _families(rows))
    gold = Components((row["a"], row["b"]) for row in gold_pairs)
    for row in rows:
        gold.join(row["uri"], ("event", row["event"]))
    false = outside_gold(verdicts, gold)
    for verdict in false:
        result.miss("false link", verdict.uri, verdict.original)
    result.add("false links in 1,000 articles of the stream", 1000 * len(false) / stream, at_most(1.0))
    return result


def samples(name, verdicts):
    """Whether what must hold of the five samples does: two rewrites of one article, three on the same event."""
    result = Result(name, verdicts)
    for what, holds in sample_checks(verdicts).items():
        result.add(what, int(holds), exactly(1))
        if not holds:
            said = ", ".join(f"{it.relation} in {it.story or 'no story'}" for it in verdicts.values())
            result.notes.append(f"{name}: not so: {what}: {said}")
    return result


def sample_checks(verdicts):
    five = [verdicts[uri] for uri in sorted(verdicts)]
    pair, others = five[:2], five[2:]
    grouped = pair[0].group is not None and pair[0].group == pair[1].group
    return {
        "the pair is a rewrite in one group": grouped and any(it.relation == "rewrite" for it in pair),
        "all five are one story": five[0].story is not None and len({it.story for it in five}) == 1,
        "the other three are duplicates of nothing": not any(it.is_duplicate for it in others),
    }


def labeled_edits(name, verdicts, labels):
    """Edits that came with the data."""
    result, right, total = Result(name, verdicts), Counter(), Counter()
    for row in _labeled(labels["edits"], verdicts, "edited"):
        verdict, kind = verdicts[row["edited"]], row.get("kind") or row["expect"]
        total[kind] += 1
        if verdict.relation in row["expect"].split("|") and verdict.original == row["original"]:
            right[kind] += 1
        else:
            result.miss(f"not {row['expect']}", verdict.uri, row["original"])
    for kind, count in total.items():
        result.add(f"{kind} right, of {count}", right[kind] / count)
    return result


def generated_edits(kind, made, verdicts):
    """How many edits are recognized as what they are, and as one of their source."""
    result = Result(f"edits: {kind.name}", verdicts)
    found = right = duplicates = 0
    for edit in made:
        verdict = verdicts[edit.uri]
        duplicates += verdict.is_duplicate
        of_source = edit.source == verdict.original
        found += verdict.relation in TEXTUAL and (of_source or edit.source in verdict.copied_from)
        nameless = verdict.original is None and not kind.needs_original
        if verdict.relation in kind.expect and (of_source or nameless):
            right += 1
        else:
            result.miss(f"not {' or '.join(kind.expect)}", edit.uri, edit.source)
    if not made:
        result.add("no article is fit for it", None)
        return result
    bar = EDIT_BARS.get(kind.name, EDIT_BAR)
    if kind.name in PARTIAL_BARS:
        result.add("source found", share(found, len(made)), bar)
    result.add(f"{' or '.join(kind.expect)} of the source, of {len(made)}", share(right, len(made)), bar)
    if not kind.may_be_dropped:
        result.add("called duplicate", duplicates, exactly(0))
    return result
