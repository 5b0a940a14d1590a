#!/usr/bin/env python3
"""Fold the sample articles and compare each verdict with expected.tsv: check.py WIREFOLD [--write]."""
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from folding import check_table  # noqa: E402

SAMPLES = Path(__file__).resolve().parents[3] / "deploy/samples"
INPUTS = [SAMPLES / "articles.ndjson", SAMPLES / "junk.ndjson"]

if __name__ == "__main__":
    sys.exit(check_table(sys.argv[1], INPUTS, Path(__file__).with_name("expected.tsv"), "--write" in sys.argv))
