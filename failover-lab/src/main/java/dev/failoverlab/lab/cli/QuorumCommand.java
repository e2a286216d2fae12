package dev.failoverlab.lab.cli;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import dev.failoverlab.judge.ExitStatus;
import dev.failoverlab.lab.console.Terminal;
import dev.failoverlab.lab.web.LabClient;
import dev.failoverlab.report.TextTable;
import dev.failoverlab.report.TextTable.Column;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

/** {@code ./lab quorum}. */
@Command(name = "quorum", mixinStandardHelpOptions = true,
		description = { "Print the controller quorum: who leads it, who votes, who lags.",
				"Needs a lab that is up (./lab up)." },
		exitCodeListHeading = "%nExit status:%n", exitCodeList = { "0:the quorum's present answer",
				"3:the quorum does not answer, and this is its last answer (standard error says how old)" })
final class QuorumCommand extends LabCommand {

	@Override
	public Integer call() {
		LabClient lab = lab();
		Quorum quorum = lab.get("/actuator/quorum", Quorum.class);
		Terminal terminal = terminal();
		terminal.line("active controller %d, epoch %d, committed up to %d".formatted(quorum.leader(), quorum.epoch(),
				quorum.highWatermark()));
		List<Row> rows = Stream
			.concat(quorum.voters().stream().map((replica) -> new Row(replica, "voter")),
					quorum.observers().stream().map((replica) -> new Row(replica, "observer")))
			.toList();
		List<Column<Row>> columns = List.of(Column.text("NODE", (row) -> String.valueOf(row.replica().id())),
				Column.text("ROLE", Row::role),
				Column.number("LOG END", (row) -> String.valueOf(row.replica().logEndOffset())), Column.number("LAG",
						(row) -> (row.replica().lag() != null) ? String.valueOf(row.replica().lag()) : "unknown"));
		new TextTable<>(columns, rows).lines().forEach(terminal::line);
		return quorum.stale() ? NodeStates.of(lab).markStale(terminal, Duration.ofMillis(quorum.ageMs()))
				: ExitStatus.PASS;
	}

	private record Row(Replica replica, String role) {
	}

	/** What is used of the endpoint's answer. */
	private record Quorum(int leader, long epoch, long highWatermark, boolean stale, long ageMs, List<Replica> voters,
			List<Replica> observers) {
	}

	private record Replica(int id, long logEndOffset, @Nullable Long lag) {
	}

}
