package dev.failoverlab.published;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A project of {@code src/it} that is built on its own: its local repository has only
 * what this project installs, and everything else comes from the machine's.
 *
 * @param project its name
 * @param jdk the JDK that builds it
 */
record SeparateBuild(String project, Jdk jdk) {

	private static final Path RESOURCES = Path.of("target", "test-classes").toAbsolutePath();

	private static final Duration ENDING = Duration.ofMinutes(8);

	/** Its folder, apart from that of other builds. */
	Path folder() {
		return Path.of(System.getProperty("builds"), this.project + "-" + this.jdk.version());
	}

	/**
	 * Runs Maven to the end.
	 * @param goal such as {@code test}
	 * @return how long it took
	 */
	Duration run(String goal) throws IOException, InterruptedException {
		copy();
		Path log = folder().resolve("build.log");
		long began = System.nanoTime();
		ProcessBuilder command = new ProcessBuilder(System.getProperty("maven.home") + "/bin/mvn", "-B", "-ntp", "-s",
				RESOURCES.resolve("settings.xml").toString(), "-Dmaven.repo.local=" + Installed.REPOSITORY,
				"-Dmachine=" + System.getProperty("machine"), goal)
			.directory(folder().toFile())
			.redirectErrorStream(true)
			.redirectOutput(log.toFile());
		command.environment().put("JAVA_HOME", this.jdk.home().toString());
		Process maven = command.start();
		boolean ended = maven.waitFor(ENDING.toSeconds(), TimeUnit.SECONDS);
		if (!ended) {
			maven.descendants().forEach(ProcessHandle::destroyForcibly);
			maven.destroyForcibly();
		}
		assertThat(ended && maven.exitValue() == 0).as("mvn %s in %s: %s", goal, folder(), Files.readString(log))
			.isTrue();
		return Duration.ofNanos(System.nanoTime() - began);
	}

	private void copy() throws IOException {
		// Maven looks for this folder above the project, too, and would find the lab's.
		Files.createDirectories(folder().resolve(".mvn"));
		Path from = RESOURCES.resolve(this.project);
		try (Stream<Path> files = Files.walk(from)) {
			for (Path file : files.filter(Files::isRegularFile).toList()) {
				Path to = folder().resolve(from.relativize(file).toString());
				Files.createDirectories(to.getParent());
				Files.write(to, Files.readAllBytes(file));
			}
		}
	}

}
