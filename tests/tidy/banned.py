"""What C++ code here does without, each with what to write instead."""

import re

import cpp_text
from registry import check
from repository import Finding


def matches(repository, pattern, outside=(), inside=None):
    """(path, line, matched text) of code that matches, comments, strings and preprocessor lines left out."""
    for path in repository.cpp_files():
        if (outside and path.startswith(outside)) or (inside and not path.startswith(inside)):
            continue
        code = cpp_text.code_only(repository.text(path))
        code = re.sub(r"^[ \t]*#[ \t]*include[^\n]*", lambda line: " " * len(line.group()), code, flags=re.MULTILINE)
        for match in re.finditer(pattern, code):
            yield path, cpp_text.line_of(code, match.start()), match.group().strip()


@check("std-hash", "std::hash stays in daemon/core: its values differ between processes")
def std_hash(repository):
    for path, line, _ in matches(repository, r"\bstd::hash\b", outside=("daemon/core/",)):
        yield Finding(path, line, "std::hash differs from process to process; use hash64() of daemon/core/hash.hpp")


@check("std-regex", "no std::regex: it recurses as deep as its input is long")
def std_regex(repository):
    for path, line, _ in matches(repository, r"\bstd::(?:regex|wregex|basic_regex|smatch|cmatch)\b"):
        yield Finding(path, line, "std::regex is slow and overflows the stack on long input; search by hand")


@check("printf", "no printf family: formats are not checked against our types")
def printf_family(repository):
    for path, line, name in matches(repository, r"\bv?(?:f|s|sn|as|vas|d)?w?printf\s*\("):
        yield Finding(path, line, f"{name.rstrip('( ')}; use LogLine, std::to_chars or an output stream")


@check("sleep", "nothing sleeps: threads wait for a condition with a deadline, tests move a ManualClock")
def sleeping(repository):
    pattern = r"\b(?:sleep_for|sleep_until|usleep|(?:clock_)?nanosleep)\s*\(|(?<![\w.>])sleep\s*\("
    for path, line, name in matches(repository, pattern):
        yield Finding(path, line, f"{name.rstrip('( ')}; wait for the condition itself with a deadline")


@check("system-clock", "only daemon/core/clock.cpp asks for the wall clock")
def system_clock(repository):
    for path, line, _ in matches(repository, r"\bsystem_clock\b", outside=("daemon/core/clock.cpp",)):
        yield Finding(path, line, "system_clock; take a Clock& (daemon/core/clock.hpp), so that a test can set the time")


@check("new-delete", "no new and delete expressions: ownership is spelled by a type")
def new_delete(repository):
    # A private constructor is out of make_unique's reach: its factory may hand a new object straight to a
    # unique_ptr.
    owned = r"\bunique_ptr<[^;{}]*>\s*\w*[{(]\s*new\b"
    expression = r"(?<!operator )\bnew\b|(?<!operator )(?<!= )(?<!=)\bdelete\b"
    for path, line, text in matches(repository, f"{owned}|{expression}"):
        if text in ("new", "delete"):
            yield Finding(path, line, f"{text}; use a value, std::make_unique or a container")


@check("shared-ptr", "every shared_ptr has a comment '// owners:' that names them")
def shared_pointer(repository):
    for path, line, _ in matches(repository, r"\bshared_ptr\b"):
        if not _names_owners(repository, path, line):
            yield Finding(path, line, "shared_ptr whose owners are not named; use unique_ptr, or add '// owners: a, b' "
                                      "on this line or above it")


def _names_owners(repository, path, line):
    comments = cpp_text.comments_only(repository.text(path)).split("\n")
    code = cpp_text.code_only(repository.text(path)).split("\n")
    if "owners:" in comments[line - 1]:
        return True
    above = line - 2
    # A comment of several lines names them in any of these.
    while above >= 0 and comments[above].strip() and not code[above].strip():
        if "owners:" in comments[above]:
            return True
        above -= 1
    return False


@check("views", "no view adaptors: clang 14 cannot parse those of libstdc++ 12")
def views(repository):
    for path, line, _ in matches(repository, r"\bviews::"):
        yield Finding(path, line, "views::, which clang-tidy and the fuzz targets cannot compile; use a plain loop")


@check("source-location", "no std::source_location: clang 14 cannot parse it")
def source_location(repository):
    for path, line, _ in matches(repository, r"\bstd::source_location\b"):
        yield Finding(path, line, "std::source_location, which clang 14 cannot compile; use boost::source_location")


@check("kafka-commit", "only daemon/kafka calls rd_kafka_commit, which can wait without limit")
def kafka_commit(repository):
    for path, line, _ in matches(repository, r"\brd_kafka_commit\s*\(", outside=("daemon/kafka/",)):
        yield Finding(path, line, "rd_kafka_commit can wait without limit; use daemon/kafka, which takes a deadline")


# Written so that this file does not find itself.
_UNFINISHED = re.compile(r"\b(?:TO[D]O|FIXM[E])\b(?!\([\w.@-]+\): *\S)")


@check("todo", "unfinished work is marked with its owner and the reason")
def unfinished(repository):
    for path in repository.files:
        text = repository.text(path)
        if path.endswith(".md"):
            text = re.sub(r"`[^`\n]*`", lambda code: " " * len(code.group()), text)
        for match in _UNFINISHED.finditer(text):
            yield Finding(path, cpp_text.line_of(text, match.start()),
                          f"{match.group()} without owner and reason; write '{match.group()}(name): why it waits', "
                          "or do it")


@check("nolint", "a NOLINT names its check and its reason")
def nolint(repository):
    for path in repository.cpp_files():
        for number, line in enumerate(cpp_text.comments_only(repository.text(path)).split("\n"), 1):
            if re.search(r"\bNOLINT(?:NEXTLINE|BEGIN)?\b(?!\([a-z][\w.,-]+\):? +\S)", line):
                yield Finding(path, number, "NOLINT without check or reason; write 'NOLINT(check): why this place may'")
