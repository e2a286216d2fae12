package dev.failoverlab.verdict;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.failoverlab.history.Event.FaultChange;
import dev.failoverlab.history.Event.Phase;
import dev.failoverlab.history.TestHistory;
import dev.failoverlab.verdict.Verdict.Leaders;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class LeaderTableTests {

	private final TestHistory history = TestHistory.of(2);

	@Test
	void hasAllFourRowsOfAKill() {
		killed().phase(Phase.HEAL).fault(FaultChange.END, "kill", 1);
		this.history.report(2, 0, 2, 5, 1, 2, 3).report(2, 1, 2, 4, 1, 2, 3).phase(Phase.RECOVER);
		this.history.report(3, 0, 1, 6, 1, 2, 3).phase(Phase.READ).report(3, 0, 3, 7, 3);
		assertThat(rows()).containsExactly(row("before", 1, 2), row("after", 2, 2), row("recovered", 2, 2),
				row("rebalanced", 1, 2));
	}

	@Test
	void leavesOutWhatNeverCame() {
		killed();
		assertThat(rows()).containsExactly(row("before", 1, 2), row("after", null, null), row("recovered", null, null),
				row("rebalanced", null, null));
	}

	@Test
	void isNotRecoveredWhileOneIsrIsNotWhole() {
		killed().phase(Phase.HEAL).report(2, 0, 2, 5, 1, 2, 3).phase(Phase.READ);
		assertThat(rows().get(2)).isEqualTo(row("recovered", null, null));
	}

	@Test
	void takesTheLastTimeThatAllBecameWhole() {
		killed().phase(Phase.HEAL).report(2, 0, 2, 5, 1, 2, 3).report(2, 1, 2, 4, 1, 2, 3);
		this.history.report(3, 0, 3, 6, 2, 3).report(3, 0, 3, 6, 1, 2, 3).report(2, 0, 3, 6, 1, 2, 3).phase(Phase.READ);
		assertThat(rows().get(2)).isEqualTo(row("recovered", 3, 2));
	}

	@Test
	void ignoresWhatAnOldEpochSays() {
		killed().report(3, 0, 1, 4, 1, 2, 3).report(3, 1, 3, 3, 1, 2, 3).phase(Phase.HEAL);
		assertThat(rows().get(1)).isEqualTo(row("after", 2, 2));
	}

	@Test
	void hasNoLeaderThatIsDown() {
		this.history.report(1, 0, 1, 4, 1, 2, 3).report(1, 1, 2, 4, 1, 2, 3);
		this.history.fault(FaultChange.ASKED, "kill", 1).fault(FaultChange.BEGIN, "kill", 1).phase(Phase.HEAL);
		this.history.fault(FaultChange.END, "kill", 1).phase(Phase.READ);
		assertThat(rows().get(1)).isEqualTo(row("after", null, 2));
		assertThat(rows().get(3)).isEqualTo(row("rebalanced", 1, 2));
	}

	@Test
	void ofAHealWithoutAPhaseBeginsWithTheEndOfTheFault() {
		killed().fault(FaultChange.END, "kill", 1).report(3, 0, 3, 9, 3);
		assertThat(rows().get(1)).isEqualTo(row("after", 2, 2));
	}

	@Test
	void hasARowAfterEachOfSeveralFaults() {
		killed().fault(FaultChange.ASKED, "pause", 2).fault(FaultChange.BEGIN, "pause", 2);
		this.history.report(3, 0, 3, 6, 3).report(3, 1, 3, 5, 3).phase(Phase.HEAL);
		this.history.fault(FaultChange.END, "kill", 1).fault(FaultChange.END, "pause", 2).phase(Phase.READ);
		assertThat(rows().subList(0, 3)).containsExactly(row("before", 1, 2), row("after the kill of node 1", 2, 2),
				row("after the pause of node 2", 3, 3));
		assertThat(rows()).extracting(Leaders::when).endsWith("recovered", "rebalanced").hasSize(5);
	}

	@Test
	void ofFaultsOneAfterTheOtherEachRowIsBeforeItsHealing() {
		killed().phase(Phase.HEAL).fault(FaultChange.END, "kill", 1).report(2, 0, 3, 6, 1, 2, 3);
		this.history.fault(FaultChange.ASKED, "kill", 3).fault(FaultChange.BEGIN, "kill", 3);
		this.history.report(2, 0, 1, 7, 1, 2);
		assertThat(rows()).startsWith(row("before", 1, 2), row("after the kill of node 1", 2, 2),
				row("after the kill of node 3", null, null));
		this.history.phase(Phase.HEAL).fault(FaultChange.END, "kill", 3).report(2, 0, 3, 8, 1, 2, 3);
		assertThat(rows().get(2)).isEqualTo(row("after the kill of node 3", 1, 2));
	}

	private TestHistory killed() {
		this.history.report(1, 0, 1, 4, 1, 2, 3).report(1, 1, 2, 4, 1, 2, 3);
		this.history.fault(FaultChange.ASKED, "kill", 1).fault(FaultChange.BEGIN, "kill", 1);
		return this.history.report(2, 0, 2, 5, 2, 3).report(2, 1, 2, 4, 2, 3);
	}

	private List<Leaders> rows() {
		return this.history.verdict().leaders();
	}

	private static Leaders row(String when, @Nullable Integer... leaders) {
		Map<Integer, Integer> leader = new TreeMap<>();
		Arrays.asList(leaders).forEach((each) -> leader.put(leader.size(), each));
		return new Leaders(when, leader);
	}

}
