"""Every file has its place: in a build target, beside a page, in the map."""

import posixpath
import re

import cpp_text
from layers import ARCHITECTURE, cells, owner
from registry import check
from repository import Finding

README_LINES = 60

_SOURCE_NAME = re.compile(r"[\w./${}*+-]+\.(?:cpp|c)\b")


@check("in-cmake", "every source file of daemon/ and tests/ is named in a CMakeLists.txt")
def in_cmake(repository):
    patterns = _named_sources(repository)
    for path in repository.cpp_files(("daemon", "tests")):
        if path.endswith((".cpp", ".c")) and not any(pattern.fullmatch(path) for pattern in patterns):
            yield Finding(path, 1, "is in no CMakeLists.txt, so nothing compiles it; add it to a target or remove it")


def _named_sources(repository):
    patterns = []
    for path in repository.files:
        if not path.endswith(("CMakeLists.txt", ".cmake")):
            continue
        folder = path.rpartition("/")[0]
        for name in _SOURCE_NAME.findall(re.sub(r"#[^\n]*", "", repository.text(path))):
            name = name.removeprefix("${CMAKE_CURRENT_SOURCE_DIR}/").removeprefix("./")
            if name.startswith("${CMAKE_SOURCE_DIR}/"):
                name = name.removeprefix("${CMAKE_SOURCE_DIR}/")
            elif folder:
                name = f"{folder}/{name}"
            name = posixpath.normpath(name)
            # A loop's variable or a glob stands for any one name.
            pieces = re.split(r"\$\{\w+\}|\*", name)
            patterns.append(re.compile("[^/]*".join(re.escape(piece) for piece in pieces)))
    return patterns


@check("pragma-once", "headers begin with #pragma once")
def pragma_once(repository):
    for path in repository.cpp_files():
        if path.endswith((".hpp", ".h")):
            code = cpp_text.without_comments(repository.text(path)).lstrip()
            if not code.startswith("#pragma once"):
                yield Finding(path, 1, "does not begin with '#pragma once'")


def _daemon_folders(repository):
    """Folders of daemon/ that hold code."""
    return sorted({owner(path) for path in repository.cpp_files(("daemon",)) if path.count("/") > 1})


@check("folder-readme", f"every folder of daemon/ has a README.md of at most {README_LINES} lines")
def folder_readme(repository):
    for folder in _daemon_folders(repository):
        path = f"daemon/{folder}/README.md"
        if path not in repository.files:
            yield Finding(path, 1, "is missing; one page: what comes in, what goes out, invariants, cost")
        elif len(repository.lines(path)) > README_LINES:
            yield Finding(path, README_LINES + 1, f"is longer than a page; at most {README_LINES} lines are right")


@check("folder-in-architecture", f"every folder of daemon/ has a row in {ARCHITECTURE}")
def folder_in_architecture(repository):
    if ARCHITECTURE not in repository.files:
        yield Finding(ARCHITECTURE, 1, "is missing; it is the map of daemon/")
        return
    named = {folder for line in repository.lines(ARCHITECTURE) for folder in _folders_of_row(line)}
    for folder in _daemon_folders(repository):
        if folder not in named:
            yield Finding(ARCHITECTURE, 1, f"has no row for daemon/{folder}/; add one that says what it is for")


def _folders_of_row(line):
    """Folders with a cell of their own, `daemon/core/` or [core](core/README.md), or a line of a listing, core/."""
    for cell in cells(line):
        name = re.sub(r"^\[(.*)\]\(.*\)$", r"\1", cell)
        yield name.strip("`").removeprefix("daemon/").removesuffix("/")
    listed = re.match(r"\s*(?:[-*] +)?`?(?:daemon/)?(\w+)/`?(?:\s|$)", line)
    if listed:
        yield listed.group(1)
