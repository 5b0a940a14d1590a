"""The trees of the self-test: a small good one, and what to lay over it so that one check must speak.

Bad words are written in two pieces, so that this file holds none of them.
"""

from dataclasses import dataclass

import layers


@dataclass(frozen=True)
class Case:
    check: str
    wrong: str
    files: dict
    place: str  # file:line where it must be found


ARCHITECTURE = "# Map\n\n```\ncore/     ids\nmetrics/  counters\n```\n\n" + "\n".join(layers.markdown_table()) + "\n"
TABLE_BY_FOLDER = "# Map\n\n| level | folder | what it does | may include |\n|---|---|---|---|\n" + "".join(
    f"| {row.level} | daemon/{folder}/ | something | {row.words.replace('0–3 except', 'levels 0 to 3 but')} |\n"
    for row in layers.ROWS for folder in row.folders)
CATALOGUE = ('constexpr std::array kCatalogue{{\n'
             '    {MetricId::Ready, Gauge, "wirefold_ready", "1", "1 when ready."},\n'
             '    {MetricId::Wait, Histogram, "wirefold_wait_seconds", "seconds", "How long."},\n'
             '}};\n')
HELP = "#!/bin/sh\necho 'usage: wirefold [--version] run'\necho '  run   the daemon'\necho '  --config FILE'\n"

GOOD_TREE = {
    "README.md": "# W\n\nSee [the map](daemon/ARCHITECTURE.md#map). Run `wirefold run --config w.toml`.\n",
    "build/wirefold": HELP,
    "config/REFERENCE.md": "| Key | Type |\n|---|---|\n| `http.port` | whole number |\n"
                           "| `kafka.client` | table of texts |\n",
    "daemon/ARCHITECTURE.md": ARCHITECTURE,
    "daemon/CMakeLists.txt": "add_library(core core/hash.cpp)\nadd_subdirectory(metrics)\n",
    "daemon/core/README.md": "# core\n\n`http.port`, `kafka.client.linger.ms` and `daemon/core/{hash,id}.*`.\n",
    "daemon/core/hash.cpp": '#include "daemon/core/hash.hpp"\n\n#include <xxhash.h>\n',
    "daemon/core/hash.hpp": "#pragma once\n\n#include <string>\n",
    "daemon/core/id.hpp": "// Comments may stand above.\n#pragma once\n",
    "daemon/metrics/CMakeLists.txt": "foreach(name catalogue)\n    add_library(${name} ${name}.cpp)\nendforeach()\n",
    "daemon/metrics/README.md": "`wirefold_ready` says yes; `wirefold_wait_seconds_sum` grows.\n",
    "daemon/metrics/catalogue.cpp": CATALOGUE,
    "tests/unit/core/CMakeLists.txt": "add_executable(unit_core hash_test.cpp)\n",
    "tests/unit/core/hash_test.cpp": '#include "daemon/core/hash.hpp"\n\n#include <doctest/doctest.h>\n',
}


def code(text):
    """In a file of the tests, where no layer forbids anything."""
    return {"tests/unit/core/hash_test.cpp": text}


def body(lines, columns=0):
    """A function of so many lines."""
    return "void f() {\n" + ("    g();" + " " * columns + "\n") * (lines - 2) + "}\n"


def folder(name, text):
    """A folder of daemon/ that lacks nothing but is not in the good tree."""
    return {f"daemon/{name}/a.hpp": "#pragma once\n\n" + text, f"daemon/{name}/README.md": "# page\n",
            f"daemon/{name}/b.hpp": "#pragma once\n",
            "daemon/ARCHITECTURE.md": ARCHITECTURE + f"\n- {name}/ is new\n"}


HASH = "tests/unit/core/hash_test.cpp"

