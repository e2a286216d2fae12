package dev.failoverlab.lab.scenario;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

import dev.failoverlab.lab.LabException;

/** The YAML files that come with the lab. */
final class Bundled {

	private static final String SUFFIX = ".yaml";

	private Bundled() {
	}

	/**
	 * The files of a folder, without those of folders in it.
	 * @param folder the folder, for example {@code scenarios/claims}
	 * @return the text of each file by its name without {@code .yaml}, sorted
	 */
	static Map<String, String> in(String folder) {
		URL place = Objects.requireNonNull(Bundled.class.getResource("/" + folder), folder);
		try {
			URI address = place.toURI();
			if (!address.getScheme().equals("jar")) {
				return read(Path.of(address));
			}
			// A folder where the lab is built is part of a jar where it runs.
			try (FileSystem jar = FileSystems.newFileSystem(address, Map.of())) {
				return read(jar.getPath("/" + folder));
			}
		}
		catch (IOException | URISyntaxException ex) {
			throw new LabException("The files of " + folder + " cannot be read: " + ex + ".", ex);
		}
	}

	private static Map<String, String> read(Path folder) throws IOException {
		Map<String, String> texts = new LinkedHashMap<>();
		for (Path file : files(folder)) {
			texts.put(name(file), Files.readString(file));
		}
		return texts;
	}

	/** The YAML files in a folder, by name. */
	static List<Path> files(Path folder) throws IOException {
		try (Stream<Path> files = Files.list(folder)) {
			return files.filter((each) -> each.toString().endsWith(SUFFIX)).sorted().toList();
		}
	}

	/** A file's name without its folder and {@code .yaml}. */
	static String name(Path file) {
		String name = String.valueOf(file.getFileName());
		return name.endsWith(SUFFIX) ? name.substring(0, name.length() - SUFFIX.length()) : name;
	}

}
