package dev.failoverlab.junit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.failoverlab.cluster.Target;
import dev.failoverlab.cluster.fault.Faults;
import dev.failoverlab.cluster.fault.NodeFault;
import dev.failoverlab.cluster.fault.Parameter;
import dev.failoverlab.cluster.fault.Values;
import dev.failoverlab.history.Event;
import dev.failoverlab.run.Topic;
import dev.failoverlab.verdict.Verdict;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.function.Executable;

/**
 * Faults, and what the tested code does meanwhile. The faults are inflicted one after the
 * other, once the first records are acknowledged; when the other nodes have reacted, all
 * are healed. The tested code works until the cluster is as it was before.
 */
public final class Drill extends Inflicting {

	private static final int PER_SECOND = 100;

	private static final int THREADS = 8;

	private final Failover failover;

	private final List<Plan.Step> steps = new ArrayList<>();

	private Duration after = Duration.ZERO;

	private Duration lasting = Duration.ofSeconds(1);

	private int perSecond = PER_SECOND;

	private int threads = THREADS;

	private @Nullable String topic;

	private String isolation = Event.READ_UNCOMMITTED;

	private @Nullable Work work;

	Drill(Failover failover) {
		this.failover = failover;
	}

	@Override
	public Drill fault(String word, Target target, Map<String, String> values) {
		NodeFault fault = Faults.ofNodes(word);
		Values parsed = Values.NONE;
		for (Map.Entry<String, String> value : values.entrySet()) {
			parsed = parsed.parse(parameter(fault, value.getKey()), value.getValue());
		}
		fault.check(parsed);
		fault.check(target);
		this.steps.add(new Plan.Step(this.after, fault, target, parsed));
		this.after = Duration.ZERO;
		return this;
	}

	private static Parameter<?> parameter(NodeFault fault, String name) {
		return fault.parameters()
			.stream()
			.filter((parameter) -> parameter.name().equals(name))
			.findFirst()
			.orElseThrow(() -> new IllegalArgumentException("The fault " + fault.word() + " has no key \"" + name
					+ "\", but: " + fault.parameters().stream().map(Parameter::name).toList()));
	}

	/** How long to wait before the next fault. */
	public Drill after(Duration time) {
		this.after = time;
		return this;
	}

	/**
	 * How long faults stay in force once the other nodes have reacted; 1 s by default.
	 */
	public Drill lasting(Duration time) {
		this.lasting = time;
		return this;
	}

	/** How often the tested code is called, by all threads together; 100 by default. */
	public Drill perSecond(int calls) {
		check(calls >= 1, "There must be 1 call or more per second, not " + calls + ".");
		this.perSecond = calls;
		return this;
	}

	/** How many calls of the tested code run at the same time at most; 8 by default. */
	public Drill threads(int count) {
		check(count >= 1, "There must be 1 thread or more, not " + count + ".");
		this.threads = count;
		return this;
	}

	/**
	 * The topic that is judged. By default it is the one of the first fault that is about
	 * a partition, else the first topic of the annotation.
	 */
	public Drill on(String topic) {
		this.topic = topic;
		return this;
	}

	/** The consumers under test read committed records alone. */
	public Drill readCommitted() {
		this.isolation = Event.READ_COMMITTED;
		return this;
	}

	/**
	 * What the tested code does, again and again. An exception is no failure of the test:
	 * what a client may expect of a cluster whose nodes fail is for the verdict.
	 */
	public Drill whileRunning(Executable work) {
		return whileRunning((number) -> {
			try {
				work.execute();
			}
			catch (Exception | Error ex) {
				throw ex;
			}
			catch (Throwable ex) {
				throw new IllegalStateException(ex);
			}
		});
	}

	/** The same with a number that differs in each call. */
	public Drill whileRunning(Work work) {
		this.work = work;
		return this;
	}

	/**
	 * Plays it and judges what became of the records.
	 * @return the verdict, whatever it is
	 * @throws dev.failoverlab.run.RunException when it cannot be played to its end; the
	 * message says what was waited for
	 */
	public Verdict judge() {
		Work work = this.work;
		if (work == null) {
			throw new IllegalStateException("What to do meanwhile is missing: whileRunning(() -> …) before judge().");
		}
		Topic judged = this.failover.testCluster().wanted().topic(topic());
		List<Plan.Step> resolved = this.steps.stream()
			.map((step) -> new Plan.Step(step.after(), step.fault(),
					Target.parse(step.target().description(), judged.name()), step.values()))
			.toList();
		return this.failover.play(new Plan(judged, resolved, this.lasting, this.isolation,
				new Workload.Plan(work, this.perSecond, this.threads)));
	}

	private String topic() {
		return Optional.ofNullable(this.topic)
			.or(() -> this.steps.stream()
				.flatMap((step) -> step.target().partition().stream())
				.map(TopicPartition::topic)
				.findFirst())
			.orElseGet(() -> this.failover.testCluster().wanted().topics().get(0).name());
	}

	private static void check(boolean met, String problem) {
		if (!met) {
			throw new IllegalArgumentException(problem);
		}
	}

}
