package dev.failoverlab.lab.scenario;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import dev.failoverlab.cluster.Fault;
import dev.failoverlab.cluster.Slowness;
import dev.failoverlab.cluster.Target;
import dev.failoverlab.lab.load.Load;

/** The scenarios that come with the lab. */
public final class Scenarios {

	private static final Topic EMAILS = new Topic("email.send", 3, 3, 2);

	private static final Load STEADY = new Load(300, 200);

	private static final Duration WARM = Duration.ofSeconds(5);

	/** Longer than the longest outage seen at Kafka's default time-outs: 12 s. */
	private static final Duration OUTAGE = Duration.ofSeconds(15);

	/**
	 * Longer than what a leader took just before it was cut off waits for its time-out:
	 * the producer's request.timeout.ms of 15 s, and then some.
	 */
	private static final Duration CUT_OFF = Duration.ofSeconds(25);

	private static final Duration AFTERWARDS = Duration.ofSeconds(3);

	private static final List<String> NOTHING_WRONG = List.of("lost-write = 0", "unseen = 0", "duplicate = 0",
			"inconsistent-offsets = 0", "G1a = 0", "poll-skip = 0", "nonmonotonic-poll = 0", "nonmonotonic-send = 0",
			"never delivered = 0", "every partition has a leader", "every isr is whole", "leaders are as before");

	private static final Target LEADER = new Target.Leader(EMAILS.name(), 0);

	private static final List<Scenario> ALL = List.of(
			single("leader-kill", "Does a write survive the sudden death of its partition's leader?", Fault.KILL,
					LEADER),
			single("none", "The control: is anything lost or doubled when nothing is done at all?", Fault.NONE, LEADER),
			single("leader-stop", "Does anybody notice when a leader leaves in good order?", Fault.STOP, LEADER),
			single("leader-pause", "What of writes that a leader took just before it froze?", Fault.PAUSE, LEADER),
			single("controller-kill", "Do writes go on when the active controller dies?", Fault.KILL,
					new Target.ActiveController()),
			followerKill(),
			single("leader-partition", "What of writes that a leader takes while no other node hears it?",
					Fault.PARTITION, CUT_OFF),
			single("leader-isolate", "Do writes go on when nobody hears the leader, nodes and clients alike?",
					Fault.ISOLATE, CUT_OFF),
			single("leader-unreachable", "What if clients do not reach a leader that all other nodes still hear?",
					Fault.PARTITION_CLIENTS, OUTAGE),
			leaderSlow());

	private Scenarios() {
	}

	/**
	 * The scenarios that come with the lab.
	 * @return all of them, the most telling first
	 */
	public static List<Scenario> all() {
		return ALL;
	}

	/**
	 * One scenario.
	 * @param name its name
	 * @return the scenario, or empty when none has that name
	 */
	public static Optional<Scenario> find(String name) {
		return ALL.stream().filter((scenario) -> scenario.name().equals(name)).findFirst();
	}

	private static Scenario single(String name, String question, Fault fault, Target target) {
		return single(name, question, new Step.Inflict(WARM, fault, target), OUTAGE);
	}

	private static Scenario single(String name, String question, Fault fault, Duration lasting) {
		return single(name, question, new Step.Inflict(WARM, fault, LEADER), lasting);
	}

	private static Scenario single(String name, String question, Step.Inflict inflict, Duration lasting) {
		List<Step> steps = List.of(inflict, new Step.Heal(lasting));
		return new Scenario(name, question, EMAILS, STEADY, steps, AFTERWARDS, NOTHING_WRONG);
	}

	private static Scenario leaderSlow() {
		return single("leader-slow", "Is anything doubled or reordered when the leader's answers get lost on the way?",
				new Step.Inflict(WARM, Fault.SLOW, LEADER, Slowness.BAD_LINE), OUTAGE);
	}

	/** With one partition alone, so that the node that is killed leads nothing. */
	private static Scenario followerKill() {
		Topic single = new Topic(EMAILS.name(), 1, EMAILS.replicationFactor(), EMAILS.minIsr());
		List<Step> steps = List.of(new Step.Inflict(WARM, Fault.KILL, new Target.NodeId(3)), new Step.Heal(OUTAGE));
		return new Scenario("follower-kill", "Does the death of a mere follower hold up writes?", single, STEADY, steps,
				AFTERWARDS, NOTHING_WRONG);
	}

}
