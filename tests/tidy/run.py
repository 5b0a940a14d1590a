#!/usr/bin/env python3
"""The repository tests itself: layering, names, sizes, documents against code.

usage: tests/tidy/run.py [--root DIR] [--binary FILE] [--list | --table] [CHECK...]

Prints what is wrong as 'file:line: what is wrong, and what would be right [check]' and exits with 1, or with 0 when
nothing is. An exception is a comment 'tidy: allow CHECK: reason' on the line or alone on the line before.
"""

import argparse
import sys
from pathlib import Path

sys.dont_write_bytecode = True  # a test leaves nothing behind in the tree it looks at

# Importing a module registers its checks.
import banned  # noqa: E402,F401
import layers  # noqa: E402
import markdown  # noqa: E402,F401
import names  # noqa: E402,F401
import registry  # noqa: E402
import sizes  # noqa: E402,F401
import structure  # noqa: E402,F401
import words  # noqa: E402,F401
from repository import Repository  # noqa: E402


def arguments():
    parser = argparse.ArgumentParser(description="The repository tests itself.")
    parser.add_argument("--root", type=Path, default=Path(__file__).resolve().parents[2], help="the tree to look at")
    parser.add_argument("--binary", type=Path, help="the built daemon, for the checks that ask it")
    parser.add_argument("--list", action="store_true", help="print the checks and what each asks for")
    parser.add_argument("--table", action="store_true", help="print the include table as Markdown")
    parser.add_argument("checks", nargs="*", metavar="CHECK", help="run these only")
    chosen = parser.parse_args()
    unknown = [name for name in chosen.checks if name not in registry.CHECKS]
    if unknown:
        parser.error(f"no check is called {', '.join(unknown)}; --list names them")
    if chosen.binary and not chosen.binary.is_file():
        parser.error(f"there is no {chosen.binary}; build the daemon first")
    return chosen


def main():
    chosen = arguments()
    if chosen.list:
        for check in registry.CHECKS.values():
            print(f"{check.name:24}{check.what}")
        return 0
    if chosen.table:
        print("\n".join(layers.markdown_table()))
        return 0
    repository = Repository(chosen.root.resolve(), chosen.binary and chosen.binary.resolve())
    checks = chosen.checks or list(registry.CHECKS)
    findings = registry.run(repository, checks)
    for name, finding in findings:
        print(f"{finding.path}:{finding.line}: {finding.message} [{name}]")
    print(f"tidy: {len(checks)} checks, {len(repository.files)} files, {len(findings)} findings")
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main())
