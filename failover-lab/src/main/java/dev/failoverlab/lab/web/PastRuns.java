package dev.failoverlab.lab.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.FileVisitor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The folders of runs, with a history each. Only names that are listed lead to files: no
 * path of a request is ever followed.
 *
 * @param folder the folder of all runs
 */
record PastRuns(Path folder) {

	/** The runs of a plan have folders in that of the plan. */
	private static final int DEPTH = 3;

	private static final int MOST = 50;

	/** The latest runs, latest first. */
	List<Listed> latest() {
		return folders().stream().limit(MOST).map(this::listed).toList();
	}

	/** The folder of a run by its name. */
	Optional<Path> find(String name) {
		return folders().stream().filter((run) -> name(run).equals(name)).findFirst();
	}

	private List<Path> folders() {
		if (!Files.isDirectory(this.folder)) {
			return List.of();
		}
		Histories found = new Histories(this.folder, new ArrayList<>());
		try {
			Files.walkFileTree(this.folder, Set.of(), DEPTH, found);
			return found.runs().stream().sorted(Comparator.comparing(this::name).reversed()).toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException("The runs in " + this.folder + " cannot be listed: " + ex + ".", ex);
		}
	}

	private String name(Path run) {
		return this.folder.relativize(run).toString().replace('\\', '/');
	}

	private Listed listed(Path run) {
		Report report = report(run).orElse(new Report(null, null, null));
		return new Listed(name(run), report.scenario(), report.outcome(), report.started());
	}

	private static Optional<Report> report(Path run) {
		try {
			return Optional
				.of(JsonMapper.shared().readValue(Files.readAllBytes(run.resolve("report.json")), Report.class));
		}
		catch (IOException | JacksonException ex) {
			return Optional.empty(); // It has not ended, or not well.
		}
	}

	/**
	 * A run in the list.
	 *
	 * @param name its folder, in the folder of all runs
	 * @param scenario the scenario, once it is judged
	 * @param outcome the outcome, once it is judged
	 * @param started when it began, once it is judged
	 */
	record Listed(String name, @Nullable String scenario, @Nullable String outcome, @Nullable String started) {
	}

	/** Collects the folders with a history; one that vanishes meanwhile is left out. */
	private record Histories(Path top, List<Path> runs) implements FileVisitor<Path> {

		@Override
		public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes is) {
			return FileVisitResult.CONTINUE;
		}

		@Override
		public FileVisitResult visitFile(Path file, BasicFileAttributes is) {
			if (is.isRegularFile() && file.endsWith("history.ndjson")) {
				this.runs.add(Objects.requireNonNull(file.getParent()));
			}
			return FileVisitResult.CONTINUE;
		}

		@Override
		public FileVisitResult visitFileFailed(Path file, IOException ex) throws IOException {
			if (file.equals(this.top)) {
				throw ex;
			}
			return FileVisitResult.CONTINUE;
		}

		@Override
		public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException ex) {
			return FileVisitResult.CONTINUE;
		}

	}

	private record Report(@Nullable String scenario, @Nullable String outcome, @Nullable String started) {
	}

}
