"""Who may include whom: the table of daemon/ARCHITECTURE.md, written once, here, as data."""

import re
from dataclasses import dataclass

import cpp_text
from registry import check
from repository import Finding

ARCHITECTURE = "daemon/ARCHITECTURE.md"
TABLE_HEAD = ("level", "folder", "may include")


@dataclass(frozen=True)
class Row:
    level: int
    folders: tuple
    may: tuple  # folders, beside the own one
    words: str  # the third cell of the table
    options: bool = False  # and any folder's options.hpp


STAGES = ("decode", "normalize", "fingerprint", "index", "decide", "enrich")
WORLD = ("source", "sink", "log")
ALL = ("core", "model", *STAGES, "kafka", "metrics", *WORLD, "http", "pipeline", "config", "app")

ROWS = (
    Row(0, ("core",), (), "std, header-only Boost"),
    Row(1, ("model",), ("core",), "core"),
    Row(2, STAGES, ("core", "model"), "core, model (stages never include each other)"),
    Row(2, ("kafka", "metrics"), ("core",), "core + their library"),
    Row(3, WORLD, ("core", "model", "kafka"), "core, model, kafka"),
    Row(3, ("http",), ("core",), "core (serves callbacks)"),
    Row(4, ("pipeline",), ("core", "model", *STAGES, "kafka", "metrics", *WORLD), "0–3 except http"),
    Row(4, ("config",), ("core", "model"), "core, model and every folder's `options.hpp`", options=True),
    Row(5, ("app", "main.cpp"), ALL, "all"),
)

# The one door of each third-party library: prefix of its headers, name, where it may be included. Tests and
# benchmarks go past the doors: they drive the libraries from outside (a mock cluster, a reference decoder).
DOORS = (
    ("spdlog/", "spdlog", ("daemon/core/logging.cpp",)),
    ("fmt/", "fmt", ("daemon/core/logging.cpp",)),
    ("xxhash.h", "xxHash", ("daemon/core/hash.cpp",)),
    ("simdjson", "simdjson", ("daemon/decode/",)),
    ("unicode/", "ICU", ("daemon/normalize/",)),
    ("libxml/", "libxml2", ("daemon/normalize/",)),
    ("cld2/", "cld2", ("daemon/normalize/",)),
    ("boost/url", "Boost.URL", ("daemon/normalize/",)),
    ("librdkafka/", "librdkafka", ("daemon/kafka/",)),
    ("prometheus/", "prometheus-cpp", ("daemon/metrics/",)),
    # Workers are a thread pool, which opens no socket.
    ("boost/asio/thread_pool.hpp", "Boost.Asio's thread pool", ("daemon/http/", "daemon/pipeline/")),
    ("boost/asio/post.hpp", "Boost.Asio's post", ("daemon/http/", "daemon/pipeline/")),
    ("boost/asio", "Boost.Asio", ("daemon/http/",)),
    ("boost/beast", "Boost.Beast", ("daemon/http/",)),
    ("boost/", "header-only Boost", ("daemon/",)),
    ("toml++/", "toml++", ("daemon/config/",)),
    ("CLI/", "CLI11", ("daemon/app/",)),
    ("archive", "libarchive", ("daemon/source/",)),
    ("zlib", "zlib", ("daemon/source/",)),
)

STANDARD = set("""
    algorithm any array atomic barrier bit bitset cassert cctype cerrno cfenv cfloat charconv chrono
    cinttypes climits clocale cmath codecvt compare complex concepts condition_variable coroutine csetjmp
    csignal cstdarg cstddef cstdint cstdio cstdlib cstring ctime cuchar cwchar cwctype deque exception
    execution filesystem forward_list fstream functional future initializer_list iomanip ios iosfwd
    iostream istream iterator latch limits list locale map memory memory_resource mutex new numbers
    numeric optional ostream queue random ranges ratio regex scoped_allocator semaphore set shared_mutex
    source_location span sstream stack stdexcept stop_token streambuf string string_view strstream
    syncstream system_error thread tuple type_traits typeindex typeinfo unordered_map unordered_set
    utility valarray variant vector version
""".split())
# The operating system's and the compiler's own.
SYSTEM = re.compile(
    r"(sys|netinet|arpa|linux|net)/\w+\.h|(unistd|fcntl|poll|pthread|sched|signal|netdb|dirent|malloc|dlfcn|glob|"
    r"errno|stdint|stddef|stdlib|string|time|math|limits|assert|cpuid|immintrin|x86intrin|\w*mmintrin)\.h")

_INCLUDE = re.compile(r"^[ \t]*#[ \t]*include[ \t]+(?:\"([^\"]+)\"|<([^>]+)>)", re.MULTILINE)


def includes(repository, path):
    """(line, quoted, name) of every #include."""
    text = cpp_text.without_comments(repository.text(path))
    for match in _INCLUDE.finditer(text):
        quoted, angled = match.groups()
        yield cpp_text.line_of(text, match.start()), quoted is not None, quoted or angled


def owner(path):
    """The folder of daemon/ a file belongs to; 'main.cpp' for files directly in daemon/."""
    parts = path.split("/")
    return parts[1] if len(parts) > 2 else parts[-1]


