package dev.failoverlab.lab.scenario;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.failoverlab.cluster.fault.Fault;
import dev.failoverlab.lab.load.Load;
import dev.failoverlab.run.Topic;

/**
 * What is done to a cluster under load, and what is expected of it: data, not code.
 *
 * @param name the name by which it is run
 * @param question what it asks
 * @param topic where the emails go
 * @param load what is sent
 * @param steps what is done, in order; faults that are in force are healed at the end at
 * the latest
 * @param after how long the load goes on when all is healed and leadership is given back
 * @param expectations what must hold of the report, for example {@code lost-write = 0}
 * @param setup what it is played on and with
 */
public record Scenario(String name, String question, Topic topic, Load load, List<Step> steps, Duration after,
		List<String> expectations, Setup setup) {

	public Scenario {
		if (load.transactions() > 0 && setup.through() != Through.CLIENT) {
			throw new IllegalArgumentException(
					"Transactions need through: client; the producer service sends each email on its own.");
		}
		if (setup.sharing() != null && (setup.through() != Through.CLIENT || load.transactions() > 0)) {
			throw new IllegalArgumentException("consumer: share needs through: client, and no transactions.");
		}
		steps = List.copyOf(steps);
		checkWaits(steps);
		if (setup.through() == Through.CLIENT) {
			inflictions(steps).filter((step) -> step.target() == null).findFirst().ifPresent((step) -> {
				throw new IllegalArgumentException(
						step.fault().word() + " needs through: service; a plain client is no process of its own.");
			});
		}
		expectations = List.copyOf(expectations);
	}

	private static void checkWaits(List<Step> steps) {
		steps.stream()
			.takeWhile((step) -> !(step instanceof Step.Inflict inflict) || inflict.target() == null)
			.filter((step) -> step instanceof Step.Await await && await.condition().needsFault())
			.findFirst()
			.ifPresent((step) -> {
				throw new IllegalArgumentException(
						"\"" + step.description() + "\" needs a fault of a node in a step before it.");
			});
	}

	/**
	 * What is inflicted in it.
	 * @return the faults, each once
	 */
	public Set<Fault> faults() {
		return inflictions().map(Step.Inflict::fault).collect(Collectors.toCollection(LinkedHashSet::new));
	}

	/** How the consumer reads: {@code read_committed} where there are transactions. */
	public String isolation() {
		return this.setup.isolation(this.load.transactions() > 0);
	}

	/**
	 * What results are recorded under. It changes when what is played changes: results of
	 * another definition must not count.
	 * @param name what is played, for people
	 * @return for example {@code kill, active controller (3f09ac21)}
	 */
	String key(String name) {
		return "%s (%08x)".formatted(name, definition().hashCode());
	}

	/** All that decides what is played and how it is judged; the same in every JVM. */
	String definition() {
		return Stream.concat(usualDefinition(), laterDefinition())
			.map(String::valueOf)
			.collect(Collectors.joining("\n"));
	}

	private Stream<Object> usualDefinition() {
		return Stream.of(this.topic, new TreeMap<>(this.topic.configs()), this.load, this.after, this.expectations,
				this.steps.stream().map(Step::description).toList(), this.setup.layout(), this.setup.through(),
				new TreeMap<>(this.setup.broker()), new TreeMap<>(this.setup.producer()),
				new TreeMap<>(this.setup.consumer()));
	}

	/**
	 * Only what is not usual: what was recorded before there was such a key stays valid.
	 */
	private Stream<Object> laterDefinition() {
		return Stream
			.of(Stream.ofNullable(this.setup.sharing()), Stream.ofNullable(this.setup.kafka()),
					Stream.of("fast-failover").filter((key) -> this.setup.fastFailover()),
					Stream.of("members " + this.setup.members()).filter((key) -> this.setup.members() > 1),
					Stream.of(new TreeMap<>(this.setup.features())).filter((levels) -> !levels.isEmpty()))
			.flatMap(Function.identity());
	}

	/** The steps that inflict a fault. */
	public Stream<Step.Inflict> inflictions() {
		return inflictions(this.steps);
	}

	private static Stream<Step.Inflict> inflictions(List<Step> steps) {
		return steps.stream().filter(Step.Inflict.class::isInstance).map(Step.Inflict.class::cast);
	}

}
