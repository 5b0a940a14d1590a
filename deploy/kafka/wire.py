#!/usr/bin/python3
"""The little of the Kafka protocol that starting a broker and making topics takes.

Starting a JVM just to ask a question costs two seconds, this costs a few milliseconds. The request versions
are old ones that brokers from 2.8 to 4.x all speak. Plain TCP only: made for brokers on loopback.

usage: wire.py free-ports COUNT
       wire.py wait --cluster ID --nodes NUMBER=HOST:PORT[,...] --pids PID[,...] --deadline SECONDS
"""

import argparse
import random
import socket
import struct
import sys
import time

TOPIC_ALREADY_EXISTS = 36
POLL_SECONDS = 0.05


class Reader:
    """Takes values off a response, front to back."""

    def __init__(self, data):
        self.data, self.at = data, 0

    def number(self, kind):
        (value,) = struct.unpack_from(">" + kind, self.data, self.at)
        self.at += struct.calcsize(">" + kind)
        return value

    def text(self):
        length = self.number("h")
        if length < 0:
            return None
        self.at += length
        return self.data[self.at - length : self.at].decode()

    def array(self, take):
        return [take() for _ in range(self.number("i"))]


def text(value):
    data = value.encode()
    return struct.pack(">h", len(data)) + data


def array(items):
    return struct.pack(">i", len(items)) + b"".join(items)


def exchange(server, request, timeout):
    host, colon, port = server.rpartition(":")
    if not (colon and host and port.isdigit()):
        raise ValueError(f"'{server}' is not HOST:PORT")
    try:
        with socket.create_connection((host, int(port)), timeout) as connection:
            connection.sendall(struct.pack(">i", len(request)) + request)
            with connection.makefile("rb") as stream:
                head = stream.read(4)
                data = stream.read(struct.unpack(">i", head)[0]) if len(head) == 4 else b""
    except OSError as error:
        raise ConnectionError(f"{server}: {error.strerror or error}") from error
    if len(data) < 4:
        raise ConnectionError(f"{server}: closed the connection")
    return data


def ask(server, key, version, body, timeout):
    """One request on a connection of its own. Raises OSError when the broker does not answer in time."""
    header = struct.pack(">hhi", key, version, 1) + text("wirefold-setup")
    reader = Reader(exchange(server, header + body, timeout))
    reader.number("i")  # correlation id: there is one request, so it is ours
    return reader


def metadata(server, timeout=2.0):
    """What this broker knows: the cluster's id, the live brokers' numbers, and every topic's partitions."""
    reply = ask(server, 3, 4, struct.pack(">i?", -1, False), timeout)
    number = reply.number

    def broker():
        node = number("i")
        reply.text(), number("i"), reply.text()  # host, port, rack
        return node

    def partition():
        number("h")  # error: leader -1 says the same
        index, leader = number("i"), number("i")
        replicas, in_sync = (reply.array(lambda: number("i")) for _ in range(2))
        return {"index": index, "leader": leader, "replicas": replicas, "in_sync": in_sync}

    def topic():
        number("h")
        name = reply.text()
        number("b")  # internal
        return name, reply.array(partition)

    number("i")  # throttle time
    brokers = reply.array(broker)
    cluster = reply.text()
    number("i")  # controller
    return cluster, set(brokers), dict(reply.array(topic))


def create_topics(server, topics, timeout=30.0):
    """Makes (name, partitions, replication, settings) topics at once. Returns [(name, error, message)]."""
    body = array(
        [
            text(name)
            + struct.pack(">ihi", partitions, replication, 0)  # 0: the broker assigns the replicas
            + array([text(key) + text(str(value)) for key, value in settings.items()])
            for name, partitions, replication, settings in topics
        ]
    )
    reply = ask(server, 19, 2, body + struct.pack(">i?", int(timeout * 1000), False), timeout + 5)
    reply.number("i")  # throttle time
    return reply.array(lambda: (reply.text(), reply.number("h"), reply.text()))


def why_not_ready(node, server, expected, cluster):
    """Empty when a client of this node would be served: the brokers of `expected` are seen alive, and each
    partition that the node keeps has a leader and has the node in sync."""
    answering, brokers, topics = metadata(server)
    if answering != cluster:
        return f"{server} is a broker of another cluster ({answering})"
    if not expected <= brokers:
        return f"node {node} sees brokers {sorted(brokers)} of {sorted(expected)}"
    for name, partitions in topics.items():
        for partition in partitions:
            served = partition["leader"] >= 0 and node in partition["in_sync"]
            if node in partition["replicas"] and not served:
                return f"node {node} is not in sync for {name}/{partition['index']}"
    return ""


def is_running(pid):
    try:
        with open(f"/proc/{pid}/stat", encoding="latin-1") as stat:
            return stat.read().rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False


def wait_until_ready(cluster, nodes, pids, deadline_seconds):
    """Returns why it gave up, or an empty text once every node is ready."""
    give_up_at = time.monotonic() + deadline_seconds
    waiting, why = dict(nodes), "nothing asked yet"
    while waiting:
        for pid in pids:
            if not is_running(pid):
                return f"broker process {pid} ended; before that: {why}"
        for node, server in list(waiting.items()):
            try:
                why = why_not_ready(node, server, set(nodes), cluster)
            except (OSError, struct.error) as error:
                why = f"node {node}: {error}"
            if not why:
                del waiting[node]
        if waiting and time.monotonic() > give_up_at:
            return f"not ready after {deadline_seconds} s: {why}"
        if waiting:
            time.sleep(POLL_SECONDS)
    return ""


def free_ports(count):
    """Ports below the range that outgoing connections are given: one in that range can be taken while its
    broker is down, even by a client that connects to itself."""
    held = []
    while len(held) < count:
        candidate = socket.socket()
        try:
            candidate.bind(("127.0.0.1", random.randrange(15000, 32000)))
            held.append(candidate)
        except OSError:
            candidate.close()
    return [candidate.getsockname()[1] for candidate in held]


def main():
    raw = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=raw)
    commands = parser.add_subparsers(dest="command", required=True)
    ports = commands.add_parser("free-ports")
    ports.add_argument("count", type=int)
    wait = commands.add_parser("wait")
    wait.add_argument("--cluster", required=True)
    wait.add_argument("--nodes", required=True)
    wait.add_argument("--pids", required=True)
    wait.add_argument("--deadline", type=float, required=True)
    options = parser.parse_args()
    if options.command == "free-ports":
        print(*free_ports(options.count))
        return 0
    nodes = {int(node): server for node, server in (pair.split("=", 1) for pair in options.nodes.split(","))}
    pids = [int(pid) for pid in options.pids.split(",")]
    why = wait_until_ready(options.cluster, nodes, pids, options.deadline)
    if why:
        print(why, file=sys.stderr)
    return 1 if why else 0


if __name__ == "__main__":
    sys.exit(main())
