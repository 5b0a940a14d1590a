"""Finds sets of labeled articles in a folder. What a set measures is told by the columns of its labels."""

import csv
import gzip
import io
import json
import lzma
import shutil
import subprocess
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

DATA_VARIABLE = "WIREFOLD_EVAL_DATA"
ENDINGS = (".ndjson", ".ndjson.xz", ".ndjson.gz", ".ndjson.zst")
LABEL_ENDINGS = (".pairs.tsv", ".labels.tsv", ".clusters.tsv")
# The first whose columns are all there.
COLUMNS = (
    ("pairs", {"a", "b", "jaccard5"}),
    ("classes", {"a", "b", "class"}),
    ("family", {"uri", "event", "kind"}),
    ("machine", {"uri", "id", "kind"}),
    ("reuse", {"uri", "task", "category"}),
    ("events", {"uri", "event"}),
    ("edits", {"edited", "original", "expect"}),
)
SAMPLES = "samples"
# What each kind of labels is for, in the order of the table.
MEANINGS = {
    SAMPLES: "five sample articles",
    "pairs": "pairs of near copies",
    "classes": "classes of near copies",
    "events": "articles by event",
    "reuse": "graded reuse",
    "machine": "machine rewrites by id",
    "edits": "labeled edits",
}


@dataclass
class Set:
    name: str
    articles: list  # paths
    labels: dict = field(default_factory=dict)  # kind -> rows, each a dict by column

    def size(self):
        return sum(path.stat().st_size for path in self.articles)


def kind_of(columns):
    return next((kind for kind, needed in COLUMNS if needed <= set(columns)), None)


def read_labels(path):
    """Kind and rows of a label file; no kind when its columns are unknown."""
    with open(path, encoding="utf-8", newline="") as text:
        rows = csv.DictReader(text, delimiter="\t", quoting=csv.QUOTE_NONE)
        return kind_of(rows.fieldnames or ()), list(rows)


def stem(path):
    return path.name.split(".ndjson")[0]


def find(folder):
    """The sets of a folder, in the order of their names: articles with at least one label file, and the samples."""
    found = []
    for path in sorted(Path(folder).iterdir()):
        if not path.name.endswith(ENDINGS):
            continue
        one = Set(stem(path), [path])
        for ending in LABEL_ENDINGS:
            labels = path.with_name(one.name + ending)
            if labels.exists():
                kind, rows = read_labels(labels)
                if kind:
                    one.labels[kind] = rows
        if one.name == SAMPLES:
            one.labels = {SAMPLES: []}
        if one.labels:
            found.append(one)
    return found


def rewrites(folder):
    """The project's own corpus: all parts as one set, or None where there is none yet."""
    whole = Set("rewrites", [], {"family": []})
    for part in find(folder):
        if "family" in part.labels:
            whole.articles += part.articles
            whole.labels["family"] += part.labels["family"]
    return whole if whole.articles else None


@contextmanager
def _opened(path):
    if path.name.endswith(".xz"):
        with lzma.open(path, "rt", encoding="utf-8") as text:
            yield text
    elif path.name.endswith(".gz"):
        with gzip.open(path, "rt", encoding="utf-8") as text:
            yield text
    elif path.name.endswith(".zst"):
        if not shutil.which("zstd"):
            raise OSError(f"{path.name} needs the program zstd")
        with subprocess.Popen(["zstd", "-dcq", str(path)], stdout=subprocess.PIPE) as unpacking:
            yield io.TextIOWrapper(unpacking.stdout, encoding="utf-8")
    else:
        with open(path, encoding="utf-8") as text:
            yield text


def lines(paths):
    """The articles of all files as they are written, without empty lines."""
    for path in paths:
        with _opened(path) as text:
            yield from (line.rstrip("\n") for line in text if line.strip())


def articles(one):
    """The decoded articles of a set, by time; those of equal time in the order of the files."""
    return sorted((json.loads(line) for line in lines(one.articles)), key=lambda it: it["versioncreated"])


def write(path, some):
    with open(path, "w", encoding="utf-8") as text:
        for article in some:
            text.write(json.dumps(article, ensure_ascii=False) + "\n")
    return path
