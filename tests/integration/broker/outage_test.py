"""The broker goes away and comes back; the daemon is asked to end at bad moments."""

import signal

from articles import Generator, ndjson
from harness import KafkaScenario, put_into_spool, wait_until

MIB = 1024 * 1024


class OutageTest(KafkaScenario):
    def setUp(self):
        super().setUp()
        self.addCleanup(self.broker.start)

    # One daemon reads from the broker. The other reads files, so that its input goes on when its output is
    # gone.
    def test_broker_restarts_under_load(self):
        between = self.kafka_daemon("between", source__kafka__instance_id="slot-0").start().wait_ready()
        inward, spool, lines = self.start_inward()
        feeder = self.feeder(Generator(4), 400)
        between.wait_metric("wirefold_outcomes_total", lambda count: count > 200)

        self.broker.crash()
        put_into_spool(spool, "backlog.ndjson", ndjson(lines))
        limit = inward.metric("wirefold_memory_budget_bytes")
        # As full as it gets: in flight is all that its limit allows, but for one batch.
        inward.wait_metric("wirefold_inflight_bytes", lambda held: held > 30 * MIB)
        largest = max(inward.metric("process_resident_memory_bytes") for _ in range(20))
        self.assertEqual(inward.metric("wirefold_outcomes_total"), 0)
        for daemon in (between, inward):
            self.assertEqual(daemon.get("/livez")[0], 200, daemon.name)
        self.broker.start()
        largest = max(largest, self.drain_inward(inward, len(lines)))
        self.assertLess(largest, limit)
        print(f"at most {largest / MIB:.0f} of {limit / MIB:.0f} MiB resident ", end="", flush=True)

        count = between.metric("wirefold_outcomes_total")
        between.wait_metric("wirefold_outcomes_total", lambda now: now > count + 200)
        articles = feeder.stop()
        self.wait_committed(between)
        between.wait_ready()
        for daemon in (between, inward):
            self.assertEqual(daemon.terminate(), 0, daemon.log_tail())
        published = self.published()
        self.assert_nothing_lost(articles + lines, published)

    def start_inward(self):
        settings = {"memory.budget_bytes": "256MiB", "pipeline.inflight_bytes_max": "32MiB", "index.bytes_max": "32MiB",
                    "source.files.settle": "0ms", "source.files.scan_interval": "50ms", **self.sink_settings()}
        daemon = self.daemon("inward", settings)
        spool = daemon.folder / "spool"
        spool.mkdir()
        # Three times what may be in flight, counted as the daemon counts: twice the text and 5 KiB a record.
        lines = Generator(5, words=800).take(6000)
        return daemon.start().wait_ready(), spool, lines

    def drain_inward(self, inward, expected):
        """The largest resident memory until everything is out."""
        seen = []

        def is_out():
            metrics = inward.metrics()
            seen.append(metrics["process_resident_memory_bytes"])
            return metrics["wirefold_outcomes_total"] >= expected

        wait_until(is_out, lambda: "everything is out\n" + inward.log_tail(), 90)
        return max(seen)

    def test_sigterm_under_load_and_without_broker(self):
        drain_seconds = 10
        # It lingers, so that some records are on their way whenever the broker goes.
        daemon = self.kafka_daemon("one", source__kafka__instance_id="slot-0", sink__kafka__linger="1s",
                                   pipeline__drain_deadline=f"{drain_seconds}s").start()
        feeder = self.feeder(Generator(6), 600)
        for _ in range(3):
            daemon.wait_metric("wirefold_outcomes_total", lambda count: count > 300)
            self.assertEqual(daemon.terminate(drain_seconds), 0, daemon.log_tail())
            daemon.start()
        feeder.stop()
        self.wait_committed(daemon)
        first = feeder.fed
        published = self.published()
        self.assert_nothing_lost(first, published)
        self.assert_once(published)

        feeder = self.feeder(Generator(7), 600)
        count = daemon.metric("wirefold_outcomes_total")
        daemon.wait_metric("wirefold_outcomes_total", lambda now: now > count + 300)
        self.broker.crash()
        daemon.wait_metric("wirefold_inflight_bytes", lambda held: held > 0)
        daemon.signal(signal.SIGTERM)
        wait_until(lambda: "draining" in daemon.log(), "it says that it drains", 5)
        daemon.signal(signal.SIGTERM)
        self.assertNotEqual(daemon.wait_end(3), 0, daemon.log_tail())
        self.broker.start()
        daemon.start()
        count = len(feeder.fed)
        wait_until(lambda: len(feeder.fed) > count + 300, "more load")
        feeder.stop()
        self.wait_committed(daemon)
        self.assert_nothing_lost(first + feeder.fed, self.published())
        self.assertEqual(daemon.terminate(drain_seconds), 0, daemon.log_tail())