LAYERS = [
    Case("include-table", "core includes metrics", {"daemon/core/id.hpp": '#pragma once\n#include "daemon/metrics/m.hpp"\n'},
         "daemon/core/id.hpp:2"),
    Case("include-table", "a stage includes another", folder("decide", '#include "daemon/index/index.hpp"\n'),
         "daemon/decide/a.hpp:3"),
    Case("include-table", "the pipeline includes http", folder("pipeline", '#include "daemon/http/server.hpp"\n'),
         "daemon/pipeline/a.hpp:3"),
    Case("include-table", "config includes more than options", folder("config", '#include "daemon/http/server.hpp"\n'),
         "daemon/config/a.hpp:3"),
    Case("include-table", "the daemon includes a test", folder("app", '#include "tests/support/clock.hpp"\n'),
         "daemon/app/a.hpp:3"),
    Case("include-table", "a folder without a row", folder("utilities", ""), "daemon/utilities/a.hpp:1"),
    Case("include-path", "a header that does not exist", code('#include "daemon/core/gone.hpp"\n'), f"{HASH}:1"),
    Case("include-path", "a path from the own folder", code('\n#include "hash.hpp"\n'), f"{HASH}:2"),
    Case("include-path", "an own header in angle brackets", code("#include <daemon/core/id.hpp>\n"), f"{HASH}:1"),
    Case("library-doors", "JSON parsed outside decode", folder("enrich", "#include <simdjson.h>\n"),
         "daemon/enrich/a.hpp:3"),
    Case("library-doors", "spdlog in another file of core", {"daemon/core/id.hpp": "#pragma once\n#include <spdlog/spdlog.h>\n"},
         "daemon/core/id.hpp:2"),
    Case("library-doors", "a socket in the pipeline", folder("pipeline", "#include <boost/asio/ip/tcp.hpp>\n"),
         "daemon/pipeline/a.hpp:3"),
    Case("library-doors", "a library nobody let in", folder("sink", "#include <leveldb/db.h>\n"), "daemon/sink/a.hpp:3"),
    Case("architecture-table", "no table", {"daemon/ARCHITECTURE.md": "core/\nmetrics/\n"}, "daemon/ARCHITECTURE.md:1"),
    Case("architecture-table", "a row allows more",
         {"daemon/ARCHITECTURE.md": ARCHITECTURE.replace("| 1 | model | core |", "| 1 | model | core, index |")},
         "daemon/ARCHITECTURE.md:11"),
    Case("architecture-table", "a row has another level",
         {"daemon/ARCHITECTURE.md": ARCHITECTURE.replace("| 1 | model |", "| 2 | model |")}, "daemon/ARCHITECTURE.md:11"),
    Case("architecture-table", "a row is missing",
         {"daemon/ARCHITECTURE.md": ARCHITECTURE.replace("| 1 | model | core |\n", "")}, "daemon/ARCHITECTURE.md:8"),
    Case("architecture-table", "a row nothing enforces",
         {"daemon/ARCHITECTURE.md": ARCHITECTURE.replace("| 1 | model |", "| 1 | model utilities |")},
         "daemon/ARCHITECTURE.md:11"),
]

BANNED = [
    Case("std-hash", "std::hash", code("auto h = std::hash<int>{}(1);\n"), f"{HASH}:1"),
    Case("std-regex", "std::regex", code("\nstd::regex r;\n"), f"{HASH}:2"),
    Case("printf", "printf", code('void f() { printf("%d", 1); }\n'), f"{HASH}:1"),
    Case("printf", "snprintf", code('void f() { std::snprintf(b, 1, "x"); }\n'), f"{HASH}:1"),
    Case("sleep", "sleep_for", code("void f() { std::this_thread::sleep_for(1s); }\n"), f"{HASH}:1"),
    Case("sleep", "the C function", code("void f() { ::sleep(1); }\n"), f"{HASH}:1"),
    Case("sleep", "usleep", code("void f() { usleep(1); }\n"), f"{HASH}:1"),
    Case("system-clock", "the wall clock", code("auto t = std::chrono::system_clock::now();\n"), f"{HASH}:1"),
    Case("new-delete", "new", code("int* p = new int;\n"), f"{HASH}:1"),
    Case("new-delete", "delete", code("void f(int* p) {\n    delete p;\n}\n"), f"{HASH}:2"),
    Case("shared-ptr", "no owners", code("std::shared_ptr<int> p;\n"), f"{HASH}:1"),
    Case("shared-ptr", "owners of another line", code("// owners: a, b\nint i;\nstd::shared_ptr<int> p;\n"), f"{HASH}:3"),
    Case("views", "a view adaptor", code("auto v = std::views::iota(1);\n"), f"{HASH}:1"),
    Case("source-location", "what clang 14 lacks", code("std::source_location here;\n"), f"{HASH}:1"),
    Case("kafka-commit", "a commit that can wait for ever", code("void f() { rd_kafka_commit(c, o, 0); }\n"), f"{HASH}:1"),
    Case("nolint", "every check at once", code("int i;  // NOLINT\n"), f"{HASH}:1"),
    Case("nolint", "without a reason", code("// NOLINTNEXTLINE(bugprone-x)\nint i;\n"), f"{HASH}:1"),
    Case("todo", "without an owner", {"daemon/CMakeLists.txt": GOOD_TREE["daemon/CMakeLists.txt"] + "# TO" "DO: more\n"},
         "daemon/CMakeLists.txt:3"),
    Case("todo", "without a reason", code("// FIX" "ME(ada):\n"), f"{HASH}:1"),
]

