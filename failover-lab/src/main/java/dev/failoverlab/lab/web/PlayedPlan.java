package dev.failoverlab.lab.web;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

import dev.failoverlab.cluster.ClusterSpec;
import dev.failoverlab.history.Event;
import dev.failoverlab.history.Recorder;
import dev.failoverlab.lab.run.Backend;
import dev.failoverlab.lab.run.LibraryLog;
import dev.failoverlab.lab.run.Plan;
import dev.failoverlab.lab.run.PlanRunner;
import dev.failoverlab.lab.run.Plans;
import dev.failoverlab.lab.run.RunFolder;
import dev.failoverlab.lab.run.RunOptions;
import dev.failoverlab.lab.scenario.Scenarios;

/** A scenario or a claim that is played for the page, on a cluster of its own. */
final class PlayedPlan implements AutoCloseable {

	private static final int SEEDS = 1_000_000;

	private final String name;

	private final ShownHistories shown;

	private final PlanRunner runner;

	private final Recorder recorder;

	private final Thread thread = new Thread(this::play, "page-run");

	private PlayedPlan(String name, ShownHistories shown, PlanRunner runner, Recorder recorder) {
		this.name = name;
		this.shown = shown;
		this.runner = runner;
		this.recorder = recorder;
	}

	/**
	 * Begins to play.
	 * @param name a scenario or {@code claims/NAME}
	 * @param backend what the nodes are
	 * @param runs the folder of all runs
	 * @param recorder where it is noted that the run could not be played to its end
	 */
	static PlayedPlan start(String name, Backend backend, Path runs, Recorder recorder) {
		long seed = ThreadLocalRandom.current().nextInt(SEEDS);
		Plan plan = new Plans(new Scenarios(), backend, seed).of(List.of(name), 1);
		Path folder = RunFolder.create(runs, plan.name().replace('/', '-'));
		ShownHistories shown = new ShownHistories();
		PlanRunner runner = new PlanRunner(plan, new RunOptions(folder, backend, ClusterSpec.Ports.AUTO, seed),
				List.of(new WatchedPlan(shown)), (results) -> {
				});
		PlayedPlan played = new PlayedPlan(folder.getFileName().toString(), shown, runner, recorder);
		played.thread.start();
		return played;
	}

	/** The name of its folder. */
	String name() {
		return this.name;
	}

	ShownHistories shown() {
		return this.shown;
	}

	boolean isOver() {
		return !this.thread.isAlive();
	}

	private void play() {
		Path log = LibraryLog.file();
		try {
			this.runner.play();
		}
		catch (RuntimeException ex) {
			this.recorder.record((t) -> new Event.Note(t,
					"The run " + this.name + " could not be played to its end: " + ex.getMessage()));
		}
		finally {
			LibraryLog.to(log);
			this.shown.close();
		}
	}

	@Override
	public void close() {
		this.runner.close();
	}

}
