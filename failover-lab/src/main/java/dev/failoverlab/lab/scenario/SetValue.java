package dev.failoverlab.lab.scenario;

import java.util.List;
import java.util.Map;
import java.util.function.Function;

import dev.failoverlab.lab.scenario.Value.Mapping;

/**
 * A value from the command line in the place of one in a file: {@code producer.acks=1},
 * {@code load.rate=100}, {@code topic.configs.retention.ms=1000}. It is put among the
 * keys of the file before these are understood, so that both are judged alike.
 *
 * @param path where it goes, keys joined by dots
 * @param value the value, as YAML has it
 */
public record SetValue(String path, String value) {

	/**
	 * Puts the value in the place of the file's own.
	 * @param scenario the keys of a scenario
	 * @return the keys with the value
	 * @throws DefinitionException when there is no such place
	 */
	Mapping in(Mapping scenario) {
		String option = "--set " + this.path;
		Value written = (this.value.startsWith("[") || this.value.startsWith("{"))
				? YamlText.inOption(option, this.value, Function.identity()) : new Value.Text(option, this.value);
		return ScenarioKeys.section("", Scope.ANY).put(scenario, this.path, written);
	}

	/**
	 * Settings of one section.
	 * @param section the section, for example {@code producer}
	 * @param values values by key
	 * @return a setting each
	 */
	public static List<SetValue> in(String section, Map<String, String> values) {
		return values.entrySet()
			.stream()
			.map((entry) -> new SetValue(section + "." + entry.getKey(), entry.getValue()))
			.toList();
	}

}
