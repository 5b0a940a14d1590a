#!/usr/bin/env python3
"""Fold embargoed, withheld and canceled articles and compare each verdict with expected.tsv: check.py WIREFOLD [--write]."""
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from folding import check_table  # noqa: E402

HERE = Path(__file__).parent

if __name__ == "__main__":
    sys.exit(check_table(sys.argv[1], [HERE / "articles.ndjson"], HERE / "expected.tsv", "--write" in sys.argv))
