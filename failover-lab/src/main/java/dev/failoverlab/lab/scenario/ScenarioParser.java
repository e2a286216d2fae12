package dev.failoverlab.lab.scenario;

import org.yaml.snakeyaml.nodes.MappingNode;

/** What makes a scenario of the keys that scenario files have. */
public interface ScenarioParser {

	/**
	 * Makes a scenario.
	 * @param file the name of the file that the keys stand in, for messages
	 * @param name the scenario's name
	 * @param keys the keys
	 * @return the scenario
	 * @throws dev.failoverlab.lab.scenario.DefinitionException when it is not understood;
	 * the message names file, line and column
	 */
	Scenario parse(String file, String name, MappingNode keys);

}
