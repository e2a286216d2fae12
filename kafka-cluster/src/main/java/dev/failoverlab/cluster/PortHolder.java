package dev.failoverlab.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
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

	private static final Pattern DIGITS = Pattern.compile("\\d+");

	private static final Path PROC = Path.of("/proc");

	/**
	 * The holder, or empty when there is none, or it is another user's, or there is no
	 * /proc.
	 */
	static Optional<PortHolder> of(int port) {
		try {
			Set<String> sockets = new HashSet<>();
			for (String table : List.of("tcp", "tcp6")) {
				Path file = PROC.resolve("net").resolve(table);
				sockets.addAll(Files.isReadable(file) ? socketsIn(Files.readAllLines(file), port) : Set.of());
			}
			return sockets.isEmpty() ? Optional.empty() : holderOf(sockets);
		}
		catch (IOException | DirectoryIteratorException | UncheckedIOException ex) {
			return Optional.empty();
		}
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

	private static Optional<PortHolder> holderOf(Set<String> sockets) throws IOException {
		try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROC, PortHolder::isProcess)) {
			for (Path process : processes) {
				if (hasOneOf(sockets, process)) {
					return Optional.of(new PortHolder(Long.parseLong(process.getFileName().toString()),
							shortened(Files.readString(process.resolve("cmdline")))));
				}
			}
		}
		return Optional.empty();
	}

	private static boolean isProcess(Path entry) {
		return DIGITS.matcher(entry.getFileName().toString()).matches();
	}

	private static boolean hasOneOf(Set<String> sockets, Path process) {
		try (Stream<Path> descriptors = Files.list(process.resolve("fd"))) {
			return descriptors.anyMatch((descriptor) -> sockets.contains(target(descriptor)));
		}
		catch (IOException | UncheckedIOException ex) {
			return false; // Another user's process, or gone.
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
