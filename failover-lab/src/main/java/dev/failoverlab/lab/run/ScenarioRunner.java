package dev.failoverlab.lab.run;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

import dev.failoverlab.clients.Told;
import dev.failoverlab.history.Event;
import dev.failoverlab.history.HistoryRecorder;
import dev.failoverlab.history.Recorder;
import dev.failoverlab.lab.LabException;
import dev.failoverlab.lab.scenario.Scenario;
import dev.failoverlab.run.CloseStack;
import dev.failoverlab.run.Progress;
import org.jspecify.annotations.Nullable;

/**
 * Plays one scenario, once, on a cluster of its own. Guarantees:
 * <ul>
 * <li>Once {@link #run} has returned or thrown, or {@link #close} has returned, no
 * process or container of the run is left; nor is one within seconds after this JVM has
 * died in any way.</li>
 * <li>Every wait is bounded; a bound that was passed is a {@link LabException} or a
 * {@link dev.failoverlab.cluster.ClusterException} that names what was waited for.</li>
 * <li>However a run ends, its history holds all that happened until then; but what an app
 * of others did is added only at its end.</li>
 * </ul>
 */
public final class ScenarioRunner implements AutoCloseable {

	private final Scenario scenario;

	private final RunOptions options;

	private final List<Consumer<Event>> listeners = new ArrayList<>();

	private final Progress progress;

	private final CloseStack closing = new CloseStack();

	private @Nullable Thread player;

	private final AtomicBoolean played = new AtomicBoolean();

	/**
	 * Prepares a run; nothing is started yet.
	 * @param scenario what to play
	 * @param options how
	 * @throws dev.failoverlab.lab.UsageException when the scenario needs a fault that
	 * cannot be inflicted on such nodes; the message names it
	 */
	public ScenarioRunner(Scenario scenario, RunOptions options) {
		options.backend().check(scenario);
		this.scenario = scenario;
		this.options = options;
		this.progress = new Progress(scenario.topic().partitions());
	}

	/**
	 * Hands every event of the run to a listener, in order, as it happens.
	 * @param listener called on a thread of the recorder, which it must not hold up
	 * @return this runner
	 */
	public ScenarioRunner listen(Consumer<Event> listener) {
		this.listeners.add(listener);
		return this;
	}

	/**
	 * Plays the scenario to its end and judges it. To be called once.
	 * @return the verdict and its files
	 */
	public RunResult run() {
		if (this.played.getAndSet(true)) {
			throw new LabException("A runner plays its scenario once, and this one has.");
		}
		Path history = RunResult.history(this.options.directory());
		Optional<Told> told;
		try (this.closing) {
			HistoryRecorder recorder = this.closing.add(HistoryRecorder.start(history));
			recorder.subscribe(this.progress);
			this.listeners.forEach(recorder::subscribe);
			recorder.record((t) -> Header.of(t, this.scenario, this.options));
			told = play(recorder);
		}
		told.ifPresent((clients) -> clients.addTo(history));
		return RunResult.judge(this.options.directory());
	}

	private Optional<Told> play(Recorder recorder) {
		holdPlayer();
		try {
			return new Run(this.scenario, this.options, recorder, this.progress, this.closing).play();
		}
		finally {
			releasePlayer();
		}
	}

	private synchronized void holdPlayer() {
		this.player = Thread.currentThread();
	}

	/** An interruption that was ours is not left to the caller's thread. */
	private synchronized void releasePlayer() {
		if (this.player == null) {
			boolean unused = Thread.interrupted();
		}
		this.player = null;
	}

	/** The waits of a cluster, unlike those of a run, end only so. */
	private synchronized void interruptPlayer() {
		if (this.player != null && this.player != Thread.currentThread()) {
			this.player.interrupt();
			this.player = null;
		}
	}

	/**
	 * Ends the run, wherever it is, and every process of it. Can be called from another
	 * thread, and repeated without harm.
	 */
	@Override
	public void close() {
		this.progress.end();
		interruptPlayer();
		this.closing.close();
	}

}
