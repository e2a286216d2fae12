package dev.failoverlab.lab.scenario;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import dev.failoverlab.cluster.ClusterException;
import dev.failoverlab.cluster.Cut;
import dev.failoverlab.cluster.Fault;
import dev.failoverlab.cluster.KafkaCluster;
import dev.failoverlab.cluster.Node;
import dev.failoverlab.lab.history.Event;
import dev.failoverlab.lab.history.Recorder;
import org.jspecify.annotations.Nullable;

/** Does to the cluster what the steps say, when they are due, and notes it. */
final class StepPlayer {

	private static final Duration STRAGGLING = Duration.ofSeconds(30);

	private final KafkaCluster cluster;

	private final Recorder recorder;

	private final Progress progress;

	private final Map<Integer, Step.Inflict> hurt = new LinkedHashMap<>();

	StepPlayer(KafkaCluster cluster, Recorder recorder, Progress progress) {
		this.cluster = cluster;
		this.recorder = recorder;
		this.progress = progress;
	}

	void play(List<Step> steps) {
		for (Step step : steps) {
			this.progress.pause(step.after());
			if (step instanceof Step.Inflict inflict) {
				inflict(inflict);
			}
			else {
				heal();
			}
		}
		heal();
	}

	private void inflict(Step.Inflict step) {
		Node node = step.target().resolve(this.cluster);
		note(Event.Fault.ASKED, step, node.id(), null);
		try {
			inflict(step, node);
		}
		catch (ClusterException ex) {
			note(Event.Fault.END, step, node.id(), ex.getMessage());
			throw ex;
		}
		note(Event.Fault.BEGIN, step, node.id(), null);
		this.hurt.put(node.id(), step);
	}

	/** Heals all that is hurt; there may be nothing left to heal. */
	private void heal() {
		if (this.hurt.isEmpty()) {
			return;
		}
		awaitMoved();
		this.recorder.record((t) -> new Event.Phase(t, Event.Phase.HEAL));
		this.hurt.forEach((id, step) -> {
			heal(step.fault(), this.cluster.node(id));
			note(Event.Fault.END, step, id, null);
		});
		this.hurt.clear();
	}

	/**
	 * On a busy machine a leader's death can take longer to be seen than the step says;
	 * healed before that, it would have had no effect.
	 */
	private void awaitMoved() {
		Set<Integer> gone = this.hurt.entrySet()
			.stream()
			.filter((entry) -> entry.getValue().fault().movesLeaders())
			.map(Map.Entry::getKey)
			.collect(Collectors.toSet());
		if (gone.isEmpty()) {
			return;
		}
		List<Integer> left = this.cluster.nodes().stream().map(Node::id).filter((id) -> !gone.contains(id)).toList();
		if (!this.progress.awaitLeadersOtherThan(gone, left, STRAGGLING)) {
			this.recorder.record((t) -> new Event.Note(t, "Healing although nodes " + gone
					+ " still lead partitions: nobody took over within " + STRAGGLING.toSeconds() + " s more."));
		}
	}

	private void note(String type, Step.Inflict step, int node, @Nullable String error) {
		String target = step.target().inWords();
		this.recorder.record((t) -> new Event.Fault(t, type, step.fault().word(), node, null, target, error));
	}

	private static void inflict(Step.Inflict step, Node node) {
		switch (step.fault()) {
			case NONE -> {
			}
			case STOP -> node.stop();
			case KILL -> node.kill();
			case PAUSE -> node.pause();
			case PARTITION -> node.cutOff(Cut.NODES);
			case PARTITION_CLIENTS -> node.cutOff(Cut.CLIENTS);
			case ISOLATE -> node.cutOff(Cut.ALL);
			case SLOW -> node.slow(step.slowness());
		}
	}

	private static void heal(Fault fault, Node node) {
		switch (fault) {
			case NONE -> {
			}
			case STOP, KILL -> node.start();
			case PAUSE -> node.resume();
			case PARTITION, PARTITION_CLIENTS, ISOLATE, SLOW -> node.heal();
		}
	}

}
