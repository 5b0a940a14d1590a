"""Brokers of a measurement: started and ended with deploy/kafka, and asked how many records a topic holds."""

import json
import struct
import subprocess
from pathlib import Path

import wire

SCRIPTS = Path(wire.__file__).resolve().parent
LIST_OFFSETS = 2
LATEST = -1
TIMEOUT_SECONDS = 10


def json_of(command):
    done = subprocess.run([str(part) for part in command], stdout=subprocess.PIPE, check=True)
    return json.loads(done.stdout)


class Cluster:
    def __init__(self, folder, nodes):
        self.folder, self.nodes = folder, nodes
        self.leaders, self.ends = {}, {}

    def __enter__(self):
        self.script("start", "--nodes", self.nodes)
        self.servers = (self.folder / "bootstrap").read_text().strip()
        return self

    def __exit__(self, *_):
        self.script("stop", "--kill")

    def script(self, name, *arguments):
        command = [SCRIPTS / name, "--folder", self.folder, *arguments]
        subprocess.run([str(part) for part in command], stdout=subprocess.DEVNULL, check=True)

    def stop_node(self, node):
        self.script("stop", "--node", node)

    def start_node(self, node):
        self.script("start", "--node", node)

    def create_topics(self, prefix, partitions):
        command = [SCRIPTS / "create-topics", "--bootstrap", self.servers]
        command += ["--partitions", partitions, "--prefix", prefix]
        subprocess.run([str(part) for part in command], stdout=subprocess.DEVNULL, check=True)

    def leaders_of(self, topic):
        """Address of the leader of each partition. Copies are one, so leaders stay what they are."""
        if topic not in self.leaders:
            servers = self.servers.split(",")  # node N is the N-th
            _, _, topics = wire.metadata(servers[0])
            self.leaders[topic] = {part["index"]: servers[part["leader"] - 1] for part in topics[topic]}
        return self.leaders[topic]

    def records_in(self, topics):
        """How many records were ever written; of a partition whose broker is away, what it held when last asked."""
        by_server = {}
        for topic in topics:
            for partition, server in self.leaders_of(topic).items():
                by_server.setdefault(server, []).append((topic, partition))
        for server, wanted in by_server.items():
            try:
                self.ends.update(end_offsets(server, wanted))
            except OSError:
                continue
        return sum(self.ends.get(place, 0) for places in by_server.values() for place in places)


def end_offsets(server, places):
    """{(topic, partition): end} of partitions that `server` leads."""
    by_topic = {}
    for topic, partition in places:
        by_topic.setdefault(topic, []).append(struct.pack(">iq", partition, LATEST))
    topics = [wire.text(topic) + wire.array(parts) for topic, parts in by_topic.items()]
    body = struct.pack(">i", -1) + wire.array(topics)  # -1: a client, not a replica
    reader = wire.ask(server, LIST_OFFSETS, 1, body, TIMEOUT_SECONDS)
    ends = {}

    def partition(topic):
        number, error, _, offset = reader.number("i"), reader.number("h"), reader.number("q"), reader.number("q")
        if error == 0:
            ends[(topic, number)] = offset

    def one_topic():
        topic = reader.text()
        reader.array(lambda: partition(topic))

    reader.array(one_topic)
    return ends
