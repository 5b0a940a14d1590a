#!/usr/bin/env python3
"""Fold seven articles in each of ten languages and compare the verdicts with expected.tsv: check.py WIREFOLD

Where several originals are right they are separated by '|'.
"""
import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from folding import depends_on_workers, fold  # noqa: E402

ARTICLES = Path(__file__).with_name("articles.ndjson")
EXPECTED = Path(__file__).with_name("expected.tsv")


def is_right(row, record):
    uri, relation, originals = row
    dedup = record["dedup"]
    return (record["uri"] == uri and dedup["relation"] == relation
            and dedup.get("originalUri", "") in originals.split("|"))


def main():
    binary = sys.argv[1]
    output = fold(binary, [ARTICLES])
    records = [json.loads(line) for line in output.decode().splitlines()]
    rows = [line.split("\t") for line in EXPECTED.read_text(encoding="utf-8").splitlines()[1:]]
    wrong = 0
    for row, record in zip(rows, records):
        if not is_right(row, record):
            wrong += 1
            dedup = record["dedup"]
            print(f"{row[0]}\n  expected {row[1]} {row[2]}\n  got      {dedup['relation']} {dedup.get('originalUri', '')}")
            print(f"  evidence {json.dumps(dedup.get('evidence', {}))}")
    if len(records) != len(rows):
        wrong += 1
        print(f"{len(records)} records came out, {len(rows)} are expected")
    wrong += depends_on_workers(binary, [ARTICLES], output)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
