package dev.failoverlab.lab.cli;

import java.util.Map;
import java.util.concurrent.Callable;

import dev.failoverlab.lab.web.ActionResult;
import dev.failoverlab.lab.web.BrokerAction;
import dev.failoverlab.report.Format;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code ./lab kill leader} and its sisters: the lab's broker endpoint by hand. */
@Command(mixinStandardHelpOptions = true)
final class NodeCommand implements Callable<Integer> {

	private static final Map<BrokerAction, String> DESCRIPTIONS = Map.of(BrokerAction.STOP,
			"SIGTERM: the node hands over what it leads, and leaves.", BrokerAction.KILL,
			"SIGKILL: the node's process is gone at once, its data stays.", BrokerAction.PAUSE,
			"SIGSTOP: the node freezes with its connections open.", BrokerAction.RESUME,
			"SIGCONT: a paused node goes on.", BrokerAction.START,
			"Start a node that was stopped or killed, with its ports and its data.", BrokerAction.PARTITION,
			"The node and the other nodes no longer hear each other (containers only).", BrokerAction.PARTITION_CLIENTS,
			"Clients no longer reach the node (containers only).", BrokerAction.ISOLATE,
			"Nobody hears the node, nodes and clients alike (containers only).", BrokerAction.SLOW,
			"One in ten of the node's packets gets lost, the rest comes at 2 Mbit/s (containers only).",
			BrokerAction.HEAL, "Undo partition, partition-clients, isolate and slow.");

	private final LabContext context;

	private final BrokerAction action;

	@Parameters(paramLabel = "TARGET",
			description = "A node's id (1, 2, 3), `leader` (of email.send-0) or `controller` (the active one).")
	private String target = "";

	private NodeCommand(LabContext context, BrokerAction action) {
		this.context = context;
		this.action = action;
	}

	static CommandLine commandLine(LabContext context, BrokerAction action) {
		CommandLine command = new CommandLine(new NodeCommand(context, action));
		command.getCommandSpec()
			.usageMessage()
			.description(DESCRIPTIONS.getOrDefault(action, ""), "Needs a lab that is up (./lab up).")
			.footer("", "Example: ./lab " + action.word() + " " + (action.cures() ? "1" : "leader"));
		return command;
	}

	@Override
	public Integer call() {
		ActionResult done = LabClient.of(this.context.home())
			.post("/actuator/brokers/" + LabClient.segment(this.target), Map.of("action", this.action.word()),
					ActionResult.class);
		String took = done.changed() ? " (" + Format.duration(done.tookMs()) + ")" : "";
		this.context.terminal().line(done.message() + took);
		return ExitStatus.PASS;
	}

}
