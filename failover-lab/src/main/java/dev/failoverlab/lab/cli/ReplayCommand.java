package dev.failoverlab.lab.cli;

import java.nio.file.Files;
import java.nio.file.Path;

import dev.failoverlab.judge.ExitStatus;
import dev.failoverlab.lab.web.HistoryFile;
import dev.failoverlab.lab.web.LabServer;
import dev.failoverlab.lab.web.ShownHistories;
import dev.failoverlab.report.JsonReport;
import dev.failoverlab.verdict.Judge;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./lab replay}. */
@Command(name = "replay", sortOptions = false,
		description = { "Show a history as a page that can be replayed, until Ctrl-C.",
				"The page is on this machine only, and nothing can be changed with it." },
		footer = { "", "Examples:", "  ./lab replay history.ndjson",
				"  ./lab replay runs/20261126-120000-leader-kill   (the folder of a run)" })
final class ReplayCommand extends LabCommand {

	@Parameters(paramLabel = "HISTORY", description = "A history.ndjson, or a folder with one.")
	private Path history = Path.of("");

	@Option(names = "--port", paramLabel = "N", defaultValue = "0",
			description = "Where the page is served; by default any free port.")
	private int port;

	@Override
	public Integer call() {
		Path file = Files.isDirectory(this.history) ? this.history.resolve("history.ndjson") : this.history;
		HistoryFile judged = new HistoryFile(file).end(JsonReport.of(Judge.judge(file)));
		try (LabServer server = LabServer.replay(this.port, ShownHistories.only(judged))) {
			terminal().line("The replay: " + server.address() + "/   (Ctrl-C ends it)");
			server.await();
		}
		return ExitStatus.PASS;
	}

}
