package dev.failoverlab.lab.cli;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import dev.failoverlab.cluster.command.GivenNode;
import dev.failoverlab.lab.UsageException;
import dev.failoverlab.lab.console.Terminal;
import dev.failoverlab.lab.run.OwnCluster;
import org.jspecify.annotations.Nullable;

/**
 * Asks whether the lab may touch what it did not start.
 *
 * @param terminal where it is asked
 * @param cluster the cluster that others run
 */
record Confirmation(Terminal terminal, OwnCluster cluster) {

	/**
	 * Asks for the cluster's id, unless it is given.
	 * @param given what was given on the command line
	 * @throws UsageException when it is not the id, or when it cannot be asked for
	 */
	void require(@Nullable String given) {
		String id = this.cluster.found().id();
		if (given == null) {
			this.terminal.line("The cluster of " + this.cluster + " is not the lab's own: id " + id + ", brokers "
					+ nodes(this.cluster.found().brokers()) + controllers() + ". The lab will "
					+ (this.cluster.app().isPresent() ? "" : "send emails to it and ") + "break its nodes.");
		}
		String typed = (given != null) ? given : this.terminal.ask("Type the cluster's id to go on: ")
			.orElseThrow(() -> new UsageException(
					"This is no terminal, so the cluster's id cannot be typed. To confirm it: --confirm-cluster "
							+ id));
		if (!typed.strip().equals(id)) {
			throw new UsageException(
					"\"" + typed.strip() + "\" is not the cluster's id, which is " + id + ". Nothing was done.");
		}
	}

	private String controllers() {
		Map<Integer, String> controllers = this.cluster.file()
			.nodes()
			.stream()
			.filter(GivenNode::isOnlyController)
			.collect(Collectors.toMap(GivenNode::id, GivenNode::address, (a, b) -> b, TreeMap::new));
		return controllers.isEmpty() ? "" : ", controllers " + nodes(controllers);
	}

	private static String nodes(Map<Integer, String> addresses) {
		return addresses.entrySet()
			.stream()
			.map((node) -> node.getKey() + " at " + node.getValue())
			.collect(Collectors.joining(", "));
	}

}
