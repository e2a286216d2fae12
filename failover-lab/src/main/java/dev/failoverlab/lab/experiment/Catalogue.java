package dev.failoverlab.lab.experiment;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;

import dev.failoverlab.lab.LabException;

/** The experiments and the matrix that come with the lab. */
public final class Catalogue {

	private static final String SEEDS = "/scenarios/seeds";

	private static final String SUFFIX = ".yaml";

	private final ScenarioParser parser;

	/**
	 * What comes with the lab.
	 * @param parser what makes scenarios of their keys
	 */
	public Catalogue(ScenarioParser parser) {
		this.parser = parser;
	}

	/**
	 * The experiments.
	 * @return all of them, by name
	 * @throws IllegalArgumentException when a file is not understood
	 */
	public List<Experiment> experiments() {
		return inFolder(SEEDS, (folder) -> files(folder).map(this::experiment).toList());
	}

	/**
	 * The names of all experiments.
	 * @return the names, sorted
	 */
	public List<String> names() {
		return inFolder(SEEDS, (folder) -> files(folder).map(Catalogue::name).toList());
	}

	/**
	 * One experiment.
	 * @param name one of {@link #names}
	 * @return the experiment
	 * @throws IllegalArgumentException when its file is not understood
	 */
	public Experiment experiment(String name) {
		return inFolder(SEEDS, (folder) -> experiment(folder.resolve(name + SUFFIX)));
	}

	/**
	 * The standing matrix.
	 * @return the matrix
	 * @throws IllegalArgumentException when its file is not understood
	 */
	public Matrix matrix() {
		return inFolder("/scenarios/matrix", (folder) -> {
			Path file = folder.resolve("standing" + SUFFIX);
			return new MatrixFile("scenarios/matrix/standing.yaml", this.parser).read(text(file));
		});
	}

	private Experiment experiment(Path file) {
		String name = name(file);
		return new ExperimentFile("scenarios/seeds/" + name + SUFFIX, this.parser).read(name, text(file));
	}

	private static String name(Path file) {
		String name = String.valueOf(file.getFileName());
		return name.substring(0, name.length() - SUFFIX.length());
	}

	private static Stream<Path> files(Path folder) {
		try (Stream<Path> files = Files.list(folder)) {
			return files.filter((file) -> file.toString().endsWith(SUFFIX)).sorted().toList().stream();
		}
		catch (IOException ex) {
			throw unreadable(folder, ex);
		}
	}

	private static String text(Path file) {
		try {
			return Files.readString(file);
		}
		catch (IOException ex) {
			throw unreadable(file, ex);
		}
	}

	/**
	 * On the class path: a folder where the lab is built, and part of a jar where it
	 * runs.
	 */
	private static <T> T inFolder(String name, Function<Path, T> action) {
		URL folder = Objects.requireNonNull(Catalogue.class.getResource(name), name);
		try {
			URI address = folder.toURI();
			if (!address.getScheme().equals("jar")) {
				return action.apply(Path.of(address));
			}
			try (FileSystem jar = FileSystems.newFileSystem(address, Map.of())) {
				return action.apply(jar.getPath(name));
			}
		}
		catch (IOException | URISyntaxException ex) {
			throw new LabException("The files of " + name + " cannot be read: " + ex + ".", ex);
		}
	}

	private static LabException unreadable(Path file, IOException ex) {
		return new LabException(file + " cannot be read: " + ex + ".", ex);
	}

}
