"""What every scenario uses: one broker for all of them, daemons, topics, and waiting with a deadline."""

import collections
import itertools
import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import threading
import time
import unittest
import urllib.error
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
sys.path.insert(0, str(ROOT / "tests" / "support"))

from kafka_client import KafkaError, Producer, Reader  # noqa: E402

LOG_LINES_SHOWN = 40
POLL_SECONDS = 0.02
OUTPUTS = ("unique", "duplicates", "dlq")


class Setup:
    """Filled by run.py; the broker by the first scenario that needs one."""

    binary = None
    folder = None
    broker = None


def wait_until(condition, what, seconds=60, every=POLL_SECONDS):
    """Gives what the condition gives as soon as that is true."""
    give_up_at = time.monotonic() + seconds
    while True:
        result = condition()
        if result:
            return result
        if time.monotonic() > give_up_at:
            raise AssertionError(f"not within {seconds} s: {what() if callable(what) else what}")
        time.sleep(every)


def put_into_spool(folder, name, content):
    """Renamed into place, as a daemon asks that does not wait for a file to settle."""
    unfinished = folder / f".{name}"
    unfinished.write_bytes(content)
    unfinished.rename(folder / name)


class Broker:
    """A real broker of one node, run by the scripts that anybody would use."""

    def __init__(self, folder):
        self._folder, self._is_up = str(folder), False
        self.start()
        self.bootstrap = (folder / "bootstrap").read_text().strip()

    def _run(self, script, *arguments):
        done = subprocess.run([ROOT / "deploy" / "kafka" / script, *arguments], stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL, text=True, timeout=150)
        if done.returncode != 0:
            raise RuntimeError(f"deploy/kafka/{script} failed:\n{done.stdout}")

    def start(self):
        """Comes back when clients would be served; does nothing when it is up."""
        if not self._is_up:
            self._run("start", "--folder", self._folder, "--deadline", "120")
            self._is_up = True

    def crash(self):
        self._is_up = False
        self._run("stop", "--folder", self._folder, "--kill")

    def create_topics(self, prefix, partitions):
        self._run("create-topics", "--bootstrap", self.bootstrap, "--prefix", prefix, "--partitions", str(partitions))