SIZES = [
    Case("file-length", "600 lines", code("int i;\n" * 600), f"{HASH}:600"),
    Case("function-length", "a function of 70 lines", code("int i;\n" + body(70)), f"{HASH}:2"),
    Case("function-length", "a test case in a suite",
         code('TEST_SUITE("a") {\n' + body(70).replace("void f()", 'TEST_CASE("b")') + "}\n"), f"{HASH}:2"),
    Case("function-length", "Python", {"tests/a.py": "def f():\n" + "    g()\n" * 69}, "tests/a.py:1"),
    Case("function-length", "bash", {"tests/a.sh": "#!/bin/bash\nf() {\n" + "    g\n" * 68 + "}\n"}, "tests/a.sh:2"),
    Case("line-length", "111 columns", code("int i = " + "1" * 102 + ";\n"), f"{HASH}:1"),
]

STRUCTURE = [
    Case("in-cmake", "in no target", {"tests/unit/core/id_test.cpp": "int i;\n"}, "tests/unit/core/id_test.cpp:1"),
    Case("in-cmake", "only in a comment", {"daemon/CMakeLists.txt": "# core/hash.cpp\n"}, "daemon/core/hash.cpp:1"),
    Case("pragma-once", "an include guard", {"daemon/core/id.hpp": "#ifndef A\n#define A\n#endif\n"}, "daemon/core/id.hpp:1"),
    Case("folder-readme", "no page", {"daemon/core/README.md": None}, "daemon/core/README.md:1"),
    Case("folder-readme", "more than a page", {"daemon/core/README.md": "line\n" * 61}, "daemon/core/README.md:61"),
    Case("folder-in-architecture", "no map", {"daemon/ARCHITECTURE.md": None}, "daemon/ARCHITECTURE.md:1"),
    Case("folder-in-architecture", "no row", {"daemon/ARCHITECTURE.md": ARCHITECTURE.replace("metrics/", "measures/")},
         "daemon/ARCHITECTURE.md:1"),
]

