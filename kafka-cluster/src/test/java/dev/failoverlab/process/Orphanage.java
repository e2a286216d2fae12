package dev.failoverlab.process;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A JVM to be killed: has a running child and a paused one, and prints their process ids.
 */
public final class Orphanage {

	private Orphanage() {
	}

	public static void main(String[] args) throws InterruptedException {
		Path directory = Path.of(args[0]);
		List<String> sleep = List.of("sleep", "300");
		ChildProcess running = ChildProcess.start(sleep, directory, Map.of(), directory.resolve("running.log"));
		ChildProcess paused = ChildProcess.start(sleep, directory, Map.of(), directory.resolve("paused.log"));
		paused.pause();
		System.out.println(running.pid() + " " + paused.pid());
		Thread.sleep(300_000);
	}

}