class Daemon:
    """One instance: its folder, its configuration, and one process after the other."""

    def __init__(self, name, settings):
        self.name, self.folder = name, Path(tempfile.mkdtemp(prefix=name + ".", dir=Setup.folder))
        self._config, self._log_path = self.folder / "wirefold.toml", self.folder / "log"
        settings = {"state_folder": str(self.folder / "state"), "http.port": 0, "memory.budget_bytes": "512MiB",
                    "index.bytes_max": "64MiB", **settings}
        self._config.write_text("".join(f"{key} = {json.dumps(value)}\n" for key, value in settings.items()))
        self._process, self._log_begin, self._port = None, 0, None

    def start(self):
        self._log_begin = self._log_path.stat().st_size if self._log_path.exists() else 0
        environment = {name: value for name, value in os.environ.items() if not name.startswith("WIREFOLD_")}
        with open(self._log_path, "ab") as log:
            self._process = subprocess.Popen([Setup.binary, "run", "--config", str(self._config)],
                                             stdin=subprocess.DEVNULL, stdout=log, stderr=log,
                                             cwd=self.folder, env=environment)
        self._port = None
        return self

    def log(self):
        """What this process has written."""
        with open(self._log_path, "rb") as log:
            log.seek(self._log_begin)
            return log.read().decode(errors="replace")

    def log_tail(self):
        lines = self._log_path.read_text(errors="replace").splitlines() if self._log_path.exists() else []
        return f"--- {self.name}, the end of its log:\n" + "\n".join(lines[-LOG_LINES_SHOWN:])

    def is_running(self):
        return self._process is not None and self._process.poll() is None

    def _must_run(self):
        if not self.is_running():
            raise AssertionError(f"{self.name} ended by itself with {self._process.returncode}\n{self.log_tail()}")

    def get(self, path):
        """Status and text; None while nobody listens."""
        if self._port is None:
            found = re.search(r"listening\b.*\bport=(\d+)", self.log())
            if not found:
                return None
            self._port = int(found.group(1))
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self._port}{path}", timeout=10) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode()
        except OSError:
            return None

    def wait_ready(self, seconds=60):
        def is_ready():
            self._must_run()
            answer = self.get("/readyz")
            return answer and answer[0] == 200

        wait_until(is_ready, lambda: f"{self.name} is ready: {self.get('/readyz?verbose')}\n{self.log_tail()}", seconds)
        return self

    def metrics(self):
        """name → sum over its labels, and name{label="value"} → value. None while nobody listens."""
        answer = self.get("/metrics")
        if answer is None:
            return None
        values = collections.Counter()
        for line in answer[1].splitlines():
            if line and not line.startswith("#"):
                series, value = line.rsplit(" ", 1)
                values[series] += float(value)
                if "{" in series:
                    values[series.split("{", 1)[0]] += float(value)
        return values

    def metric(self, name):
        values = self.metrics()
        return None if values is None else values[name]

    def wait_metric(self, name, condition, seconds=60):
        def holds():
            self._must_run()
            value = self.metric(name)
            return value is not None and condition(value)

        wait_until(holds, lambda: f"{self.name}: {name}, which is {self.metric(name)}\n{self.log_tail()}", seconds)

    def signal(self, number):
        self._must_run()
        self._process.send_signal(number)

    def wait_end(self, seconds):
        """The exit code."""
        try:
            return self._process.wait(seconds)
        except subprocess.TimeoutExpired:
            raise AssertionError(f"{self.name} is still there after {seconds} s\n{self.log_tail()}") from None

    def terminate(self, seconds=30):
        self.signal(signal.SIGTERM)
        return self.wait_end(seconds)

    def kill(self):
        if self.is_running():
            self._process.kill()
            self._process.wait()


class Feeder(threading.Thread):
    """Produces the generator's articles at a steady pace until it is stopped. `fed` is what it produced."""

    def __init__(self, producer, topic, partitions, generator, per_second):
        super().__init__(daemon=True)
        self._producer, self._topic, self._partitions = producer, topic, partitions
        self._generator, self._per_second = generator, per_second
        self._over, self._failure, self.fed = threading.Event(), None, []

    def run(self):
        try:
            begin = time.monotonic()
            while not self._over.is_set():
                # Pacing, not waiting for anything: what is due by now is produced now.
                while (len(self.fed) < (time.monotonic() - begin) * self._per_second
                       and not self._over.is_set()):
                    article = self._generator.next()
                    self._producer.produce(self._topic, article.value, article.uri.encode(),
                                           article.partition(self._partitions))
                    self.fed.append(article)
                self._over.wait(POLL_SECONDS)
            self._producer.flush(120)
        except Exception as failure:  # told to the test's own thread
            self._failure = failure

    def stop(self):
        self._over.set()
        self.join(150)
        if self._failure:
            raise self._failure
        return self.fed


class Published:
    """Everything in the three outputs. `by_serial` tells where an article went, as often as it went there."""

    def __init__(self, records):
        self.by_topic = records
        self.by_serial = collections.defaultdict(list)
        for output in ("unique", "duplicates"):
            for record in records[output]:
                value = json.loads(record.value)
                self.by_serial[value["slugline"]].append(Outcome(output, record, value))

    def verdicts(self):
        return {serial: outcomes[0].verdict() for serial, outcomes in self.by_serial.items()}

    def count(self):
        return sum(len(records) for records in self.by_topic.values())


class Outcome:
    def __init__(self, output, record, value):
        self.output, self.record, self.value = output, record, value

    def verdict(self):
        dedup = self.value["dedup"]
        return dedup["relation"], dedup.get("originalUri"), dedup["groupId"]


