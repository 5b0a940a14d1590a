"""No broker: files in, files out."""

import collections
import ctypes
import ctypes.util
import gzip
import json
import lzma

from articles import Generator, ndjson
from harness import Scenario, put_into_spool, wait_until

LINES_A_FILE = 2500
JUNK = (b'{"temperature": 21}', b"not an object", b'{"uri": "urn:test:cut", "body_te')


def zstd(data):
    """As the daemon reads it: by the library, which Python 3.11 has no module for."""
    library = ctypes.CDLL(ctypes.util.find_library("zstd") or "libzstd.so.1")
    library.ZSTD_compressBound.restype = library.ZSTD_compress.restype = ctypes.c_size_t
    library.ZSTD_compressBound.argtypes = [ctypes.c_size_t]
    library.ZSTD_compress.argtypes = [ctypes.c_void_p, ctypes.c_size_t, ctypes.c_char_p, ctypes.c_size_t,
                                      ctypes.c_int]
    room = ctypes.create_string_buffer(library.ZSTD_compressBound(len(data)))
    length = library.ZSTD_compress(room, len(room), data, len(data), 3)
    return room.raw[:length]


class EmbeddedTest(Scenario):
    def test_spool_folder_with_a_kill(self):
        daemon = self.daemon("one", {"source.files.settle": "0ms", "source.files.scan_interval": "50ms"})
        spool, self.out = daemon.folder / "spool", daemon.folder / "out"
        spool.mkdir()
        articles = Generator(9).take(4 * LINES_A_FILE)
        parts = [ndjson(articles[i * LINES_A_FILE:(i + 1) * LINES_A_FILE]) for i in range(4)]
        daemon.start().wait_ready()
        contents = {"1.ndjson": parts[0], "2.ndjson.gz": gzip.compress(parts[1], 1), "3.ndjson.xz": lzma.compress(parts[2], preset=0),
                    "4.ndjson.zst": zstd(parts[3]), "5.ndjson": b"\n".join(JUNK) + b"\n"}
        for name, content in contents.items():
            put_into_spool(spool, name, content)

        for part in (0.3, 0.6):
            wait_until(lambda part=part: self.lines_out() > part * len(articles),
                       lambda: f"{self.lines_out()} of {len(articles)} lines out\n{daemon.log_tail()}", 60, 0.002)
            daemon.kill()
            daemon.start()
        daemon.wait_ready()
        self.check_probes(daemon)
        wait_until(lambda: daemon.log().count("spool file finished") and "5.ndjson" in daemon.log().split("finished")[-1],
                   daemon.log_tail, 60)
        self.assertEqual(daemon.terminate(), 0, daemon.log_tail())
        self.check_outputs(articles, daemon.log_tail())

    def lines_out(self):
        return sum((self.out / f"{name}.ndjson").read_bytes().count(b"\n")
                   for name in ("unique", "duplicates") if (self.out / f"{name}.ndjson").exists())

    def check_probes(self, daemon):
        self.assertEqual(daemon.get("/readyz"), (200, "ok\n"))
        status, text = daemon.get("/readyz?verbose")
        self.assertEqual(status, 200)
        for check in ("configured", "restored", "source", "sink", "running"):
            self.assertIn(f"[+]{check} ok", text)
        self.assertEqual(daemon.get("/livez")[0], 200)
        self.assertEqual(daemon.get("/nowhere")[0], 404)

    def check_outputs(self, articles, log):
        verdicts = collections.defaultdict(set)
        for name in ("unique", "duplicates"):
            for line in (self.out / f"{name}.ndjson").read_bytes().splitlines():
                value = json.loads(line)
                verdicts[value["slugline"]].add((name, value["dedup"]["relation"], value["dedup"].get("originalUri")))
        missing = [article.serial for article in articles if article.serial not in verdicts]
        self.assertEqual(missing[:5], [], f"{len(missing)} of {len(articles)} lines are in no output\n{log}")
        self.assertEqual([found for found in verdicts.items() if len(found[1]) > 1], [])
        letters = (self.out / "dead_letters.ndjson").read_bytes().splitlines()
        reasons = {json.loads(line)["reason"] for line in letters}
        self.assertEqual(reasons, {"unknown_shape", "not_json", "truncated_json"})
