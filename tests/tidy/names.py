"""Names that documents and dashboards share with the code: metrics, configuration keys, flags."""

import re
import subprocess

import cpp_text
from layers import ALL
from markdown import lines_of
from registry import check
from repository import Finding

CATALOGUE = "daemon/metrics/catalogue.cpp"
REFERENCE = "config/REFERENCE.md"
METRIC_PAGES = ("deploy/RUNBOOK.md", "daemon/metrics/README.md")
README = "README.md"

_METRIC = re.compile(r"\bwirefold_[a-z0-9_]+")
_KEY = re.compile(r"[a-z_]+(?:\.[a-z0-9_]+)+")
_COMMAND = re.compile(r"^  ([a-z][a-z-]+)\b", re.MULTILINE)
_FILE_ENDINGS = {"c", "conf", "cpp", "css", "csv", "gz", "hpp", "html", "js", "json", "lock", "log", "md", "ndjson", "progress",
                 "pid", "py", "service", "sh", "sock", "toml", "tsv", "txt", "xml", "xz", "yaml", "yml", "zst"}


def catalogue(repository):
    """Line and kind of every metric by name."""
    found = {}
    if CATALOGUE in repository.files:
        text = cpp_text.without_comments(repository.text(CATALOGUE))
        for match in re.finditer(r"\{\s*MetricId::\w+,\s*(?:MetricKind::)?(\w+),\s*\"(wirefold_\w+)\"", text):
            found[match.group(2)] = (cpp_text.line_of(text, match.start(2)), match.group(1))
    return found


def _series(metrics):
    """The names a scrape shows: a histogram's are three."""
    names = set(metrics)
    for name, (_, kind) in metrics.items():
        if kind == "Histogram":
            names |= {f"{name}_bucket", f"{name}_sum", f"{name}_count"}
    return names


def _build_names(repository):
    """wirefold_… names of the build: targets, functions, modules."""
    names = {f"wirefold_{folder}" for folder in ALL}
    for path in repository.files:
        if path.endswith(("CMakeLists.txt", ".cmake")):
            names |= {name.lower() for name in re.findall(r"\b(wirefold_\w+)", repository.text(path))}
    return names


def _pages_with_metrics(repository):
    for path in repository.files:
        if path.endswith(".md") or (path.startswith("deploy/") and path.endswith((".json", ".yml", ".yaml", ".rules"))):
            yield path


@check("metrics", f"metrics that documents, dashboards and rules name are in {CATALOGUE}")
def metrics(repository):
    known = _series(catalogue(repository))
    if not known:
        yield Finding(CATALOGUE, 1, "holds no metric in the form {MetricId::…, kind, \"wirefold_…\"; without it no name "
                                    "can be checked")
        return
    known |= _build_names(repository)
    for path in _pages_with_metrics(repository):
        for number, line in enumerate(repository.lines(path), 1):
            for match in _METRIC.finditer(line):
                name = match.group()
                rest = line[match.end():]
                open_ended = name.endswith("_") and rest[:1] in "*<{…"
                if open_ended and any(one.startswith(name) for one in known):
                    continue
                if name not in known and not (open_ended and name == "wirefold_"):
                    yield Finding(path, number, f"no metric is called {name}; {CATALOGUE} has all")


@check("metrics-documented", f"every metric is mentioned in {' or '.join(METRIC_PAGES)}")
def metrics_documented(repository):
    pages = "\n".join(repository.text(path) for path in METRIC_PAGES if path in repository.files)
    mentioned = set(_METRIC.findall(pages))
    for name, (line, _) in catalogue(repository).items():
        if not {name, f"{name}_bucket", f"{name}_sum", f"{name}_count"} & mentioned:
            yield Finding(CATALOGUE, line, f"{name} is mentioned in no page; say in {' or '.join(METRIC_PAGES)} what an "
                                           "operator reads from it")


@check("config-keys", f"configuration keys that documents name are in {REFERENCE}")
def config_keys(repository):
    if REFERENCE not in repository.files:
        yield Finding(REFERENCE, 1, "is missing; `wirefold print-config --reference` writes it")
        return
    rows = re.findall(r"^\| `([a-z0-9_.]+)` \| ([^|]*)", repository.text(REFERENCE), re.MULTILINE)
    keys = {key for key, _ in rows}
    open_tables = tuple(f"{key}." for key, kind in rows if "table" in kind)
    sections = {".".join(key.split(".")[:depth]) for key in keys for depth in range(1, key.count(".") + 1)}
    for path in repository.markdown_files():
        for line in lines_of(repository.text(path)):
            for code in () if line.fenced else line.code:
                name = re.split(r"\s*=", code)[0]
                if not _KEY.fullmatch(name) or name.rsplit(".", 1)[1] in _FILE_ENDINGS:
                    continue
                known = name in keys or name in sections or name.startswith(open_tables or ("\0",))
                if name.split(".")[0] in sections and not known:
                    yield Finding(path, line.number, f"no setting is called {name}; {REFERENCE} has all")


@check("flags", f"flags of wirefold that {README} names are in its --help (with --binary only)")
def flags(repository):
    if repository.binary is None:
        return
    if README not in repository.files:
        yield Finding(README, 1, "is missing; it says what this is and how to run it in five minutes")
        return
    known = set(re.findall(r"(?<![\w-])--?[a-zA-Z][\w-]*", _help(repository.binary)))
    for line in lines_of(repository.text(README)):
        for code in line.code:
            for flag in _flags_of_wirefold(code):
                if flag not in known:
                    yield Finding(README, line.number, f"wirefold has no {flag}; its --help lists what there is")


def _flags_of_wirefold(code):
    """Flags in commands that start the daemon, and flags that stand alone."""
    for command in re.split(r"&&|\|\|?|;|\$\(", code):
        words = command.strip().lstrip("$ ").split()
        if words and (words[0].rsplit("/", 1)[-1] == "wirefold" or words[0].startswith("--")):
            yield from (word.split("=")[0] for word in words if re.match(r"--?[a-zA-Z]", word))


def _help(binary):
    """The help of the program and of each of its commands."""
    text = _ask(binary, "--help")
    for command in _COMMAND.findall(text):
        help_of_command = _ask(binary, command, "--help")
        text += help_of_command
        for inner in _COMMAND.findall(help_of_command):
            text += _ask(binary, command, inner, "--help")
    return text


def _ask(binary, *words):
    asked = subprocess.run([binary, *words], capture_output=True, text=True, stdin=subprocess.DEVNULL,
                           timeout=30, check=False)
    return asked.stdout + asked.stderr
