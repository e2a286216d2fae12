package dev.failoverlab.lab.cli;

import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import java.util.stream.Stream;

import dev.failoverlab.history.Recorder;
import dev.failoverlab.lab.UsageException;
import dev.failoverlab.lab.console.ShutdownHook;
import dev.failoverlab.lab.console.UpView;
import dev.failoverlab.lab.run.OpenRun;
import dev.failoverlab.lab.web.LabEnvironment;
import dev.failoverlab.report.Format;
import dev.failoverlab.report.RunFiles;

/**
 * A lab that is up, from its start until it is interrupted.
 *
 * @param context what every command needs
 * @param folder where everything is kept
 * @param run what is sent and recorded
 */
record UpSession(LabContext context, Path folder, OpenRun run) {

	private static final int MOST = 1_000;

	/**
	 * Checks a load.
	 * @throws UsageException when it is too high or negative
	 */
	static int checked(int load) {
		if (load < 0 || load > MOST) {
			throw new UsageException("--load must be 0 to " + MOST + ", not " + load + ".");
		}
		return load;
	}

	/**
	 * Runs until interrupted.
	 * @param start starts what is needed, and returns what to print then
	 */
	void run(Function<LabEnvironment, Stream<String>> start) throws InterruptedException {
		Recorder recorder = this.run.recorder();
		UpView view = UpView.of(this.context.terminal(), LabEnvironment.TOPIC.name(), this.run.recorder()::now);
		this.run.recorder().subscribe(view);
		LabEnvironment environment = new LabEnvironment(this.folder, this.run);
		UpEnd end = new UpEnd(this.context, this.run, environment, view);
		String kept = "everything is kept in " + RunFiles.display(this.folder);
		try (ShutdownHook hook = ShutdownHook.add(this.context.terminal(), end::interrupted, kept)) {
			Objects.requireNonNull(hook);
			recorder.note("starting; " + kept);
			Stream<String> welcome = start.apply(environment);
			recorder.note("everything is up in " + Format.clock(this.run.recorder().now()));
			view.show(welcome);
			// Only a signal ends it.
			new CountDownLatch(1).await();
		}
		finally {
			end.run();
		}
	}

}
