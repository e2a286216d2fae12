package dev.failoverlab.cluster.process;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;

import dev.failoverlab.cluster.ClusterException;
import dev.failoverlab.process.ChildProcess;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Fetches jars with Maven, which a build of the project needs, too: so mirrors, proxies
 * and passwords are those of its user. It refuses a file whose checksum is wrong.
 *
 * @param program the command
 */
record Maven(String program) {

	/** The folder of the jars, in the directory that it works in. */
	static final String JARS = "jars";

	/** The slowest lines take minutes for a hundred megabytes. */
	private static final Duration AT_MOST = Duration.ofMinutes(30);

	private static final String PLUGIN = "org.apache.maven.plugins:maven-dependency-plugin:";

	/**
	 * Copies the jars that a node needs into {@link #JARS}.
	 * @param directory where to work
	 * @param progress takes the number of files that were fetched until now
	 */
	Result copyJars(String version, Path directory, IntConsumer progress) throws IOException {
		return run("nodes.pom", directory, progress, "-Dkafka.version=" + version, PLUGIN + "copy-dependencies",
				"-DincludeScope=runtime", "-DoutputDirectory=" + directory.resolve(JARS));
	}

	/**
	 * The versions of Kafka that Maven knows of, oldest first; none when it cannot tell.
	 * It keeps the list where it keeps the newest version.
	 */
	List<String> versions(Path directory) throws IOException {
		Path file = directory.resolve("newest");
		Result result = run("versions.pom", directory, (files) -> {
		}, PLUGIN + "build-classpath", "-Dmdep.outputFile=" + file);
		if (!result.isDone()) {
			return List.of();
		}
		Path artefact = Path.of(Files.readString(file).strip()).resolve("../..").normalize();
		List<String> versions = new ArrayList<>();
		try (DirectoryStream<Path> lists = Files.newDirectoryStream(artefact, "maven-metadata-*.xml")) {
			for (Path list : lists) {
				versions.addAll(texts(list, "version"));
			}
		}
		return versions.stream().distinct().toList();
	}

	private Result run(String pom, Path directory, IntConsumer progress, String... arguments) throws IOException {
		Path file = directory.resolve(pom);
		try (InputStream resource = Objects.requireNonNull(Maven.class.getResourceAsStream(pom))) {
			Files.copy(resource, file);
		}
		Path log = directory.resolve(pom + ".log");
		List<String> command = Stream
			.concat(Stream.of(this.program, "-B", "-U", "-C", "-f", file.toString()), Stream.of(arguments))
			.toList();
		ChildProcess maven = ChildProcess.start(command, directory,
				Map.of("JAVA_HOME", System.getProperty("java.home")), log);
		try {
			await(maven, log, progress);
		}
		finally {
			maven.kill();
		}
		return new Result(maven.exitStatus(), log, lines(log));
	}

	private void await(ChildProcess maven, Path log, IntConsumer progress) throws IOException {
		long deadline = System.nanoTime() + AT_MOST.toNanos();
		for (int seen = 0; !maven.waitFor(Duration.ofSeconds(1));) {
			int fetched = (int) lines(log).stream().filter((line) -> line.contains("Downloaded ")).count();
			if (fetched != seen) {
				progress.accept(fetched);
				seen = fetched;
			}
			if (System.nanoTime() - deadline > 0 || Thread.currentThread().isInterrupted()) {
				throw new ClusterException(this.program + " was ended before its work was done");
			}
		}
	}

	private static List<String> lines(Path log) throws IOException {
		return new String(Files.readAllBytes(log), UTF_8).lines().toList();
	}

	private static List<String> texts(Path xml, String element) throws IOException {
		try {
			NodeList found = DocumentBuilderFactory.newDefaultInstance()
				.newDocumentBuilder()
				.parse(xml.toFile())
				.getElementsByTagName(element);
			return IntStream.range(0, found.getLength()).mapToObj((i) -> found.item(i).getTextContent()).toList();
		}
		catch (ParserConfigurationException | SAXException ex) {
			throw new IOException("Cannot read " + xml, ex);
		}
	}

	/**
	 * How it ended.
	 *
	 * @param status its exit status
	 * @param log the file that its output is in
	 * @param output its output
	 */
	record Result(int status, Path log, List<String> output) {

		/** The exit statuses of a program that cannot be run. */
		private static final List<Integer> NOT_THERE = List.of(126, 127);

		private static final int LINES = 3;

		boolean isDone() {
			return this.status == 0;
		}

		/** What went wrong, and what to do. */
		String message() {
			if (NOT_THERE.contains(this.status)) {
				return "Maven is needed for that, and no mvn is on the PATH. Install Maven 3.8 or later.";
			}
			String errors = this.output.stream()
				.filter((line) -> line.startsWith("[ERROR] ") && !line.contains("[Help"))
				.limit(LINES)
				.map((line) -> line.substring("[ERROR] ".length()))
				.collect(Collectors.joining("\n"));
			return "Maven ended with exit status " + this.status + ":\n" + errors + "\nAll of its output: " + this.log;
		}

	}

}
