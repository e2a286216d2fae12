package dev.failoverlab.lab.scenario;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import dev.failoverlab.verdict.NearestName;
import org.yaml.snakeyaml.nodes.MappingNode;

/**
 * The scenarios that come with the lab, by name, and those of anybody's own files.
 *
 * @param settings what takes the place of the files' own
 */
public record Scenarios(List<SetValue> settings) {

	private static final String FOLDER = "scenarios";

	public Scenarios {
		settings = List.copyOf(settings);
	}

	/**
	 * As the files have them.
	 */
	public Scenarios() {
		this(List.of());
	}

	/**
	 * All that come with the lab.
	 * @return the scenarios, by name
	 * @throws DefinitionException when one is not understood
	 */
	public List<Scenario> all() {
		return Bundled.in(FOLDER)
			.entrySet()
			.stream()
			.map((entry) -> read(FOLDER + "/" + entry.getKey() + ".yaml", entry.getKey(), entry.getValue()))
			.toList();
	}

	/**
	 * One that comes with the lab.
	 * @param name its name
	 * @return the scenario
	 * @throws DefinitionException when there is none of that name, or it is not
	 * understood
	 */
	public Scenario named(String name) {
		Map<String, String> texts = Bundled.in(FOLDER);
		String text = texts.get(name);
		if (text == null) {
			throw new DefinitionException(unknown(name, texts.keySet()), null);
		}
		return read(FOLDER + "/" + name + ".yaml", name, text);
	}

	/**
	 * What somebody asks for.
	 * @param what the name of a scenario that comes with the lab, or a YAML file, or a
	 * folder of such files
	 * @return the scenarios, one at least
	 * @throws DefinitionException when there are none, or one is not understood
	 */
	public List<Scenario> find(String what) {
		Path path = Path.of(what);
		try {
			if (Files.isDirectory(path)) {
				return folder(path);
			}
			return Files.isRegularFile(path) ? List.of(read(what, Bundled.name(path), Files.readString(path)))
					: List.of(named(what));
		}
		catch (CharacterCodingException ex) {
			throw new DefinitionException(what + " is no text in UTF-8.", ex);
		}
		catch (IOException ex) {
			throw new DefinitionException(what + " cannot be read: " + ex + ".", ex);
		}
	}

	private static String unknown(String name, Collection<String> names) {
		if (name.contains("/") || name.endsWith(".yaml")) {
			return "There is no file and no folder " + name + ".";
		}
		return "There is no scenario \"" + name + "\"."
				+ NearestName.of(name, names).map((near) -> " Did you mean " + near + "?").orElse("") + " There are: "
				+ String.join(", ", names) + ".";
	}

	private List<Scenario> folder(Path folder) throws IOException {
		List<Scenario> scenarios = Bundled.read(folder)
			.entrySet()
			.stream()
			.map((entry) -> read(folder.resolve(entry.getKey() + ".yaml").toString(), entry.getKey(), entry.getValue()))
			.collect(Collectors.toList());
		if (scenarios.isEmpty()) {
			throw new DefinitionException("There is no file *.yaml in the folder " + folder + ".", null);
		}
		return scenarios;
	}

	/**
	 * Understands the text of a file.
	 * @param file the file's name, for messages
	 * @param name the scenario's name
	 * @param text what is in the file
	 * @return the scenario
	 * @throws DefinitionException when it is not understood
	 */
	public Scenario read(String file, String name, String text) {
		return read(file, name, new YamlFile(file).read(text));
	}

	/**
	 * Understands keys of a file that is no scenario itself but holds some.
	 * @param file the file's name, for messages
	 * @param name the scenario's name
	 * @param keys the scenario's keys
	 * @return the scenario
	 * @throws DefinitionException when it is not understood
	 */
	public Scenario read(String file, String name, MappingNode keys) {
		return ScenarioReader.read(file, name, SetValue.applied(keys, this.settings));
	}

}
