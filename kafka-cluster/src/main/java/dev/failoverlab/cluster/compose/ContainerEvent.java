package dev.failoverlab.cluster.compose;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What Docker reports of a container.
 *
 * @param action Docker's word: {@code start}, {@code die}, {@code pause} or
 * {@code unpause}
 * @param time when it happened
 * @param container the container's id
 * @param service its service in {@code docker-compose.yml}
 * @param exitStatus of its process, if that has ended, or 0
 */
record ContainerEvent(String action, Instant time, String container, String service, int exitStatus) {

	/** Makes Docker print one event a line. */
	static final String FORMAT = "{{.Action}} {{.TimeNano}} {{.Actor.ID}}"
			+ " {{index .Actor.Attributes \"com.docker.compose.service\"}} {{index .Actor.Attributes \"exitCode\"}}";

	static final List<String> ACTIONS = List.of("start", "die", "pause", "unpause");

	private static final int FIELDS = 4;

	private static final long SECOND = 1_000_000_000;

	/** Reads a line; empty when it is of no container of a service. */
	static Optional<ContainerEvent> parse(String line) {
		String[] words = line.strip().split(" ", -1);
		if (words.length < FIELDS || !ACTIONS.contains(words[0])) {
			return Optional.empty();
		}
		long nanos = Long.parseLong(words[1]);
		int status = (words.length > FIELDS) ? Integer.parseInt(words[FIELDS]) : 0;
		return Optional.of(new ContainerEvent(words[0], Instant.ofEpochSecond(nanos / SECOND, nanos % SECOND), words[2],
				words[3], status));
	}

}
