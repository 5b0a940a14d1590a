"""kill -9, again and again."""

import random
import time

from articles import Generator
from harness import KafkaScenario, wait_until

KILLS = 20
ARTICLES_A_LIFE = 700
FOUNDING = ("original", "story", "partial", "template")  # relations of an article that is not in another one's group


class CrashTest(KafkaScenario):
    def test_killed_twenty_times(self):
        generator = Generator(8)
        articles = []
        daemon = self.kafka_daemon("one", source__kafka__instance_id="slot-0", source__kafka__commit_interval="50ms")
        dice = random.Random(8)
        for _ in range(KILLS):
            # However fast the daemon is, every life finds enough to be killed in the middle of.
            fresh = generator.take(ARTICLES_A_LIFE)
            self.produce(fresh)
            articles += fresh
            before = self.published_count()
            daemon.start()
            if dice.random() < 0.25:
                self.kill_early(daemon, dice.uniform(0, 0.5))
            else:
                self.kill_after(daemon, before + dice.randint(1, ARTICLES_A_LIFE))
        reached = sum(offset or 0 for offset in self.reader.committed(self.raw, self.PARTITIONS))
        self.assertGreater(reached, 0, "nothing was committed in twenty lives")
        daemon.start()
        daemon.wait_metric("wirefold_assigned_partitions", lambda count: count == self.PARTITIONS)
        self.wait_committed(daemon)
        self.assertEqual(daemon.terminate(), 0, daemon.log_tail())
        published = self.published()
        self.assert_nothing_lost(articles, published)
        repeated = self.check_repeats(published)
        self.check_stories(articles, published)
        print(f"{reached} of {len(articles)} committed after the last kill, {repeated} published more than once ", end="",
              flush=True)

    def kill_early(self, daemon, seconds):
        """While it reads its log, joins the group or takes its first records. The moment is what is random here."""
        begin = time.monotonic()
        wait_until(lambda: time.monotonic() - begin >= seconds or not daemon.is_running(), "the moment to kill it", 5, 0.002)
        self.assertTrue(daemon.is_running(), daemon.log_tail())
        daemon.kill()

    def kill_after(self, daemon, count):
        """As soon as so many records are out."""
        def is_time():
            self.assertTrue(daemon.is_running(), daemon.log_tail())
            return self.published_count() >= count

        wait_until(is_time, lambda: f"{count} records out, {self.published_count()} are\n{daemon.log_tail()}", 60, 0.002)
        daemon.kill()

    def check_repeats(self, published):
        """What is said again is what was said before: an article is never judged against itself."""
        repeated = 0
        for serial, outcomes in published.by_serial.items():
            if len(outcomes) == 1:
                continue
            repeated += 1
            said = {(outcome.output, outcome.verdict(), outcome.record.headers["ce_id"]) for outcome in outcomes}
            self.assertEqual(len(said), 1, f"{serial}: {said}")
        self.assertGreater(repeated, 0, "no kill hit anything that was under way")
        return repeated

    def check_stories(self, articles, published):
        """Of all copies of a text one founds a group, whatever else it may share with others, and all are in it."""
        verdicts = published.verdicts()
        stories = {}
        for article in articles:
            stories.setdefault(article.story, []).append(verdicts[article.serial])
        for story, found in stories.items():
            founders = [relation for relation, _, _ in found if relation in FOUNDING]
            self.assertEqual(len(founders), 1, f"story {story}: {found}")
            self.assertEqual(len({group for _, _, group in found}), 1, f"story {story}: {found}")
