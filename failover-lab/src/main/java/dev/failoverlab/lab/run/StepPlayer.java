package dev.failoverlab.lab.run;

import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;

import dev.failoverlab.cluster.KafkaCluster;
import dev.failoverlab.cluster.fault.NodeFault;
import dev.failoverlab.history.Event;
import dev.failoverlab.history.Recorder;
import dev.failoverlab.lab.scenario.Step;
import dev.failoverlab.run.FaultPlayer;
import dev.failoverlab.run.Progress;
import dev.failoverlab.run.RunException;
import dev.failoverlab.run.UnmetConditionException;
import org.jspecify.annotations.Nullable;

/** Plays the steps when they are due, and records what happens. */
final class StepPlayer {

	private static final Duration RETURNING = Duration.ofMinutes(2);

	private final KafkaCluster cluster;

	private final String topic;

	private final Traffic traffic;

	private final Recorder recorder;

	private final Progress progress;

	private final FaultPlayer faults;

	/** Why nodes did not come back, once that was waited for in vain. */
	private @Nullable RunException away;

	StepPlayer(KafkaCluster cluster, String topic, Traffic traffic, Recorder recorder, Progress progress,
			RandomGenerator random) {
		this.cluster = cluster;
		this.topic = topic;
		this.traffic = traffic;
		this.recorder = recorder;
		this.progress = progress;
		this.faults = new FaultPlayer(cluster, recorder, progress, random);
	}

	/** Plays the steps, up to the first that waits in vain, and heals what is left. */
	void play(List<Step> steps) {
		for (Step step : steps) {
			try {
				play(step);
			}
			catch (UnmetConditionException ex) {
				this.recorder.record((t) -> new Event.Unmet(t, step.description(), ex.condition(), ex.seen()));
				break;
			}
			if (step instanceof Step.Heal heal && heal.untilBack() && !isBack()) {
				break;
			}
		}
		this.faults.heal(OptionalInt.empty());
	}

	/**
	 * Waits until all that was started again is back, and every ISR is whole; but not a
	 * second time after it was waited for in vain.
	 */
	void awaitReturn() {
		if (this.away != null) {
			throw this.away;
		}
		this.faults.awaitReturn();
		this.progress.awaitFullIsr(this.cluster.brokerIds(), RETURNING);
	}

	/** What stays away is judged by what is expected of the run's end. */
	private boolean isBack() {
		try {
			awaitReturn();
			return true;
		}
		catch (RunException ex) {
			this.away = ex;
			this.recorder.note("The steps after this heal are left out: " + ex.getMessage());
			return false;
		}
	}

	private void play(Step step) {
		this.progress.pause(step.after());
		if (step instanceof Step.Inflict inflict) {
			inflict(inflict);
		}
		else if (step instanceof Step.Await await) {
			this.progress.await(await.condition().description(), await.condition()::holds, await.within());
		}
		else if (step instanceof Step.Observe observe) {
			observe.what().observe(this.cluster, this.topic, this.recorder);
		}
		else if (step instanceof Step.Heal heal) {
			this.faults.heal(heal.node());
		}
	}

	private void inflict(Step.Inflict step) {
		if (step.fault() instanceof NodeFault fault && step.target() != null) {
			this.faults.inflict(fault, step.target(), step.values());
		}
		else if (step.fault() instanceof RestartClient fault) {
			this.faults.play(fault, step.targetDescription(),
					(begin) -> fault.inflict(this.traffic, step.values(), begin));
		}
	}

}