def row_of(folder):
    return next((row for row in ROWS if folder in row.folders), None)


@check("include-table", "a folder of daemon/ includes only what stands below it in the include table")
def include_table(repository):
    for path in repository.cpp_files(("daemon",)):
        folder = owner(path)
        row = row_of(folder)
        if row is None:
            yield Finding(path, 1, f"'{folder}' has no row in the include table; give it one in tests/tidy/layers.py "
                                   f"and in {ARCHITECTURE}")
            continue
        for line, quoted, name in includes(repository, path):
            if quoted and not _may_include(row, folder, name):
                yield Finding(path, line, f"{folder} includes {name}; it may include {row.words}")


def _may_include(row, folder, name):
    if not name.startswith("daemon/"):
        return not name.startswith(("tests/", "benchmarks/"))  # a wrong form is include-path's finding
    target = owner(name)
    return target == folder or target in row.may or (row.options and name.endswith("/options.hpp"))


@check("include-path", "quoted includes name an existing file from the root of the repository")
def include_path(repository):
    for path in repository.cpp_files():
        for line, quoted, name in includes(repository, path):
            if not quoted:
                if name.startswith(("daemon/", "tests/", "benchmarks/")):
                    yield Finding(path, line, f"<{name}> is our own header; write it in quotes")
            elif not name.startswith(("daemon/", "tests/", "benchmarks/")):
                yield Finding(path, line, f"\"{name}\" does not begin at the root; write \"daemon/…\", or <…> for a library")
            elif not repository.exists(name):
                yield Finding(path, line, f"\"{name}\" does not exist")


@check("library-doors", "each third-party library is included by one folder of daemon/ only")
def library_doors(repository):
    for path in repository.cpp_files(("daemon",)):
        for line, quoted, name in includes(repository, path):
            if quoted or name in STANDARD or SYSTEM.fullmatch(name):
                continue
            door = next((door for door in DOORS if name.startswith(door[0])), None)
            if door is None:
                yield Finding(path, line, f"<{name}> belongs to no library with a door; use what is there, or give "
                                          "the library one door in tests/tidy/layers.py")
            elif not path.startswith(door[2]):
                yield Finding(path, line, f"<{name}> is {door[1]}, whose only door is {', '.join(door[2])}")


@check("architecture-table", f"the include table in {ARCHITECTURE} says what is enforced")
def architecture_table(repository):
    """A table with the columns of TABLE_HEAD, in any order and among others; a row may name several folders."""
    if ARCHITECTURE not in repository.files:
        return  # folder-in-architecture says that it is missing
    lines = repository.lines(ARCHITECTURE)
    head = next((number for number, line in enumerate(lines) if set(TABLE_HEAD) <= set(cells(line))), None)
    if head is None:
        yield Finding(ARCHITECTURE, 1, "has no include table; `tests/tidy/run.py --table` prints one")
        return
    columns = [cells(lines[head]).index(name) for name in TABLE_HEAD]
    said = set()
    for number in range(head + 2, len(lines)):
        row = cells(lines[number])
        if len(row) <= max(columns):
            break
        level, folders, may = (row[column] for column in columns)
        for folder in re.findall(r"[\w.]+", folders.replace("daemon/", "")):
            said.add(folder)
            yield from _wrong_row(number + 1, level, folder, may)
    for folder in ALL:
        if folder not in said:
            yield Finding(ARCHITECTURE, head + 1, f"the include table has no row for {folder}")


def _wrong_row(number, level, folder, may):
    row = row_of(folder)
    if row is None:
        yield Finding(ARCHITECTURE, number, f"'{folder}' has no row in tests/tidy/layers.py, so nothing is enforced")
    elif level != str(row.level) or _folders_in(may) != set(row.may) or row.options != ("options.hpp" in may):
        yield Finding(ARCHITECTURE, number, f"{folder} is on level {row.level} and may include {row.words}; "
                                            f"this says level {level}, {may}")


def _folders_in(words):
    """The folders that the last cell stands for: names, 'all', or 'levels 0 to 3 except http'."""
    if words == "all":
        return set(ALL)
    levels = re.search(r"(\d) *(?:–|-|to) *(\d)(?: *,? *(?:but|except|without) (\w+))?", words)
    if levels:
        lowest, highest, without = levels.groups()
        rows = [row for row in ROWS if int(lowest) <= row.level <= int(highest)]
        return {folder for row in rows for folder in row.folders} - {without}
    return set(re.findall(r"\w+", words.split("(")[0])) & set(ALL)


def cells(line):
    """The cells of a row of a Markdown table; none for another line."""
    if not line.startswith("|"):
        return []
    return [cell.strip() for cell in line.strip().strip("|").split("|")]


def markdown_table():
    """The table as Markdown, one line each."""
    head = ["| " + " | ".join(TABLE_HEAD) + " |", "|---|---|---|"]
    rows = []
    for row in ROWS:
        folders = (", " if "main.cpp" in row.folders else " ").join(row.folders)
        rows.append(f"| {row.level} | {folders} | {row.words} |")
    return head + rows
