package dev.failoverlab.lab.cli;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.failoverlab.judge.ExitStatus;
import dev.failoverlab.lab.console.Terminal;
import dev.failoverlab.lab.web.BrokersView;
import dev.failoverlab.lab.web.BrokersView.Broker;
import dev.failoverlab.lab.web.LabClient;
import dev.failoverlab.report.Format;

/**
 * The states of the nodes as the lab itself knows them: its processes or containers, and
 * not what the cluster reports.
 *
 * @param brokers the nodes
 */
record NodeStates(List<Broker> brokers) {

	private static final String RUNNING = "running";

	static NodeStates of(LabClient lab) {
		return new NodeStates(lab.get("/actuator/brokers", BrokersView.class).brokers());
	}

	/**
	 * Marks an answer that the cluster has not confirmed, on standard error.
	 * @param age how old the answer is
	 * @return the exit status of the command
	 */
	int markStale(Terminal terminal, Duration age) {
		terminal.error("lab: the cluster does not answer. This is its last answer, " + Format.duration(age)
				+ " old, and not its present state.");
		terminal.error("     The lab itself knows: " + sentence() + ".");
		return ExitStatus.INCONCLUSIVE;
	}

	/** The ids of those that do not run. */
	Set<Integer> away() {
		return ids(this.brokers.stream().filter((broker) -> !broker.state().equals(RUNNING)));
	}

	/** For example {@code node 1 is down, node 2 is paused}. */
	String states(Set<Integer> nodes) {
		return this.brokers.stream()
			.filter((broker) -> nodes.contains(broker.id()))
			.map((broker) -> "node " + broker.id() + " is " + broker.state())
			.collect(Collectors.joining(", "));
	}

	private String sentence() {
		List<Broker> voters = this.brokers.stream().filter((broker) -> !broker.controller().isEmpty()).toList();
		long running = voters.stream().filter((broker) -> broker.state().equals(RUNNING)).count();
		return states(ids(this.brokers.stream())) + "; voters running: " + running + " of " + voters.size()
				+ ", needed: " + (voters.size() / 2 + 1);
	}

	private static Set<Integer> ids(Stream<Broker> brokers) {
		return brokers.map(Broker::id).collect(Collectors.toSet());
	}

}
