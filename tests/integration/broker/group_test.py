"""Several instances share the partitions."""

from articles import Generator
from harness import KafkaScenario, wait_until

PER_SECOND = 600


class GroupTest(KafkaScenario):
    def test_instances_join_and_leave_under_load(self):
        instances = [self.kafka_daemon(name).start() for name in ("first", "second", "third")[:2]]
        feeder = self.feeder(Generator(3), PER_SECOND)
        for instance in instances:
            instance.wait_metric("wirefold_assigned_partitions", lambda count: count == 2)

        third = self.kafka_daemon("third").start()
        third.wait_metric("wirefold_assigned_partitions", lambda count: count > 0)
        third.wait_metric("wirefold_outcomes_total", lambda count: count > 100)
        shares = [instance.metric("wirefold_assigned_partitions") for instance in (*instances, third)]
        self.assertEqual(sorted(shares), [1, 1, 2])

        before = third.metric("wirefold_outcomes_total")
        self.assertEqual(third.terminate(), 0, third.log_tail())
        wait_until(lambda: sum(instance.metric("wirefold_assigned_partitions") for instance in instances) == 4,
                   "the two others have all partitions", 30)
        fed_then = len(feeder.fed)
        wait_until(lambda: len(feeder.fed) > fed_then + PER_SECOND, "one more second of load")
        articles = feeder.stop()
        self.wait_committed(*instances)

        outcomes = [instance.metric("wirefold_outcomes_total") for instance in instances]
        published = self.published()
        self.assert_nothing_lost(articles, published)
        self.assert_once(published)
        # What the third published after it was asked last, it published while it drained.
        self.assertEqual(published.count(), len(articles))
        self.assertLessEqual(sum(outcomes) + before, len(articles))
        self.assertEqual(len(articles) - sum(outcomes), self.taken_by(third))
        for instance in instances:
            metrics = instance.metrics()
            self.assertEqual(metrics["wirefold_outcomes_total"], metrics["wirefold_records_consumed_total"])
            self.assertEqual(instance.terminate(), 0, instance.log_tail())

    def taken_by(self, instance):
        """Articles that an ended instance has judged: as many entries as it finds in its log when it starts again."""
        instance.start()
        self.assertEqual(instance.wait_ready().terminate(), 0)
        (line,) = [line for line in instance.log().splitlines() if "window restored" in line]
        return int(line.rsplit("entries=", 1)[1])
