package dev.failoverlab.cluster;

import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The look at a node's ports before it starts, for backends. */
public final class PortCheck {

	/** The nodes of a lab that was killed a moment ago may still be on their way out. */
	private static final Duration TIMEOUT = Duration.ofSeconds(5);

	private PortCheck() {
	}

	/**
	 * Waits until ports are free.
	 * @param ports the ports
	 * @throws ClusterException when one is still taken after five seconds; the message
	 * names it and, where that can be seen, the process that has it
	 */
	public static void awaitFree(Collection<Integer> ports) {
		Deadline deadline = Deadline.in(TIMEOUT);
		List<Integer> taken = taken(ports);
		while (!taken.isEmpty() && !deadline.passed()) {
			deadline.poll();
			taken = taken(taken);
		}
		if (!taken.isEmpty()) {
			throw new ClusterException(inWords(taken) + ". End it, or choose free ports (--ports auto).");
		}
	}

	private static List<Integer> taken(Collection<Integer> ports) {
		return ports.stream().filter((port) -> !FreePorts.isFree(port)).toList();
	}

	/** For example: ports 9092, 9093 are taken by process 17 (…); ports 19092, … */
	private static String inWords(List<Integer> ports) {
		Map<String, List<Integer>> byHolder = ports.stream()
			.collect(Collectors.groupingBy(PortCheck::holder, LinkedHashMap::new, Collectors.toList()));
		return byHolder.entrySet()
			.stream()
			.map((entry) -> inWords(entry.getValue(), entry.getKey()))
			.collect(Collectors.joining("; "));
	}

	private static String inWords(List<Integer> ports, String holder) {
		String numbers = ports.stream().map(String::valueOf).collect(Collectors.joining(", "));
		return ((ports.size() == 1) ? "Port " + numbers + " is" : "Ports " + numbers + " are") + " taken by " + holder;
	}

	private static String holder(int port) {
		return PortHolder.of(port)
			.map((process) -> "process " + process.pid() + " (" + process.command() + ")")
			.orElse("a process that this user cannot see");
	}

}
