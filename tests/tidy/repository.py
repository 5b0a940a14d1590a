"""The tree under test: which files it has, and their text."""

import os
import subprocess
from dataclasses import dataclass, field
from pathlib import Path

CPP_ENDINGS = (".cpp", ".hpp", ".c", ".h")
CODE_FOLDERS = ("daemon", "tests", "benchmarks")
# What a walk must not enter where git cannot be asked.
NOT_OURS = {".git", "build", ".cache", "__pycache__"}


@dataclass(frozen=True, order=True)
class Finding:
    path: str
    line: int
    message: str


@dataclass
class Repository:
    """A checked-out tree. Paths are relative to its root and use '/'."""

    root: Path
    binary: Path | None = None  # the built daemon, for the checks that ask it
    files: list = field(default_factory=list)
    _texts: dict = field(default_factory=dict)

    def __post_init__(self):
        self.files = sorted(list_files(self.root))

    def text(self, path):
        """The file's text; empty for what is no UTF-8 text."""
        if path not in self._texts:
            raw = (self.root / path).read_bytes()
            try:
                self._texts[path] = "" if b"\0" in raw else raw.decode("utf-8")
            except UnicodeDecodeError:
                self._texts[path] = ""
        return self._texts[path]

    def lines(self, path):
        return self.text(path).splitlines()

    def exists(self, path):
        return (self.root / path).exists()

    def cpp_files(self, folders=CODE_FOLDERS):
        return [path for path in self.files if path.split("/")[0] in folders and path.endswith(CPP_ENDINGS)]

    def markdown_files(self):
        return [path for path in self.files if path.endswith(".md")]

    def scripts(self, interpreter):
        """Files without an ending whose first line names the interpreter, and those with its usual ending."""
        ending = {"python": ".py", "bash": (".sh", ".bash")}[interpreter]
        found = []
        for path in self.files:
            if path.endswith(ending):
                found.append(path)
            elif "." not in path.split("/")[-1] and self._is_small(path):
                first = self.text(path).split("\n", 1)[0]
                if first.startswith("#!") and interpreter in first:
                    found.append(path)
        return found

    def _is_small(self, path):
        return (self.root / path).stat().st_size < 1_000_000


def list_files(root):
    """Tracked files and new ones that are not ignored; every file where this is no checkout of git."""
    if (root / ".git").exists():
        command = ["git", "-C", str(root), "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
        # A checkout may belong to another user, as in a container; reading its list of files is no danger.
        environment = {**os.environ, "GIT_CONFIG_COUNT": "1", "GIT_CONFIG_KEY_0": "safe.directory",
                       "GIT_CONFIG_VALUE_0": "*"}
        listing = subprocess.run(command, check=True, capture_output=True, env=environment).stdout.decode()
        # A file deleted but not yet committed is still listed.
        return [path for path in set(listing.split("\0")) if path and (root / path).is_file()]
    found = []
    for folder, names, files in os.walk(root):
        names[:] = [name for name in names if name not in NOT_OURS]
        found += [(Path(folder) / name).relative_to(root).as_posix() for name in files]
    return found
