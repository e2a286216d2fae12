package dev.failoverlab.lab.scenario;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where a user's app writes down what it does while it is the load of a run.
 *
 * @param witness files of witnesses, one for each process; empty where there are lines of
 * sends
 * @param sends a line for each send
 * @param deliveries a line for each record that was handled
 */
public record AppFiles(List<Path> witness, Optional<Path> sends, Optional<Path> deliveries) {

	public AppFiles {
		if (witness.isEmpty() == sends.isEmpty()) {
			throw new IllegalArgumentException("an app has either witness or sends");
		}
		if (deliveries.isPresent() && sends.isEmpty()) {
			throw new IllegalArgumentException("deliveries need sends; a witness tells both");
		}
		witness = List.copyOf(witness);
	}

	/** The files of its sends, for people. */
	public String description() {
		return Stream.concat(this.witness.stream(), this.sends.stream())
			.map(Path::toString)
			.collect(Collectors.joining(", "));
	}

}
