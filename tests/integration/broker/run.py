#!/usr/bin/env python3
"""The daemon against a real broker: every scenario, or those named.

usage: run.py --binary build/release/wirefold [--limit SECONDS] [MODULE[.CLASS[.TEST]]...]

Exit codes: 0 all passed, 1 not, 77 skipped because there is no Java to run a broker with.
"""

import argparse
import os
import shutil
import signal
import sys
import tempfile
import time
import unittest
from pathlib import Path

sys.dont_write_bytecode = True

SKIPPED = 77
MODULES = ("flow_test", "group_test", "outage_test", "crash_test", "embedded_test")


class Result(unittest.TextTestResult):
    """Says how long each took."""

    def startTest(self, test):
        self._begin = time.monotonic()
        super().startTest(test)

    def stopTest(self, test):
        self.stream.writeln(f"    {time.monotonic() - self._begin:.1f} s")
        self.stream.flush()
        super().stopTest(test)


def interrupt(_number, _frame):
    raise KeyboardInterrupt("the time is over, or it was asked to stop")


def run(tests):
    from harness import Setup

    folder = Path(tempfile.mkdtemp(prefix="wirefold-integration."))
    Setup.folder = folder
    try:
        suite = unittest.defaultTestLoader.loadTestsFromNames(tests)
        runner = unittest.TextTestRunner(verbosity=2, resultclass=Result, stream=sys.stdout)
        return runner.run(suite).wasSuccessful()
    finally:
        if Setup.broker:
            Setup.broker.crash()
        shutil.rmtree(folder, ignore_errors=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--binary", required=True, type=Path)
    parser.add_argument("--limit", type=int, default=570, metavar="SECONDS", help="for all of it, cleanup included")
    parser.add_argument("tests", nargs="*", default=MODULES)
    options = parser.parse_args()
    java = Path(os.environ["JAVA_HOME"], "bin", "java") if os.environ.get("JAVA_HOME") else "java"
    if shutil.which(java) is None:
        print("skipped: java is missing; run deploy/install test")
        return SKIPPED
    # Nothing may be left behind, so a limit of our own comes before that of whoever started this.
    for number in (signal.SIGALRM, signal.SIGTERM):
        signal.signal(number, interrupt)
    signal.alarm(options.limit)
    sys.path.insert(0, str(Path(__file__).resolve().parent))
    from harness import Setup

    Setup.binary = str(options.binary.resolve())
    return 0 if run(options.tests) else 1


if __name__ == "__main__":
    sys.exit(main())
