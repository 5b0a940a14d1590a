"""Just enough C++ to tell code from comments and strings, and where functions begin and end.

It relies on clang-format's output: the brace that opens a body stands behind a space, that of an initializer
does not, unless '=', 'return', ',', '(' or '{' stands before it.
"""

import functools
import re
from dataclasses import dataclass

_TOKEN = re.compile(
    r"""
      (?P<comment> //[^\n]*(?:\\\n[^\n]*)* | /\*.*?\*/ )
    | (?P<raw> (?:u8|[uUL])?R"(?P<mark>[^()\\\s]{0,16})\(.*?\)(?P=mark)" )
    | (?P<string> "(?:\\.|[^"\\\n])*" )
    | (?P<character> \b(?:u8|[uUL])'(?:\\.|[^'\\\n])+' | (?<![0-9a-zA-Z_])'(?:\\.|[^'\\\n])+' )
    """,
    re.VERBOSE | re.DOTALL,
)


def _blank(text):
    """The same lines and columns, with nothing on them."""
    return re.sub(r"[^\n]", " ", text)


@functools.cache
def without_comments(text):
    return _TOKEN.sub(lambda token: _blank(token.group()) if token.group("comment") else token.group(), text)


@functools.cache
def code_only(text):
    """Comments, strings and characters blanked; every other character keeps its place."""
    return _TOKEN.sub(lambda token: _blank(token.group()), text)


@functools.cache
def comments_only(text):
    """Every character outside comments blanked."""
    pieces = []
    end = 0
    for token in _TOKEN.finditer(text):
        if token.group("comment"):
            pieces += [_blank(text[end:token.start()]), token.group()]
            end = token.end()
    return "".join(pieces) + _blank(text[end:])


@functools.cache
def with_short_strings(text):
    """Comments gone and strings emptied: the columns that code itself takes."""
    return _TOKEN.sub(lambda token: re.sub(r"[^\n]", "", token.group()), text)


def line_of(text, position):
    return text.count("\n", 0, position) + 1


@dataclass(frozen=True)
class Function:
    name: str
    first_line: int
    last_line: int

    @property
    def lines(self):
        return self.last_line - self.first_line + 1


_TRANSPARENT = re.compile(r"^\s*(inline\s+)?namespace\b|^\s*extern\b[^(]*$|^\s*TEST_SUITE\b")
_TYPE = re.compile(r"^\s*(typedef\s+)?(class|struct|union|enum)\b")
_INITIALIZER_BEFORE = re.compile(r"(?:[=,({\[]|\breturn|\bco_return|\bco_yield)$")
_TEMPLATE = re.compile(r"^\s*template\s*<")


def functions(text):
    """Functions, test cases and lambdas outside functions: everything with a body at namespace or class level."""
    code = re.sub(r"^[ \t]*#(?:[^\n\\]|\\.|\\\n)*", lambda line: _blank(line.group()), code_only(text), flags=re.MULTILINE)
    found = []
    open_braces = []  # (kind, where the header of its block begins, the header)
    header_begin = 0
    for brace in re.finditer(r"[{};]", code):
        at = brace.start()
        inside = next((kind for kind, _, _ in reversed(open_braces) if kind != "initializer"), "namespace")
        if brace.group() == "{":
            header = code[header_begin:at]
            kind = _kind_of_block(code, at, header, inside)
            open_braces.append((kind, header_begin, header))
            if kind != "initializer":
                header_begin = at + 1
        elif brace.group() == "}" and open_braces:
            kind, begin, header = open_braces.pop()
            if kind == "function":
                first = line_of(code, begin + len(header) - len(header.lstrip()))
                found.append(Function(_name_of(text, code, begin, header), first, line_of(code, at)))
            if kind != "initializer":
                header_begin = at + 1
        elif brace.group() == ";" and (not open_braces or open_braces[-1][0] != "initializer"):
            header_begin = at + 1
    return found


def _kind_of_block(code, at, header, inside):
    before = code[max(0, at - 1):at]
    if inside in ("function", "block"):
        return "block"
    if before not in (" ", "\n") or _INITIALIZER_BEFORE.search(code[:at].rstrip()[-12:]):
        return "initializer"
    shape = _without_templates(re.sub(r"^\s*(public|private|protected):", "", header))
    if _TRANSPARENT.match(shape):
        return "namespace"
    if _TYPE.match(shape):
        return "type"
    return "function"


def _without_templates(header):
    """The declaration behind `template <…>` and its `requires`, whose 'class' says nothing about it."""
    while _TEMPLATE.match(header):
        depth = 0
        for at, letter in enumerate(header):
            depth += (letter == "<") - (letter == ">" and header[at - 1] != "-")
            if letter == ">" and depth == 0:
                break
        header = header[at + 1:]
    return header


def _name_of(text, code, begin, header):
    case = re.search(r"\b[A-Z_]+\(\s*\"(?P<title>[^\"]*)\"", text[begin:begin + len(header)])
    if case:
        return case.group("title")
    names = re.findall(r"([\w:~]+|operator[^\s(]*)\s*\(", header)
    return names[0] if names else "function"
