#!/usr/bin/env python3
"""Proves that each check can fail: small trees in a temporary folder, each with one thing wrong.

Bad words are written in two pieces, so that this file holds none of them.
"""

import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

sys.dont_write_bytecode = True

import run  # noqa: E402
import cpp_text  # noqa: E402
import layers  # noqa: E402
import registry  # noqa: E402
from repository import Repository  # noqa: E402
from samples import CASES, GOOD_TREE, QUIET  # noqa: E402


def write_tree(root, files):
    for path, text in files.items():
        place = root / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text)
        if text.startswith("#!"):
            place.chmod(0o755)


def findings(files, names=None):
    """(check, path, line, message) found in the good tree with `files` laid over it; None removes a file."""
    tree = {path: text for path, text in {**GOOD_TREE, **files}.items() if text is not None}
    with tempfile.TemporaryDirectory(prefix="wirefold-tidy-") as folder:
        write_tree(Path(folder), tree)
        repository = Repository(Path(folder), Path(folder) / "build/wirefold")
        found = registry.run(repository, names or list(registry.CHECKS))
    return [(name, finding.path, finding.line, finding.message) for name, finding in found]


class EveryCheckFires(unittest.TestCase):
    def test_the_good_tree_is_clean(self):
        self.assertEqual(findings({}), [])

    def test_every_check_has_a_case(self):
        self.assertEqual(set(registry.CHECKS) - {case.check for case in CASES}, set())

    def test_each_case_is_found_where_it_is(self):
        for case in CASES:
            with self.subTest(check=case.check, wrong=case.wrong):
                found = findings(case.files, [case.check] if case.check != "escapes" else None)
                places = [(name, f"{path}:{line}") for name, path, line, _ in found]
                self.assertIn((case.check, case.place), places, found)

    def test_what_only_looks_wrong_is_left_alone(self):
        for what, files in QUIET.items():
            with self.subTest(what=what):
                self.assertEqual(findings(files), [])

    def test_messages_say_what_would_be_right(self):
        [(_, _, _, message)] = findings({"tests/unit/core/hash_test.cpp": "const int kA = 1;\nvoid f() { us" "leep(1); }\n"})
        self.assertIn("deadline", message)


class Escapes(unittest.TestCase):
    def test_an_escape_covers_its_line_and_when_alone_the_next(self):
        for text in ("void f() { g(new int); }  // tidy: allow new-delete: the C library frees it\n",
                     "// tidy: allow new-delete: the C library frees it\nvoid f() { g(new int); }\n"):
            self.assertEqual(findings({"daemon/core/hash.cpp": text}), [])

    def test_an_escape_covers_no_other_check(self):
        text = "// tidy: allow new-delete: the C library frees it\nvoid f() { g(new std::regex{}); }\n"
        self.assertEqual([name for name, *_ in findings({"daemon/core/hash.cpp": text})], ["std-regex"])


class Functions(unittest.TestCase):
    """The measure of length is a guess at C++; these are the shapes it must not stumble over."""

    def names_and_lengths(self, text):
        return [(function.name, function.lines) for function in cpp_text.functions(text)]

    def test_constructors_with_brace_initializers(self):
        text = "struct A {\n    A(int a, int b)\n        : a_{a},\n          b_{b} {\n        run();\n    }\n    int a_{0};\n};\n"
        self.assertEqual(self.names_and_lengths(text), [("A", 5)])

    def test_tables_and_lambdas_and_templates(self):
        text = ("constexpr std::array kA{\n    1,\n};\nstatic const int kB[] = {\n    2,\n};\n"
                "template <class T>\nT twice(T t) {\n    const auto f = [&] {\n        return A{t};\n    };\n"
                "    return f() + T{};\n}\nenum class E { A, B };\n")
        self.assertEqual(self.names_and_lengths(text), [("twice", 7)])

    def test_test_cases_in_a_suite_in_a_namespace(self):
        text = ("namespace a {\nTEST_SUITE(\"a/b\") {\n    TEST_CASE(\"holds { and }\") {\n        CHECK(R\"({)\" != '}');\n"
                "    }\n}\n}\n")
        self.assertEqual(self.names_and_lengths(text), [("holds { and }", 3)])

    def test_digit_separators_are_no_characters(self):
        self.assertEqual(cpp_text.code_only("int a = 1'000; int b = '{'; int c = 2'000;").count("{"), 0)
        self.assertIn("int c", cpp_text.code_only("int a = 1'000; int b = '{'; int c = 2'000;"))


class CommandLine(unittest.TestCase):
    def ask(self, *words):
        command = [sys.executable, Path(run.__file__), *words]
        return subprocess.run(command, capture_output=True, text=True, check=False)

    def test_exit_code_and_place_of_a_finding(self):
        with tempfile.TemporaryDirectory(prefix="wirefold-tidy-") as folder:
            write_tree(Path(folder), {**GOOD_TREE, "daemon/core/hash.hpp": "int a;\n"})
            asked = self.ask("--root", folder)
        self.assertEqual(asked.returncode, 1)
        self.assertIn("daemon/core/hash.hpp:1: does not begin", asked.stdout)

    def test_a_clean_tree_exits_with_zero(self):
        with tempfile.TemporaryDirectory(prefix="wirefold-tidy-") as folder:
            write_tree(Path(folder), GOOD_TREE)
            self.assertEqual(self.ask("--root", folder).returncode, 0)

    def test_wrong_usage_is_refused(self):
        self.assertEqual(self.ask("no-such-check").returncode, 2)
        self.assertEqual(self.ask("--binary", "/no/such/binary").returncode, 2)

    def test_the_table_is_the_one_that_is_enforced(self):
        self.assertEqual(self.ask("--table").stdout.splitlines(), layers.markdown_table())


if __name__ == "__main__":
    unittest.main()
