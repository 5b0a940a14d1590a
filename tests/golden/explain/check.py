#!/usr/bin/env python3
"""Explain pairs of the sample articles, and misuse the command: check.py WIREFOLD."""
import json
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from folding import fold  # noqa: E402

ROOT = Path(__file__).resolve().parents[3]
SAMPLES = ROOT / "deploy/samples/articles.ndjson"
JUNK = ROOT / "deploy/samples/junk.ndjson"
FERRY = "urn:newsml:corvane.example:20260914:ferry-aster-dawn"
MINE = "urn:newsml:northernledger.example:20260914:garrow-deep"
OLIVES = "urn:newsml:gacetaribarreal.example:20260914:aceituna"

# earlier, later, relation of the later one, whether it points to the earlier one, step that decided
PAIRS = [
    (FERRY, "dd-55102", "exact", True, "same content"),
    (FERRY, "https://courier.example/news/20260914/aster-dawn", "near", True, "versions of one text"),
    ("hch-2026-4471", "hch-2026-4486", "correction", True, "facts differ"),
    (MINE, "https://lakesidedaily.example/tamsin-miners-safe", "rewrite", True, "other words"),
    (FERRY, FERRY, "resend", True, "same item"),
    (FERRY, f"{FERRY}@2", "revision", False, "same item"),
    ("urn:newsml:corvane.example:20260915:ulvin-falls", "https://kestrelpointjournal.example/river-tonight",
     "contains", True, "holds the earlier one whole"),
    (FERRY, OLIVES, "original", False, "otherwise"),
]

wrong = []


def check(holds, what):
    if not holds:
        wrong.append(what)


def run(*arguments, stdin=None):
    command = [sys.argv[1], "explain", *map(str, arguments)]
    done = subprocess.run(command, input=stdin, capture_output=True, timeout=100)
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def folded():
    return [json.loads(line) for line in fold(sys.argv[1], [SAMPLES]).splitlines()]


def check_pair(pair, verdicts):
    earlier, later, relation, is_of_earlier, step = pair
    code, out, error = run(earlier, later, "--in", SAMPLES, "--json")
    if code != 0:
        return check(False, f"{later}: exit code {code}, {error.strip()}")
    told = json.loads(out)
    verdict = told["verdict"]
    check(verdict["relation"] == relation, f"{later}: {verdict['relation']} where {relation} is right")
    check(verdict["isOfEarlier"] == is_of_earlier, f"{later}: isOfEarlier is {verdict['isOfEarlier']}")
    decided = [entry["name"] for entry in told["steps"] if entry["decided"]]
    check(decided == [step], f"{later}: decided by {decided}, not by {step}")
    # What the daemon says, with everything before it in the window.
    dedup = verdicts[told["b"]["line"] - 1]["dedup"]
    for key in ("relation", "groupId", "groupSize", "storyId", "storySize"):
        check(verdict[key] == dedup[key], f"{later}: {key} is {verdict[key]}, fold says {dedup[key]}")
    for entry in told["checks"]:
        if "atLeast" in entry:
            check(entry["met"] == (entry["value"] >= entry["atLeast"]), f"{later}: {entry}")
    check(run(later, earlier, "--in", SAMPLES, "--json")[1] == out or earlier == later,
          f"{later}: the order of the arguments matters")
    code, text, _ = run(earlier, later, "--in", SAMPLES)
    check(code == 0 and f"Verdict on B: {relation} " in text, f"{later}: the report says another verdict")
    return None


def check_texts():
    told = json.loads(run("hch-2026-4471", "hch-2026-4486", "--in", SAMPLES, "--json")[1])
    check(told["changes"] == [{"kind": "number", "from": "12.4", "to": "14.2"}], f"changes {told['changes']}")
    kinds = [sentence["kind"] for sentence in told["sentences"]]
    check(kinds.count("edited") == 1 and kinds.count("equal") == len(kinds) - 1, f"a correction's sentences: {kinds}")
    told = json.loads(run(MINE, "https://lakesidedaily.example/tamsin-miners-safe", "--in", SAMPLES, "--json")[1])
    kinds = [sentence["kind"] for sentence in told["sentences"]]
    check(kinds.count("reworded") + kinds.count("edited") >= len(kinds) // 2, f"a rewrite's sentences: {kinds}")
    told = json.loads(run(FERRY, OLIVES, "--in", SAMPLES, "--json")[1])
    reason = next(step["outcome"] for step in told["steps"] if step["name"] == "candidate")
    check(reason.startswith("no: ") and not told["isCandidate"], f"an unrelated article: {reason}")


def check_files(folder):
    lines = SAMPLES.read_text(encoding="utf-8").splitlines()
    one = folder / "one.ndjson"
    one.write_text("\n".join(lines[:3]) + "\n", encoding="utf-8")
    other = folder / "other.json"
    other.write_text(json.dumps(json.loads(lines[3]), indent=2, ensure_ascii=False), encoding="utf-8")
    code, out, error = run(one, other, "--json")
    check(code == 0 and json.loads(out)["verdict"]["relation"] == "near", f"two files: {code} {error}")
    code, piped, _ = run("-", other, "--json", stdin=one.read_bytes())
    check(code == 0 and json.loads(piped)["verdict"] == json.loads(out)["verdict"], "standard input: another verdict")
    missing = folder / "missing.json"
    code, out, error = run(one, missing)
    check(code == 1 and not out and str(missing) in error, f"a missing file: {code} {error}")
    code, out, error = run(FERRY, "urn:nowhere", "--in", SAMPLES, JUNK)
    check(code == 1 and not out and "urn:nowhere" in error, f"a missing article: {code} {error}")
    reasons = ["truncated_json", "not_json", "wrong_encoding", "missing_body"]
    for reason, line in zip(reasons, JUNK.read_bytes().splitlines()):
        junk = folder / "junk.json"
        junk.write_bytes(line)
        code, out, error = run(junk, other)
        check(code == 1 and not out and reason in error and str(junk) in error, f"junk: {code} {error}")


def main():
    verdicts = folded()
    for pair in PAIRS:
        check_pair(pair, verdicts)
    check_texts()
    with tempfile.TemporaryDirectory() as folder:
        check_files(Path(folder))
    for arguments in [(), ("one",), ("-", "-"), ("one", "other", "--no-such-option")]:
        check(run(*arguments)[0] == 2, f"wrong usage: {arguments}")
    for line in wrong:
        print(line)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
