package dev.failoverlab.lab.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

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
		try (Stream<Path> files = Files.find(this.folder, DEPTH,
				(file, is) -> is.isRegularFile() && file.getFileName().toString().equals("history.ndjson"))) {
			return files.map(Path::getParent).sorted(Comparator.comparing(this::name).reversed()).toList();
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

	private record Report(@Nullable String scenario, @Nullable String outcome, @Nullable String started) {
	}

}
