package dev.failoverlab.lab.scenario;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import dev.failoverlab.lab.LabException;

import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** YAML files: those that come with the lab, and those of a user. */
final class YamlFiles {

	private static final String SUFFIX = ".yaml";

	/** More than people write. */
	private static final long MOST_BYTES = 1 << 20;

	private YamlFiles() {
	}

	/**
	 * The files of a folder that comes with the lab, without those of folders in it.
	 * @param folder the folder, for example {@code scenarios/claims}
	 * @return the text of each file by its name without {@code .yaml}, sorted
	 */
	static Map<String, String> bundled(String folder) {
		Map<String, String> texts = new TreeMap<>();
		try {
			for (Resource file : new PathMatchingResourcePatternResolver()
				.getResources("classpath:" + folder + "/*" + SUFFIX)) {
				texts.put(name(Path.of(String.valueOf(file.getFilename()))),
						file.getContentAsString(StandardCharsets.UTF_8));
			}
			return texts;
		}
		catch (IOException ex) {
			throw new LabException("The files of " + folder + " cannot be read: " + ex + ".", ex);
		}
	}

	/**
	 * The files in a folder.
	 * @return the files by name, one at least
	 */
	static List<Path> in(Path folder) {
		try (Stream<Path> all = Files.list(folder)) {
			List<Path> files = all.filter((each) -> each.toString().endsWith(SUFFIX)).sorted().toList();
			if (files.isEmpty()) {
				throw new DefinitionException("There is no file *.yaml in the folder " + folder + ".", null);
			}
			return files;
		}
		catch (IOException ex) {
			throw new DefinitionException(folder + " cannot be read: " + ex + ".", ex);
		}
	}

	static String text(Path file) {
		try {
			if (Files.size(file) > MOST_BYTES) {
				throw new DefinitionException(file + ":1:1: the file is larger than 1 MiB, the most that is read",
						null);
			}
			return Files.readString(file);
		}
		catch (CharacterCodingException ex) {
			throw new DefinitionException(file + " is not text in UTF-8.", ex);
		}
		catch (IOException ex) {
			throw new DefinitionException(file + " cannot be read: " + ex + ".", ex);
		}
	}

	/** A file's name without its folder and {@code .yaml}. */
	static String name(Path file) {
		String name = String.valueOf(file.getFileName());
		return name.endsWith(SUFFIX) ? name.substring(0, name.length() - SUFFIX.length()) : name;
	}

}