class Scenario(unittest.TestCase):
    """Topics of its own, and daemons that end with the test."""

    PARTITIONS = 4
    _runs = itertools.count(1)

    def setUp(self):
        self.prefix = f"{self.id().split('.')[-1].removeprefix('test_')}-{next(Scenario._runs)}."
        self._daemons = []
        self.addCleanup(self._end_daemons)

    def _end_daemons(self):
        for daemon in self._daemons:
            daemon.kill()

    def daemon(self, name, settings):
        daemon = Daemon(self.prefix + name, settings)
        self._daemons.append(daemon)
        return daemon


class KafkaScenario(Scenario):
    def setUp(self):
        super().setUp()
        Setup.broker = Setup.broker or Broker(Setup.folder / "broker")
        self.broker = Setup.broker
        self.broker.create_topics(self.prefix, self.PARTITIONS)
        self.raw, self.group = self.prefix + "articles.raw", self.prefix + "group"
        self.producer = Producer(self.broker.bootstrap)
        self.addCleanup(self.producer.close)
        self.reader = Reader(self.broker.bootstrap, self.group)
        self.addCleanup(self.reader.close)

    def topic(self, output):
        return f"{self.prefix}articles.{output}"

    def sink_settings(self):
        return {"kafka.brokers": self.broker.bootstrap, "sink.kind": "kafka",
                "sink.kafka.unique_topic": self.topic("unique"),
                "sink.kafka.duplicates_topic": self.topic("duplicates"),
                "sink.kafka.retractions_topic": self.topic("retractions"),
                "sink.kafka.dead_letters_topic": self.topic("dlq")}

    def kafka_daemon(self, name, **settings):
        return self.daemon(name, {"source.kind": "kafka", "source.kafka.topics": [self.raw],
                                  "source.kafka.group_id": self.group, **self.sink_settings(),
                                  **{key.replace("__", "."): value for key, value in settings.items()}})

    def feeder(self, generator, per_second):
        feeder = Feeder(self.producer, self.raw, self.PARTITIONS, generator, per_second)
        self.addCleanup(feeder.stop)
        feeder.start()
        return feeder

    def produce(self, articles):
        for article in articles:
            self.producer.produce(self.raw, article.value, article.uri.encode(),
                                  article.partition(self.PARTITIONS))
        self.producer.flush()

    def published_count(self):
        return sum(sum(self.reader.ends(self.topic(output), self.PARTITIONS)) for output in OUTPUTS)

    def wait_committed(self, *daemons, seconds=90):
        """Until the group has committed every input record."""
        ends = self.reader.ends(self.raw, self.PARTITIONS)

        def committed():
            try:
                return [offset or 0 for offset in self.reader.committed(self.raw, self.PARTITIONS)]
            except KafkaError as error:
                return str(error)  # the coordinator may just be coming back

        wait_until(lambda: committed() == ends, lambda: "\n".join(
            [f"all input committed: {committed()} of {ends}", *(daemon.log_tail() for daemon in daemons)]), seconds, 0.1)

    def published(self):
        return Published({output: self.reader.read_all(self.topic(output), self.PARTITIONS)
                          for output in OUTPUTS})

    def assert_nothing_lost(self, articles, published):
        missing = [article for article in articles if article.serial not in published.by_serial]
        places = [(article.serial, article.partition(self.PARTITIONS)) for article in missing[:10]]
        self.assertEqual(places, [], f"{len(missing)} of {len(articles)} articles are in no output\n" + "\n".join(
            daemon.log_tail() for daemon in self._daemons))
        self.assertEqual(len(published.by_serial), len({article.serial for article in articles}))
        self.assertEqual(published.by_topic["dlq"], [])

    def assert_once(self, published):
        repeated = {serial: len(outcomes) for serial, outcomes in published.by_serial.items()
                    if len(outcomes) > 1}
        self.assertEqual(len(repeated), 0, f"published more than once: {list(repeated.items())[:5]}")
