"""How long a file, a function and a line may be."""

import ast
import re

import cpp_text
from registry import check
from repository import CPP_ENDINGS, Finding

FILE_LINES = 600
FUNCTION_LINES = 70
COLUMNS = 110


def _source_files(repository):
    scripts = set(repository.scripts("python") + repository.scripts("bash"))
    return [path for path in repository.files
            if path in scripts or path.endswith((*CPP_ENDINGS, ".cmake", "CMakeLists.txt", ".js", ".css"))]


@check("file-length", f"source files have fewer than {FILE_LINES} lines")
def file_length(repository):
    for path in _source_files(repository):
        lines = len(repository.lines(path))
        if lines >= FILE_LINES:
            yield Finding(path, lines, f"{lines} lines; split it by concept, fewer than {FILE_LINES} are right")


@check("function-length", f"functions have fewer than {FUNCTION_LINES} lines")
def function_length(repository):
    spans = [(path, function.name, function.first_line, function.lines)
             for path in repository.cpp_files() for function in cpp_text.functions(repository.text(path))]
    spans += [span for path in repository.scripts("python") for span in _python_functions(repository, path)]
    spans += [span for path in repository.scripts("bash") for span in _bash_functions(repository, path)]
    for path, name, line, lines in spans:
        if lines >= FUNCTION_LINES:
            yield Finding(path, line, f"'{name}' has {lines} lines; fewer than {FUNCTION_LINES} are right")


def _python_functions(repository, path):
    try:
        tree = ast.parse(repository.text(path))
    except SyntaxError:
        return
    for node in ast.walk(tree):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            yield path, node.name, node.lineno, node.end_lineno - node.lineno + 1


def _bash_functions(repository, path):
    """Those whose closing brace stands in the first column, as ours do."""
    for match in re.finditer(r"^(\w+)\(\) [({]\n(?:.*\n)*?[)}]$", repository.text(path), re.MULTILINE):
        line = cpp_text.line_of(repository.text(path), match.start())
        yield path, match.group(1), line, match.group().count("\n") + 1


@check("line-length", f"code takes at most {COLUMNS} columns")
def line_length(repository):
    for path in repository.cpp_files():
        short = cpp_text.with_short_strings(repository.text(path)).split("\n")
        for number, line in enumerate(short, 1):
            yield from _too_long(path, number, line.rstrip())
    for path in repository.scripts("python") + repository.scripts("bash"):
        for number, line in enumerate(repository.lines(path), 1):
            # An address or a quoted message cannot be broken without becoming harder to find.
            if "://" not in line:
                yield from _too_long(path, number, re.sub(r"\"[^\"]*\"|'[^']*'", '""', line))


def _too_long(path, number, line):
    if len(line) > COLUMNS:
        yield Finding(path, number, f"{len(line)} columns of code; at most {COLUMNS} are right")
