package dev.failoverlab.lab.scenario;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/** Mistakes found so far: reading goes on after each, so that all are told at once. */
final class Mistakes {

	private final Set<String> found = new LinkedHashSet<>();

	/**
	 * Reads something, and keeps the mistakes that are in it.
	 * @return what was read, or empty if there was a mistake
	 */
	<T> Optional<T> collect(Supplier<T> reading) {
		try {
			return Optional.of(reading.get());
		}
		catch (DefinitionException ex) {
			this.found.addAll(ex.mistakes());
			return Optional.empty();
		}
	}

	/**
	 * Ends the reading if there was any mistake.
	 * @throws DefinitionException with all of them
	 */
	void refuse() {
		if (!this.found.isEmpty()) {
			throw new DefinitionException(this.found);
		}
	}

	/**
	 * Reads several things.
	 * @throws DefinitionException with the mistakes in all of them
	 */
	static <T, R> List<R> inAll(Collection<T> all, Function<T, R> reading) {
		Mistakes mistakes = new Mistakes();
		List<R> read = all.stream().flatMap((each) -> mistakes.collect(() -> reading.apply(each)).stream()).toList();
		mistakes.refuse();
		return read;
	}

}
