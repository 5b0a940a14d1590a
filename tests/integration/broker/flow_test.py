"""One instance, undisturbed."""

import collections
import json
import subprocess
from pathlib import Path

from articles import Generator, ndjson
from harness import KafkaScenario, Setup

REPEATS_OF_JUNK = 3


def junk():
    """(reason, stage, original): everything that can be wrong with a record."""
    article = Generator(99).next()
    fields = json.loads(article.value)
    latin = json.dumps({**fields, "headline": "PLACE"}).encode().replace(b"PLACE", "Málaga".encode("latin-1"))
    bodiless = {name: value for name, value in fields.items() if name != "body_text"}
    longest = {**fields, "uri": "urn:test:longest", "body_text": "word " * (20 * 1024 * 1024 // 5)}
    too_long = {**fields, "uri": "urn:test:too-long", "body_text": Generator(98, words=16_000).next().body}
    kinds = [
        ("truncated_json", "decode", article.value[:-40]),
        ("not_json", "decode", b"breaking: this is a line of text, not an object"),
        ("wrong_encoding", "decode", latin),
        ("missing_body", "decode", json.dumps(bodiless).encode()),
        ("empty_value", "decode", b""),
        ("empty_value", "decode", None),
        ("unknown_shape", "decode", b'{"temperature": 21, "unit": "C"}'),
        ("invalid_field", "decode", json.dumps({**fields, "uri": ["urn:test:list"]}).encode()),
        ("output_too_large", "sink", json.dumps(too_long).encode()),
    ]
    return kinds * REPEATS_OF_JUNK + [("record_too_large", "decode", json.dumps(longest).encode())]


class FlowTest(KafkaScenario):
    def produce_with_junk(self, articles, kinds):
        """Coordinate → article, and coordinate → junk."""
        for tag, article in enumerate(articles):
            self.producer.produce(self.raw, article.value, article.uri.encode(),
                                  article.partition(self.PARTITIONS), tag)
            number, between = divmod(tag, len(articles) // len(kinds))
            if between == 0 and number < len(kinds):
                self.producer.produce(self.raw, kinds[number][2], None, number % self.PARTITIONS,
                                      len(articles) + number)
        self.producer.flush()
        at = {tag: (partition, offset) for tag, partition, offset in self.producer.delivered}
        return ({at[tag]: article for tag, article in enumerate(articles)},
                {at[len(articles) + number]: kind for number, kind in enumerate(kinds)})

    def test_every_record_comes_out_once(self):
        articles, kinds = Generator(1).take(2000), junk()
        daemon = self.kafka_daemon("one", sink__kafka__record_bytes_max="64KiB").start().wait_ready()
        good, bad = self.produce_with_junk(articles, kinds)
        self.wait_committed(daemon)
        published = self.published()
        metrics = self.check_accounts(daemon, good, bad, published)
        self.assertEqual(daemon.terminate(), 0, daemon.log_tail())
        self.assertEqual(self.reader.committed(self.raw, self.PARTITIONS),
                         self.reader.ends(self.raw, self.PARTITIONS))
        self.check_places(good, bad, published)
        self.check_dead_letters(bad, published.by_topic["dlq"])
        self.check_events(published)
        self.check_reasons(metrics, bad)

    def check_accounts(self, daemon, good, bad, published):
        metrics = daemon.metrics()
        self.assertEqual(metrics["wirefold_records_consumed_total"], len(good) + len(bad))
        self.assertEqual(metrics["wirefold_outcomes_total"], len(good) + len(bad))
        for outcome, output in (("unique", "unique"), ("duplicates", "duplicates"), ("dead_letters", "dlq")):
            self.assertEqual(metrics[f'wirefold_outcomes_total{{outcome="{outcome}"}}'],
                             len(published.by_topic[output]))
        return metrics

    def check_reasons(self, metrics, bad):
        for reason, count in collections.Counter(kind[0] for kind in bad.values()).items():
            self.assertEqual(metrics[f'wirefold_dead_letters_total{{reason="{reason}"}}'], count, reason)

    def check_places(self, good, bad, published):
        """Every input offset is in exactly one output."""
        coordinate_of = {article.serial: coordinate for coordinate, article in good.items()}
        seen = collections.Counter({coordinate_of[serial]: len(outcomes)
                                    for serial, outcomes in published.by_serial.items()})
        seen.update(_origin(record) for record in published.by_topic["dlq"])
        self.assertEqual(set(seen), set(good) | set(bad))
        self.assertEqual(set(seen.values()), {1})

    def check_dead_letters(self, bad, dead_letters):
        for record in dead_letters:
            reason, stage, original = bad[_origin(record)]
            with self.subTest(reason=reason, empty=not original):
                self.assertEqual(record.headers["reason"], reason)
                self.assertEqual(record.headers["stage"], stage)
                self.assertEqual(record.headers["origin-topic"], self.raw)
                self.assertNotIn("truncated-from", record.headers)
                self.assertTrue((record.value or b"") == (original or b""), "not the original bytes")

    def check_events(self, published):
        relations = collections.Counter()
        for outcome in (outcome for outcomes in published.by_serial.values() for outcome in outcomes):
            headers, value, dedup = outcome.record.headers, outcome.value, outcome.value["dedup"]
            relations[dedup["relation"]] += 1
            self.assertEqual(outcome.record.key.decode(), value["uri"])
            self.assertEqual(outcome.output, "duplicates" if dedup["isDuplicate"] else "unique")
            expected = {"ce_specversion": "1.0", "ce_type": f"org.wirefold.article.{dedup['relation']}",
                        "ce_source": self.raw, "ce_subject": value["uri"], "ce_relation": dedup["relation"],
                        "ce_groupid": dedup["groupId"], "ce_storyid": dedup["storyId"], "ce_pubstatus": "usable", "ce_embargoed": "false",
                        "content-type": "application/json"}
            self.assertEqual({name: headers.get(name) for name in expected}, expected)
            self.assertTrue(headers["ce_id"])
            self.assertTrue(headers["ce_time"].startswith("2025-03-01T"), headers["ce_time"])
        for relation in ("original", "exact", "near", "resend", "revision"):
            self.assertGreater(relations[relation], 10, relations)


class FoldTest(KafkaScenario):
    PARTITIONS = 1

    def test_fold_judges_as_the_daemon_does(self):
        articles = Generator(2).take(2000)
        folder = Path(Setup.folder)
        (folder / "fold-in.ndjson").write_bytes(ndjson(articles))
        subprocess.run([Setup.binary, "fold", "--quiet", folder / "fold-in.ndjson", "-o", folder / "fold-out.ndjson"],
                       check=True, timeout=60)
        folded = [json.loads(line) for line in (folder / "fold-out.ndjson").read_bytes().splitlines()]
        self.assertEqual([value["slugline"] for value in folded], [article.serial for article in articles])

        daemon = self.kafka_daemon("one").start()
        self.produce(articles)
        self.wait_committed(daemon)
        published = self.published()
        self.assert_nothing_lost(articles, published)
        self.assert_once(published)
        for value in folded:
            (outcome,) = published.by_serial[value["slugline"]]
            self.assertEqual(value["uri"], outcome.value["uri"])
            for field in ("relation", "originalUri", "groupId", "isDuplicate", "revision"):
                self.assertEqual(value["dedup"].get(field), outcome.value["dedup"].get(field), (field, value["uri"]))
        self.assertEqual(daemon.terminate(), 0)


def _origin(record):
    return int(record.headers["origin-partition"]), int(record.headers["origin-offset"])
