"""One peer over one file of articles. Runs in the environment that `run` makes.

usage: match.py PEER ARTICLES.ndjson MATCHES.tsv

Each article is compared with those before it, then inserted. A line of MATCHES: its uri and its matches.
Prints the seconds of CPU time from the end of parsing to the last insertion.
"""

import json
import re
import sys
import time

import datasketch
import rensa

PERMUTATIONS = 128
SHINGLE_WORDS = 5
BATCH = 256
SEED = 42
WORD = re.compile(r"\w+")


def shingles(text):
    words = WORD.findall(text.lower())
    return {" ".join(words[at:at + SHINGLE_WORDS]) for at in range(max(1, len(words) - SHINGLE_WORDS + 1))}


def words(text):
    return text.split()


class Datasketch:
    """MinHash and MinHashLSH; sketches in bulk, as its documentation advises."""

    def __init__(self, threshold):
        self.index = datasketch.MinHashLSH(threshold=threshold, num_perm=PERMUTATIONS)

    def sketches(self, texts):
        sets = [[shingle.encode() for shingle in shingles(text)] for text in texts]
        return datasketch.MinHash.bulk(sets, num_perm=PERMUTATIONS, seed=SEED)

    def query(self, sketch):
        return self.index.query(sketch)

    def insert(self, key, sketch):
        self.index.insert(key, sketch)


class Rensa:
    """R-MinHash and its deduplicator with LSH, which verifies candidates. It keeps no duplicates, by design."""

    def __init__(self, threshold, tokens):
        self.tokens = tokens
        self.index = rensa.RMinHashDeduplicator(threshold=threshold, num_perm=PERMUTATIONS, use_lsh=True)

    def sketches(self, texts):
        tokens = [list(self.tokens(text)) for text in texts]
        return rensa.RMinHash.from_token_sets(tokens, num_perm=PERMUTATIONS, seed=SEED)

    def query(self, sketch):
        return self.index.get_duplicates(sketch)

    def insert(self, key, sketch):
        self.index.add(key, sketch)


PEERS = {
    "datasketch-0.5": lambda: Datasketch(0.5),
    "datasketch-0.7": lambda: Datasketch(0.7),
    "rensa-shingles-0.5": lambda: Rensa(0.5, shingles),
    "rensa-words-0.8": lambda: Rensa(0.8, words),
}


def main():
    name, source, target = sys.argv[1:]
    with open(source, encoding="utf-8") as lines:
        articles = [(article["uri"], article["body_text"]) for article in map(json.loads, lines)]
    begin = time.process_time()
    peer, found = PEERS[name](), []
    for first in range(0, len(articles), BATCH):
        batch = articles[first:first + BATCH]
        for (uri, _), sketch in zip(batch, peer.sketches([text for _, text in batch])):
            found.append((uri, peer.query(sketch)))
            peer.insert(uri, sketch)
    spent = time.process_time() - begin
    with open(target, "w", encoding="utf-8") as lines:
        lines.writelines("\t".join([uri, *sorted(matches)]) + "\n" for uri, matches in found)
    print(spent)


if __name__ == "__main__":
    main()
