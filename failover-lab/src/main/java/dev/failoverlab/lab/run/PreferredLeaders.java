package dev.failoverlab.lab.run;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.IntStream;

import dev.failoverlab.cluster.ClusterException;
import dev.failoverlab.history.Event;
import dev.failoverlab.history.Recorder;
import dev.failoverlab.run.Progress;
import dev.failoverlab.run.RunException;
import org.apache.kafka.common.utils.ThreadUtils;

/**
 * Gives leadership back to the preferred leaders each time when no fault is in force any
 * more and every ISR is whole again.
 */
final class PreferredLeaders implements Consumer<Event>, AutoCloseable {

	private final Runnable election;

	private final int partitions;

	private final Progress progress;

	private final Recorder recorder;

	private final Set<List<Object>> inForce = new HashSet<>();

	private final ExecutorService thread = Executors
		.newSingleThreadExecutor(ThreadUtils.createThreadFactory("preferred-leaders", true));

	private boolean due;

	PreferredLeaders(Runnable election, int partitions, Progress progress, Recorder recorder) {
		this.election = election;
		this.partitions = partitions;
		this.progress = progress;
		this.recorder = recorder;
	}

	@Override
	public void accept(Event event) {
		if (event instanceof Event.FaultChange fault) {
			List<Object> key = List.of(fault.fault(), String.valueOf(fault.node()));
			boolean unused = fault.type().equals(Event.FaultChange.END) ? this.inForce.remove(key)
					: this.inForce.add(key);
		}
		if (event instanceof Event.FaultChange || event instanceof Event.Partition) {
			boolean before = this.due;
			this.due = this.inForce.isEmpty() && all(PreferredLeaders::isWhole)
					&& !all((partition) -> partition.replicas().get(0).equals(partition.leader()));
			if (this.due && !before) {
				this.thread.execute(this::elect);
			}
		}
	}

	@Override
	public void close() {
		this.thread.shutdownNow();
	}

	private boolean all(Predicate<Event.Partition> condition) {
		return IntStream.range(0, this.partitions)
			.mapToObj(this.progress::partition)
			.flatMap(Optional::stream)
			.filter(condition)
			.count() == this.partitions;
	}

	private static boolean isWhole(Event.Partition partition) {
		return Set.copyOf(partition.isr()).containsAll(partition.replicas());
	}

	private void elect() {
		this.recorder.note("leadership goes back to the preferred leaders");
		try {
			this.election.run();
		}
		catch (ClusterException | RunException ex) {
			this.recorder.note("leadership did not go back: " + ex.getMessage());
		}
	}

}
