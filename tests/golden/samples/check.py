#!/usr/bin/env python3
"""Fold the sample articles and compare each verdict with expected.tsv: check.py WIREFOLD [--write]."""
import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from folding import depends_on_workers, fold  # noqa: E402

ROOT = Path(__file__).resolve().parents[3]
EXPECTED = Path(__file__).with_name("expected.tsv")
INPUTS = [ROOT / "deploy/samples/articles.ndjson", ROOT / "deploy/samples/junk.ndjson"]


def verdict(line):
    record = json.loads(line)
    dedup = record["dedup"]
    if dedup["relation"] == "rejected":
        return "\t".join(["-", "rejected", record["error"]["reason"], "-"])
    duplicate = "duplicate" if dedup["isDuplicate"] else "unique"
    return "\t".join([record["uri"], dedup["relation"], dedup.get("originalUri", "-"), duplicate])


def main():
    binary = sys.argv[1]
    output = fold(binary, INPUTS)
    verdicts = [verdict(line) for line in output.decode().splitlines()]
    if "--write" in sys.argv:
        EXPECTED.write_text("\n".join(verdicts) + "\n", encoding="utf-8")
        return 0
    wrong = 0
    expected = EXPECTED.read_text(encoding="utf-8").splitlines()
    for number, (is_now, was) in enumerate(zip(verdicts, expected), 1):
        if is_now != was:
            wrong += 1
            print(f"line {number}\n  expected {was}\n  got      {is_now}")
    if len(verdicts) != len(expected):
        wrong += 1
        print(f"{len(verdicts)} lines came out, {len(expected)} are expected")
    wrong += depends_on_workers(binary, INPUTS, output)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
