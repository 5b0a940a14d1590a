#!/usr/bin/env python3
"""Print what the daemon decided, as a table: table.py OUT_FOLDER."""
import json
import sys
from pathlib import Path


def rows(folder):
    for name in ("unique", "duplicates"):
        path = folder / f"{name}.ndjson"
        for line in path.read_text(encoding="utf-8").splitlines() if path.exists() else []:
            yield name, json.loads(line)


def title_of(record):
    headlines = record.get("headlines") or [{}]
    return headlines[0].get("value", "")


def shorten(text, width):
    return text if len(text) <= width else text[: width - 1] + "…"


def why(dedup):
    evidence = dedup.get("evidence")
    if evidence:
        return f"holds {evidence['containment']:.0%} of it, {evidence['containedBy']:.0%} held by it" + (
            "" if evidence["numbersAgree"] else ", numbers differ")
    if "revision" in dedup:
        return f"supersedes version {dedup['revision']['supersedes']}"
    return {"exact": "the same text", "resend": "the same version again", "stale": "an older version"}.get(dedup["relation"], "")


def main():
    folder = Path(sys.argv[1])
    records = list(rows(folder))
    titles = {}
    for _, record in records:
        titles.setdefault(record["uri"], title_of(record))
    print(f"{'goes to':<11}{'relation':<11}{'article':<46}{'of':<36}why")
    for name, record in sorted(records, key=lambda row: row[1].get("versionCreated", "")):
        dedup = record["dedup"]
        partner = titles.get(dedup.get("originalUri", ""), "")
        print(f"{name:<11}{dedup['relation']:<11}{shorten(title_of(record), 44):<46}{shorten(partner, 34):<36}{why(dedup)}")
    dead = folder / "dead_letters.ndjson"
    letters = [json.loads(line) for line in dead.read_text(encoding="utf-8").splitlines()] if dead.exists() else []
    print(f"\n{'dead letter':<18}{'stage':<10}detail")
    for letter in letters:
        print(f"{letter['reason']:<18}{letter['stage']:<10}{letter.get('detail', '')}")


if __name__ == "__main__":
    main()
