package dev.failoverlab.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The process that has a port, as far as {@code /proc} shows it.
 *
 * @param pid its process id
 * @param command its command line, or of a long one what tells most
 */
record PortHolder(long pid, String command) {

	private static final int LONGEST = 120;

	private static final Path PROC = Path.of("/proc");

	/**
	 * The holder, or empty when there is none, or it is another user's, or there is no
	 * /proc.
	 */
	static Optional<PortHolder> of(int port) {
		Set<String> sockets = Stream.of("net/tcp", "net/tcp6")
			.flatMap((table) -> socketsIn(text(PROC.resolve(table)).lines().toList(), port).stream())
			.collect(Collectors.toSet());
		return sockets.isEmpty() ? Optional.empty()
				: ProcessHandle.allProcesses()
					.map(ProcessHandle::pid)
					.filter((pid) -> hasOneOf(sockets, PROC.resolve(pid + "/fd")))
					.findFirst()
					.map((pid) -> new PortHolder(pid, shortened(text(PROC.resolve(pid + "/cmdline")))));
	}

	/** What descriptors of sockets with this local port link to. */
	static Set<String> socketsIn(List<String> table, int port) {
		return table.stream()
			.skip(1)
			.map((line) -> line.strip().split("\\s+"))
			.filter((columns) -> columns[1].endsWith(String.format(":%04X", port)))
			.map((columns) -> "socket:[" + columns[9] + "]")
			.collect(Collectors.toSet());
	}

	/** The text, or none when the process is another user's, or gone. */
	private static String text(Path file) {
		try {
			return Files.readString(file);
		}
		catch (IOException ex) {
			return "";
		}
	}

	private static boolean hasOneOf(Set<String> sockets, Path descriptors) {
		try (Stream<Path> links = Files.list(descriptors)) {
			return links.anyMatch((link) -> sockets.contains(target(link)));
		}
		catch (IOException | UncheckedIOException ex) {
			return false;
		}
	}

	private static String target(Path link) {
		try {
			return Files.readSymbolicLink(link).toString();
		}
		catch (IOException ex) {
			return "";
		}
	}

	/**
	 * A JVM's options fill pages, and what one looks for is its program and main class.
	 */
	static String shortened(String commandLine) {
		String command = commandLine.replace('\0', ' ').strip();
		if (command.length() <= LONGEST) {
			return command;
		}
		String words = Stream.of(commandLine.split("\0"))
			.filter((argument) -> !argument.startsWith("-") && argument.length() <= LONGEST / 2)
			.collect(Collectors.joining(" "));
		return (words.length() <= LONGEST) ? words : words.substring(0, LONGEST) + "…";
	}

}
