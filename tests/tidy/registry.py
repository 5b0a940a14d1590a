"""The checks by name, and the way out of one: `tidy: allow <check>: reason` in a comment."""

import re
from dataclasses import dataclass
from typing import Callable

from repository import CPP_ENDINGS, Finding

CHECKS = {}


@dataclass(frozen=True)
class Check:
    name: str
    what: str
    run: Callable


def check(name, what):
    """Makes a function that yields findings a check. `what` is the sentence --list prints."""

    def register(function):
        CHECKS[name] = Check(name, what, function)
        return function

    return register


@dataclass
class Escape:
    check: str
    reason: str
    used: bool = False


# A comment of the file's own language, so that a sample in a string of another one is none.
_ESCAPE = r"\s*tidy: allow ([a-z-]+)(?:: *([^\n]*?))?\s*(?:-->|\*/)?$"
_CPP = re.compile(r"//" + _ESCAPE)
_MARKUP = re.compile(r"<!--" + _ESCAPE)
_OTHER = re.compile(r"#" + _ESCAPE)


def _pattern_for(path):
    if path.endswith(CPP_ENDINGS):
        return _CPP
    return _MARKUP if path.endswith((".md", ".html", ".xml")) else _OTHER


def _escapes_in(repository, path):
    """By the line they stand on. One alone on its line also covers the next."""
    found = {}
    if "tidy: allow" not in repository.text(path):
        return found
    pattern = _pattern_for(path)
    for number, line in enumerate(repository.lines(path), 1):
        match = pattern.search(line)
        if match:
            escape = Escape(match.group(1), match.group(2) or "")
            found.setdefault(number, []).append(escape)
            if not line[:match.start()].strip():
                found.setdefault(number + 1, []).append(escape)
    return found


def run(repository, names):
    """Findings of the named checks, each as (check, finding), less those that were allowed; sorted by place."""
    escapes = {path: _escapes_in(repository, path) for path in repository.files}
    left = []
    for name in names:
        for finding in CHECKS[name].run(repository):
            allowed = [escape for escape in escapes.get(finding.path, {}).get(finding.line, [])
                       if escape.check == name]
            for escape in allowed:
                escape.used = True
            if not allowed:
                left.append((name, finding))
    left += [("escapes", finding) for finding in _wrong_escapes(escapes, names)]
    return sorted(set(left), key=lambda pair: (pair[1], pair[0]))


def _wrong_escapes(escapes, names):
    seen = set()
    for path, by_line in escapes.items():
        for line, here in sorted(by_line.items()):
            for escape in here:
                if id(escape) in seen:
                    continue
                seen.add(id(escape))
                if escape.check not in CHECKS:
                    known = ", ".join(sorted(CHECKS))
                    yield Finding(path, line, f"no check is called '{escape.check}'; there are {known}")
                elif len(escape.reason.split()) < 2:
                    yield Finding(path, line, "an exception without a reason; write "
                                              f"'tidy: allow {escape.check}: why this place may'")
                elif escape.check in names and not escape.used:
                    yield Finding(path, line, f"allows '{escape.check}', which finds nothing here; remove it")
