package dev.failoverlab.lab.web;

import java.util.ArrayList;
import java.util.List;

import dev.failoverlab.cluster.Node;
import dev.failoverlab.cluster.Target;
import dev.failoverlab.history.Event;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** A node that others command, too: the history has each fault once. */
class FaultsByHandTests {

	private final List<Event> events = new ArrayList<>();

	private final StandInCluster cluster = new StandInCluster();

	private final FaultsByHand faults = new FaultsByHand(this.cluster, (event) -> this.events.add(event.apply(1)));

	private final Node node = this.cluster.node(1);

	@Test
	void whatOthersDoIsTheSameEvent() {
		others("kill");
		others("start");
		assertOneKill();
	}

	@Test
	void othersStartWhatWasKilledByHand() {
		byHand("kill");
		this.node.start();
		others("start");
		assertOneKill();
	}

	@Test
	void whatOthersHaveKilledIsStartedByHand() {
		this.node.kill();
		others("kill");
		byHand("start");
		assertOneKill();
	}

	@Test
	void aStartOfWhatWasNotBrokenIsNoEvent() {
		others("start");
		assertThat(this.events).isEmpty();
	}

	private void others(String word) {
		this.cluster.others.accept(this.node, word);
	}

	private void byHand(String word) {
		Node.Effect effect = this.faults.apply(NodeAction.of(word).orElseThrow(), this.node,
				new Target(Target.Kind.NODE, "1"));
		assertThat(effect.changed()).isTrue();
	}

	private void assertOneKill() {
		assertThat(this.events).containsExactly(kill(Event.FaultChange.ASKED), kill(Event.FaultChange.BEGIN),
				kill(Event.FaultChange.END));
	}

	private static Event kill(String type) {
		return new Event.FaultChange(1, type, "kill", 1, null, "node 1", "kill", true, null);
	}

}
