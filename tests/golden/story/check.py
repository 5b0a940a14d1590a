#!/usr/bin/env python3
"""Fold five reports of one event in each of their 120 orders and check what is said of them: check.py WIREFOLD"""
import itertools
import json
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from folding import fold  # noqa: E402

ARTICLES = Path(__file__).with_name("articles.ndjson")
REWRITES = {"urn:story:000", "urn:story:001"}  # of one article that is not here
DUPLICATES = {"exact", "near", "rewrite", "excerpt", "resend", "stale"}


def fold_lines(binary, lines):
    with tempfile.NamedTemporaryFile("w", suffix=".ndjson", encoding="utf-8") as file:
        file.write("\n".join(lines) + "\n")
        file.flush()
        output = fold(binary, [file.name])
    records = [json.loads(line) for line in output.decode().splitlines()]
    return {record["uri"]: record["dedup"] for record in records}


def mistakes(verdicts, order):
    """What is wrong with the verdicts on articles that came in this order."""
    if sorted(verdicts) != sorted(order):
        yield f"came out: {' '.join(verdicts)}"
        return
    first, later = (uri for uri in order if uri in REWRITES)
    dedup = verdicts[later]
    if dedup["relation"] != "rewrite" or dedup.get("originalUri") != first:
        yield f"{later} is {dedup['relation']} of {dedup.get('originalUri')}, not a rewrite of {first}"
    if dedup["groupId"] != verdicts[first]["groupId"]:
        yield f"{later} is not in the group of {first}"
    for uri in order:
        dedup = verdicts[uri]
        if uri == later:
            continue
        if dedup["isDuplicate"] or dedup["relation"] in DUPLICATES:
            yield f"{uri} is called a duplicate: {dedup['relation']} of {dedup.get('originalUri')}"
        if [other for other in order if verdicts[other]["groupId"] == dedup["groupId"]] not in ([uri], [first, later]):
            yield f"{uri} shares its group"
    if len({verdicts[uri]["storyId"] for uri in order}) != 1:
        stories = {}
        for uri in order:
            stories.setdefault(verdicts[uri]["storyId"], []).append(uri[-3:])
        yield f"{len(stories)} stories: {'; '.join(' '.join(members) for members in stories.values())}"


def main():
    binary = sys.argv[1]
    lines = ARTICLES.read_text(encoding="utf-8").splitlines()
    wrong = 0
    for order in itertools.permutations(lines):
        uris = [json.loads(line)["uri"] for line in order]
        found = list(mistakes(fold_lines(binary, order), uris))
        if found:
            wrong += 1
            print("in the order " + " ".join(uri[-3:] for uri in uris))
            print("".join(f"  {mistake}\n" for mistake in found), end="")
    if wrong:
        print(f"{wrong} of 120 orders come out wrong")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
