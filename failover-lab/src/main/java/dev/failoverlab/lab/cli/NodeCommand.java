package dev.failoverlab.lab.cli;

import java.util.List;
import java.util.Map;

import dev.failoverlab.judge.ExitStatus;
import dev.failoverlab.lab.web.ActionResult;
import dev.failoverlab.lab.web.LabClient;
import dev.failoverlab.lab.web.NodeAction;
import dev.failoverlab.report.Format;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code ./lab kill leader} and the like: the lab's broker endpoint. */
@Command
final class NodeCommand extends LabCommand {

	private final NodeAction action;

	@Parameters(index = "0", paramLabel = "TARGET",
			description = "A node's id (1, 2, 3), `leader` (of email.send-0) or `controller` (the active one); `all` with heal.")
	private String target = "";

	@Parameters(index = "1..*", paramLabel = "NAME=VALUE", arity = "0..*",
			description = "Values of the fault (docs/faults.md), for example latency=300ms.")
	private List<String> values = List.of();

	private NodeCommand(NodeAction action) {
		this.action = action;
	}

	static CommandLine commandLine(NodeAction action) {
		CommandLine command = new CommandLine(new NodeCommand(action));
		command.getCommandSpec()
			.usageMessage()
			.description(action.sentence().replace("%", "%%"), "Needs a lab that is up (./lab up).")
			.footer("",
					"Example: ./lab " + action.word() + " " + ((action instanceof NodeAction.Cure) ? "1" : "leader"));
		return command;
	}

	@Override
	public Integer call() {
		ActionResult done = lab().post("/actuator/brokers/" + LabClient.segment(this.target),
				Map.of("action", this.action.word(), "values", String.join(" ", this.values)), ActionResult.class);
		String took = done.changed() ? " (" + Format.duration(done.tookMs()) + ")" : "";
		terminal().line(done.message() + took);
		return ExitStatus.PASS;
	}

}
