"""Markdown that points somewhere: links, anchors, and paths of this repository."""

import posixpath
import re
from dataclasses import dataclass

from registry import check
from repository import Finding

_FENCE = re.compile(r"^\s*(?:>\s*)?(`{3,}|~{3,})")
_INLINE_CODE = re.compile(r"(`+)(?!`)(.+?)(?<!`)\1(?!`)")
_LINK = re.compile(r"!?\[(?:[^\[\]]|\[[^\]]*\])*\]\(\s*<?([^)\s>]+)>?(?:\s+\"[^\"]*\")?\s*\)|^\s*\[[^\]]+\]:\s+(\S+)")
_PATH = re.compile(
    r"(?:^|[\s(=\"'@])(?:\./)?((?:daemon|tests|deploy|config|benchmarks)/(?:[^\s`\"'()|,;{}]|\{[^\s{}]*\})*)")
# What stands for any name in a path.
_PLACEHOLDER = re.compile(r"<[^>]*>|\$|…|\.\.\.|\b(?:NNN|NAME|DIR|VERSION|N)\b")


@dataclass(frozen=True)
class Line:
    number: int
    prose: str  # inline code blanked; empty inside a fence
    code: tuple  # pieces of inline code, or the whole line inside a fence
    fenced: bool


def lines_of(text):
    fence = None
    for number, line in enumerate(text.splitlines(), 1):
        mark = _FENCE.match(line)
        if fence:
            if mark and mark.group(1).startswith(fence):
                fence = None
            else:
                yield Line(number, "", (line,), True)
        elif mark:
            fence = mark.group(1)
        else:
            code = tuple(match.group(2).strip() for match in _INLINE_CODE.finditer(line))
            prose = _INLINE_CODE.sub(lambda match: " " * len(match.group()), line)
            yield Line(number, prose, code, False)


def _anchors(text):
    """The anchors GitHub gives to headings: lower case, punctuation gone, spaces to hyphens, repeats numbered."""
    found = set(re.findall(r"<a (?:id|name)=\"([^\"]+)\"", text))
    seen = {}
    inside = False
    for line in text.splitlines():
        inside ^= bool(_FENCE.match(line))
        heading = re.match(r"#{1,6}\s+(.*?)\s*#*$", line)
        if inside or not heading:
            continue
        title = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", heading.group(1))
        anchor = re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-")
        found.add(f"{anchor}-{seen[anchor]}" if anchor in seen else anchor)
        seen[anchor] = seen.get(anchor, 0) + 1
    return found


@check("links", "relative links in Markdown lead to a file, and to a heading where they name one")
def links(repository):
    for path in repository.markdown_files():
        for line in lines_of(repository.text(path)):
            for match in _LINK.finditer(line.prose):
                problem = _problem_with(repository, path, match.group(1) or match.group(2))
                if problem:
                    yield Finding(path, line.number, problem)


def _problem_with(repository, path, target):
    if re.match(r"[a-zA-Z][a-zA-Z0-9+.-]*:", target):
        return None
    name, _, anchor = target.partition("#")
    name = name.partition("?")[0]
    there = path
    if name:
        base = "" if name.startswith("/") else posixpath.dirname(path)
        there = posixpath.normpath(posixpath.join(base, name.lstrip("/")))
        if there.startswith(".."):
            return f"the link to {target} leaves the repository"
        if not repository.exists(there):
            return f"the link to {target} leads nowhere: there is no {there}"
    if anchor and there.endswith(".md") and anchor not in _anchors(repository.text(there)):
        return f"the link to {target} leads to no heading of {there}"
    return None


@check("paths", "paths of this repository that Markdown names in code exist")
def paths(repository):
    for path in repository.markdown_files():
        for line in lines_of(repository.text(path)):
            for code in line.code:
                for name in _PATH.findall(code):
                    if not _exists(repository, path, name):
                        yield Finding(path, line.number, f"there is no {name}; name what is there")


def _exists(repository, path, name):
    name = re.sub(r":\d+(?::\d+)?$", "", name).rstrip(".:/")
    placeholder = _PLACEHOLDER.search(name)
    if placeholder:
        name = posixpath.dirname(name[:placeholder.start()])
    for base in ("", posixpath.dirname(path)):
        if any(_matches(repository, posixpath.join(base, one)) for one in _alternatives(name)):
            return True
    return False


def _alternatives(name):
    """a/{b,c}.hpp as a/b.hpp and a/c.hpp."""
    braces = re.search(r"\{([^{}]*)\}", name)
    if not braces:
        return [name]
    return [name[:braces.start()] + one + name[braces.end():] for one in braces.group(1).split(",")]


def _matches(repository, name):
    if "*" in name:
        return next(repository.root.glob(name), None) is not None
    return repository.exists(name)
