package dev.failoverlab.cluster;

import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Checks a node's ports before it starts, for backends. */
public final class PortCheck {

	/** The nodes of a lab that was killed just now may still be ending. */
	private static final Duration TIMEOUT = Duration.ofSeconds(5);

	private PortCheck() {
	}

	/**
	 * Waits until ports are free.
	 * @throws ClusterException when one is still taken after five seconds; the message
	 * names the port and, where it is visible, the process that uses it
	 */
	public static void awaitFree(Collection<Integer> ports) {
		awaitFree(ports, TIMEOUT);
	}

	static void awaitFree(Collection<Integer> ports, Duration atMost) {
		List<Integer> taken = Deadline.in(atMost)
			.until(() -> ports.stream().filter((port) -> !FreePorts.isFree(port)).toList(), List::isEmpty);
		if (!taken.isEmpty()) {
			Map<String, List<Integer>> byHolder = taken.stream()
				.collect(Collectors.groupingBy(PortCheck::holder, LinkedHashMap::new, Collectors.toList()));
			throw new ClusterException(byHolder.entrySet()
				.stream()
				.map((held) -> sentence(held.getValue(), held.getKey()))
				.collect(Collectors.joining("; ")) + ". End it, or choose free ports (--ports auto).");
		}
	}

	/** For example: Ports 9092, 9093 are taken by process 17 (…). */
	private static String sentence(List<Integer> ports, String holder) {
		String numbers = ports.stream().map(String::valueOf).collect(Collectors.joining(", "));
		return ((ports.size() == 1) ? "Port " + numbers + " is" : "Ports " + numbers + " are") + " taken by " + holder;
	}

	private static String holder(int port) {
		return PortHolder.of(port)
			.map((process) -> "process " + process.pid() + " (" + process.command() + ")")
			.orElse("a process that this user cannot see");
	}

}
