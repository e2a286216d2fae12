package dev.failoverlab.lab.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

import dev.failoverlab.lab.console.ConsoleTable;
import dev.failoverlab.lab.console.Terminal;
import picocli.CommandLine.Command;
import tools.jackson.databind.JsonNode;

/** {@code ./lab quorum}. */
@Command(name = "quorum", mixinStandardHelpOptions = true, description = {
		"Print the controller quorum: who leads it, who votes, who lags.", "Needs a lab that is up (./lab up)." })
final class QuorumCommand implements Callable<Integer> {

	private final LabContext context;

	QuorumCommand(LabContext context) {
		this.context = context;
	}

	@Override
	public Integer call() {
		JsonNode quorum = LabClient.of(this.context.home()).json("/actuator/quorum");
		Terminal terminal = this.context.terminal();
		terminal.line("active controller %s, epoch %s, committed up to %s".formatted(quorum.path("leader").asString(),
				quorum.path("epoch").asString(), quorum.path("highWatermark").asString()));
		if (quorum.path("stale").asBoolean(false)) {
			terminal.error("lab: the quorum does not answer; this is what it said %.1f s ago"
				.formatted(quorum.path("ageMs").asDouble() / 1000));
		}
		List<List<String>> rows = new ArrayList<>(List.of(List.of("NODE", "ROLE", "LOG END", "LAG")));
		quorum.path("voters").forEach((voter) -> rows.add(row(voter, "voter")));
		quorum.path("observers").forEach((observer) -> rows.add(row(observer, "observer")));
		new ConsoleTable(rows).lines().forEach(terminal::line);
		return ExitStatus.PASS;
	}

	private static List<String> row(JsonNode replica, String role) {
		return List.of(replica.path("id").asString(), role, replica.path("logEndOffset").asString(),
				replica.path("lag").asString("unknown"));
	}

}