DOCUMENTS = [
    Case("links", "to no file", {"README.md": "\n[a](gone.md)\n"}, "README.md:2"),
    Case("links", "to no heading", {"README.md": "[a](daemon/ARCHITECTURE.md#nowhere)\n"}, "README.md:1"),
    Case("links", "out of the repository", {"README.md": "[a](../elsewhere.md)\n"}, "README.md:1"),
    Case("links", "by reference", {"README.md": "[a]\n\n[a]: gone.md\n"}, "README.md:3"),
    Case("paths", "a file", {"README.md": "`daemon/core/gone.hpp`\n"}, "README.md:1"),
    Case("paths", "in a command", {"README.md": "```\ncd x && ./deploy/gone --now\n```\n"}, "README.md:2"),
    Case("paths", "a pattern", {"README.md": "`daemon/*/gone.hpp`\n"}, "README.md:1"),
    Case("metrics", "in a page", {"README.md": "`wirefold_gone_total`\n"}, "README.md:1"),
    Case("metrics", "in a dashboard", {"deploy/grafana/a.json": '{\n"expr": "rate(wirefold_gone_total[1m])"}\n'},
         "deploy/grafana/a.json:2"),
    Case("metrics", "a gauge has no buckets", {"deploy/alerts/a.yml": "expr: wirefold_ready_bucket\n"}, "deploy/alerts/a.yml:1"),
    Case("metrics", "no catalogue to ask", {"daemon/metrics/catalogue.cpp": "int i;\n"}, "daemon/metrics/catalogue.cpp:1"),
    Case("metrics-documented", "in no page", {"daemon/metrics/README.md": "`wirefold_ready`\n"}, "daemon/metrics/catalogue.cpp:3"),
    Case("config-keys", "no such key", {"README.md": "Set `http.prot = 1`.\n"}, "README.md:1"),
    Case("config-keys", "no reference", {"config/REFERENCE.md": None}, "config/REFERENCE.md:1"),
    Case("flags", "no such flag", {"README.md": "```\nbuild/wirefold run --confg w.toml | jq --raw\n```\n"}, "README.md:2"),
    Case("flags", "no page to check", {"README.md": None}, "README.md:1"),
    Case("flags", "one that stands alone", {"README.md": "Use `--gone`.\n"}, "README.md:1"),
    Case("words", "a folder elsewhere", {"README.md": "See ../" "shared/a.md\n"}, "README.md:1"),
    Case("words", "a ticket", code("// See issue" " #12.\n"), f"{HASH}:1"),
    Case("spelling", "British", code("\nvoid normali" "se();\n"), f"{HASH}:2"),
    Case("spelling", "British in prose", {"README.md": "Odd behavi" "our.\n"}, "README.md:1"),
    Case("escapes", "without a reason", code("int* p = new int;  // tidy: allow new-delete\n"), f"{HASH}:1"),
    Case("escapes", "of no check", code("int i;  // tidy: allow everything: because I say so\n"), f"{HASH}:1"),
    Case("escapes", "of nothing", code("int i;  // tidy: allow new-delete: the C library frees it\n"), f"{HASH}:1"),
]

CASES = [*LAYERS, *BANNED, *SIZES, *STRUCTURE, *DOCUMENTS]

# Trees in which nothing is wrong, though it looks so.
QUIET = {
    "words in comments and strings": code('// printf( new delete std::regex views::\nauto a = R"(delete new)"; // sleep(1)\n'),
    "deleted functions and placement headers": code("#include <new>\nstruct A {\n    A(const A&) = delete;\n};\n"),
    "a factory hands new to a unique_ptr": code("auto f() { return std::unique_ptr<A>{new A{1}}; }\n"),
    "named owners": code("// owners: the accept loop\n// and its session\nstd::shared_ptr<int> p;\n"
                         "std::shared_ptr<int> q;  // owners: a, b\n"),
    "config includes options": folder("config", '#include "daemon/http/options.hpp"\n')
    | {"daemon/http/options.hpp": "#pragma once\n", "daemon/http/README.md": "# http\n",
       "daemon/ARCHITECTURE.md": ARCHITECTURE + "\n- config/ is new\n- http/ is new\n"},
    "a table with a row for each folder": {"daemon/ARCHITECTURE.md": TABLE_BY_FOLDER},
    "workers are a pool of Asio": folder("pipeline", "#include <boost/asio/post.hpp>\n#include <sys/stat.h>\n"),
    "69 lines": code(body(69)),
    "a long comment and a long text": code("// " + "a" * 200 + '\nauto a = "' + "b" * 200 + '";\n'),
    "names of others": code('auto a = "/organi' 'sation"; auto b = "organi' 'sation";\n'),
    "placeholders": {"README.md": "`daemon/decisions/NNN-title.md` `daemon/<folder>/options.hpp` `wirefold_<stage>_total`\n"}
    | {"daemon/decisions/001-a.md": "# A\n"},
    "owner and reason": code("// TO" "DO(ada): waits for version 2 of the client\n"),
    "a NOLINT with check and reason": code("int i;  // NOLINT(bugprone-x): the C library asks for it\n"),
    "commands of others": {"README.md": "```\ncurl --silent x | jq --raw\n```\n"},
    "files that look like keys": {"README.md": "`http.cpp` `kafka.md` `http.port`\n"},
}
