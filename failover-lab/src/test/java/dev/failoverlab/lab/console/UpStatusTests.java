package dev.failoverlab.lab.console;

import java.util.List;
import java.util.Map;

import dev.failoverlab.history.Event;
import dev.failoverlab.report.Palette;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class UpStatusTests {

	private static final long SECOND = 1_000_000_000L;

	private final UpStatus status = new UpStatus("email.send");

	@BeforeEach
	void start() {
		for (int partition = 0; partition < 3; partition++) {
			partition(0, partition, partition + 1, 0, List.of(1, 2, 3));
		}
		quorum(0, 3, 7);
		this.status.accept(new Event.Config(1, Map.of(), Map.of(1, Map.of("broker.session.timeout.ms", "9000"))));
	}

	@Test
	void aHealthyClusterIsOneShortLine() {
		assertThat(text(1)).isEqualTo("leaders 1 2 3 | controller 3");
	}

	@Test
	void aDeadLeaderIsShownAsDeadWithTheRestOfItsSession() {
		fault(10, Event.FaultChange.BEGIN, "kill", 1);
		assertThat(text(13)).isEqualTo("node 1 dead, its session ends in 6.00 s | leaders 1 (dead) 2 3 | controller 3");
		assertThat(text(20)).contains("its session ends now");
		partition(19, 0, 2, 1, List.of(2, 3));
		partition(19, 1, 2, 0, List.of(2, 3));
		partition(19, 2, 3, 0, List.of(2, 3));
		assertThat(text(20)).isEqualTo("node 1 dead | leaders 2 2 3 | controller 3");
		fault(30, Event.FaultChange.END, "kill", 1);
		assertThat(text(31)).isEqualTo("leaders 2 2 3 | controller 3");
	}

	@Test
	void aNewControllerGivesTheSessionItsFullLength() {
		fault(10, Event.FaultChange.BEGIN, "pause", 3);
		assertThat(text(11)).contains("node 3 frozen, the active controller: another is elected first");
		quorum(12, 2, 8);
		assertThat(text(13)).contains("node 3 frozen, its session ends in 8.00 s").contains("controller 2");
	}

	@Test
	void withoutAMajorityOfVotersThereIsNoQuorum() {
		fault(10, Event.FaultChange.BEGIN, "kill", 1);
		fault(11, Event.FaultChange.BEGIN, "kill", 2);
		assertThat(text(12)).isEqualTo("node 1 dead, no quorum | node 2 dead, no quorum | leaders 1 (dead) 2 (dead) 3");
	}

	private String text(long second) {
		return Palette.strip(this.status.text(second * SECOND));
	}

	private void partition(long second, int partition, int leader, int epoch, List<Integer> isr) {
		this.status
			.accept(new Event.Partition(second * SECOND, partition, leader, epoch, isr, null, List.of(1, 2, 3), 3));
	}

	private void quorum(long second, int leader, int epoch) {
		this.status.accept(new Event.Quorum(second * SECOND, leader, epoch, List.of(1, 2, 3), leader));
	}

	private void fault(long second, String type, String word, int node) {
		this.status
			.accept(new Event.FaultChange(second * SECOND, type, word, node, null, "node " + node, word, true, null));
	}

}
