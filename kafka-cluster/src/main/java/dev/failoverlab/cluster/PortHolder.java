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
 * The process that uses a port, as far as {@code /proc} shows it.
 *
 * @param pid its process id
 * @param command its command line; a long one is shortened to its most useful parts
 */
record PortHolder(long pid, String command) {

	private static final int LONGEST = 120;

	private static final Path PROC = Path.of("/proc");

	/**
	 * The process, or empty when there is none, when it belongs to another user, or when
	 * there is no /proc.
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

	/** The link targets of file descriptors for sockets with this local port. */
	static Set<String> socketsIn(List<String> table, int port) {
		return table.stream()
			.skip(1)
			.map((line) -> line.strip().split("\\s+"))
			.filter((columns) -> columns[1].endsWith(String.format(":%04X", port)))
			.map((columns) -> "socket:[" + columns[9] + "]")
			.collect(Collectors.toSet());
	}

	/**
	 * The text, or an empty string when the process belongs to another user or has ended.
	 */
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
	 * Shortens a command line to the program and its main class: the options of a JVM can
	 * be very long.
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
