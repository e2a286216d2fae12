package dev.failoverlab.lab.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;

import dev.failoverlab.lab.console.ConsoleTable;
import picocli.CommandLine.Command;
import tools.jackson.databind.JsonNode;

/** {@code ./lab brokers}. */
@Command(name = "brokers", mixinStandardHelpOptions = true, description = {
		"List the nodes: state, process, addresses, what they lead.", "Needs a lab that is up (./lab up)." })
final class BrokersCommand implements Callable<Integer> {

	private final LabContext context;

	BrokersCommand(LabContext context) {
		this.context = context;
	}

	@Override
	public Integer call() {
		JsonNode answer = LabClient.of(this.context.home()).json("/actuator/brokers");
		List<List<String>> rows = new ArrayList<>();
		rows.add(List.of("NODE", "STATE", "PID", "BROKER", "CONTROLLER", "ACTIVE CONTROLLER",
				"LEADS OF " + answer.path("topic").asString()));
		answer.path("brokers").forEach((broker) -> rows.add(row(broker)));
		new ConsoleTable(rows).lines().forEach(this.context.terminal()::line);
		return ExitStatus.PASS;
	}

	private static List<String> row(JsonNode broker) {
		JsonNode leads = broker.path("leads");
		return List.of(broker.path("id").asString(), broker.path("state").asString(), broker.path("pid").asString("-"),
				broker.path("broker").asString(), broker.path("controller").asString(),
				yesOrNo(broker.path("active_controller")), leads.isArray() ? partitions(leads) : "unknown");
	}

	private static String yesOrNo(JsonNode value) {
		return value.isBoolean() ? (value.asBoolean() ? "yes" : "no") : "unknown";
	}

	private static String partitions(JsonNode leads) {
		return leads.isEmpty() ? "none" : leads.valueStream().map(JsonNode::asString).collect(Collectors.joining(", "));
	}

}
