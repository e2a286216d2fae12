package dev.failoverlab.verdict;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.failoverlab.history.Event;
import dev.failoverlab.history.TestHistory;
import org.junit.jupiter.api.Test;
import org.quicktheories.core.Gen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.quicktheories.QuickTheory.qt;
import static org.quicktheories.generators.SourceDSL.integers;
import static org.quicktheories.generators.SourceDSL.lists;

/**
 * Random runs of share groups with a known number of anomalies of every kind, as
 * {@link PlantedAnomaliesTests}.
 */
class PlantedShareAnomaliesTests {

	private static final Gen<List<Integer>> STEPS = lists().of(integers().between(0, 1_000)).ofSizeBetween(0, 60);

	@Test
	void areFoundExactly() {
		Map<String, Long> met = new TreeMap<>();
		qt().withExamples(1_000).withShrinkCycles(1_000).forAll(STEPS).checkAssert((steps) -> {
			ShareRun run = new ShareRun();
			steps.forEach(run::step);
			assertThat(PlantedAnomaliesTests.counts(run.history.verdict())).isEqualTo(run.planted);
			run.planted.forEach((anomaly, count) -> met.merge(anomaly, count, Long::sum));
		});
		assertThat(met).containsKeys("lost-acknowledgement", "unanswered-acknowledgement", "delivery-beyond-limit")
			.containsKeys(List.of(RedeliveryCause.values()).stream().map(RedeliveryCause::word).toArray(String[]::new));
	}

	/** A model of one partition; each step handles a record of its own. */
	private static final class ShareRun {

		private static final long LOCK = 1_000;

		private final TestHistory history = TestHistory.of(1)
			.with(Map.of("group_type", "share"))
			.config(Map.of(), Map.of("group.share.delivery.count.limit", "5"))
			.report(1, 0, 1, 0, 1, 2, 3);

		private final Map<String, Long> planted = new TreeMap<>();

		private final List<Runnable> steps = List.of(this::accepted, this::accepted, this::rejected, this::released,
				this::failed, this::expired, this::ended, this::moved, this::outdated, this::unexplained, this::lost,
				this::unanswered, this::beyond);

		private long offset;

		private int members;

		private int epoch;

		private String record = "";

		/** A second apart, so that a new leader explains its own step alone. */
		private void step(int number) {
			this.record = "0:" + this.offset + ":e" + this.offset;
			this.history.at(4_000.0 * (this.offset + 1));
			this.offset++;
			this.steps.get(number % this.steps.size()).run();
		}

		private void accepted() {
			acquire("m", 1).history.accepted("m", this.record);
		}

		private void rejected() {
			acquire("m", 1).answer("m", Event.Acknowledge.REJECT);
			this.history.taken("m", this.record);
		}

		private void released() {
			acquire("m", 1).answer("m", Event.Acknowledge.RELEASE);
			this.history.taken("m", this.record);
			again("redelivery-released");
		}

		private void failed() {
			acquire("m", 1).answer("m", Event.Acknowledge.ACCEPT);
			this.history.refusedAnswer("m", this.record);
			again("redelivery-acknowledgement-failed");
		}

		private void expired() {
			acquire("m", 1);
			this.history.at(4_000.0 * this.offset + LOCK + 10);
			again("redelivery-lock-expired");
		}

		private void ended() {
			String member = "gone-" + ++this.members;
			acquire(member, 1).history.leave(member);
			again("redelivery-member-ended");
		}

		private void moved() {
			acquire("m", 1).history.report(1, 0, 1 + this.epoch % 2, ++this.epoch, 1, 2, 3);
			again("redelivery-leader-changed");
		}

		private void outdated() {
			acquire("m", 1).history.accepted("m", this.record);
			acquire("n", 2).answer("n", Event.Acknowledge.ACCEPT);
			this.history.refusedAnswer("n", this.record);
			plant("redelivery-outdated");
		}

		private void unexplained() {
			acquire("m", 1);
			again("redelivery-unexplained");
		}

		private void lost() {
			acquire("m", 1).history.accepted("m", this.record);
			again("lost-acknowledgement");
		}

		private void unanswered() {
			acquire("m", 1).answer("m", Event.Acknowledge.ACCEPT);
			plant("unanswered-acknowledgement");
			this.record = "0:" + this.offset + ":e" + this.offset;
			this.offset++;
			accepted();
		}

		private void beyond() {
			acquire("m", 6).history.accepted("m", this.record);
			plant("delivery-beyond-limit");
		}

		private ShareRun acquire(String member, int deliveries) {
			this.history.acquire(member, LOCK, this.record + ":" + deliveries);
			return this;
		}

		private void answer(String member, String how) {
			this.history.answer(member, how, this.record);
		}

		private void again(String anomaly) {
			acquire("n", 2).history.accepted("n", this.record);
			plant(anomaly);
		}

		private void plant(String anomaly) {
			this.planted.merge(anomaly, 1L, Long::sum);
		}

	}

}
