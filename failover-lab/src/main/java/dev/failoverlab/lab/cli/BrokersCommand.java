package dev.failoverlab.lab.cli;

import java.util.List;
import java.util.stream.Collectors;

import dev.failoverlab.judge.ExitStatus;
import dev.failoverlab.lab.web.BrokersView;
import dev.failoverlab.lab.web.BrokersView.Broker;
import dev.failoverlab.lab.web.LabClient;
import dev.failoverlab.report.TextTable;
import dev.failoverlab.report.TextTable.Column;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

/** {@code ./lab brokers}. */
@Command(name = "brokers", description = { "List the nodes: state, process, addresses, what they lead.",
		"Needs a lab that is up (./lab up)." })
final class BrokersCommand extends LabCommand {

	@Override
	public Integer call() {
		BrokersView answer = lab().get("/actuator/brokers", BrokersView.class);
		List<Column<Broker>> columns = List.of(Column.text("NODE", (broker) -> String.valueOf(broker.id())),
				Column.text("STATE", Broker::state),
				Column.text("PID", (broker) -> (broker.pid() != null) ? String.valueOf(broker.pid()) : "-"),
				Column.text("BROKER", Broker::broker), Column.text("CONTROLLER", Broker::controller),
				Column.text("ACTIVE CONTROLLER", (broker) -> yesOrNo(broker.activeController())),
				Column.text("LEADS OF " + answer.topic(), (broker) -> partitions(broker.leads())));
		new TextTable<>(columns, answer.brokers()).lines().forEach(terminal()::line);
		return ExitStatus.PASS;
	}

	private static String yesOrNo(@Nullable Boolean value) {
		return (value != null) ? (value ? "yes" : "no") : "unknown";
	}

	private static String partitions(@Nullable List<Integer> leads) {
		if (leads == null) {
			return "unknown";
		}
		return leads.isEmpty() ? "none" : leads.stream().map(String::valueOf).collect(Collectors.joining(", "));
	}

}
