package dev.failoverlab.lab.cli;

import dev.failoverlab.lab.console.Terminal;
import dev.failoverlab.lab.console.UpView;
import dev.failoverlab.lab.run.OpenRun;
import dev.failoverlab.lab.run.RunResult;
import dev.failoverlab.lab.web.LabEnvironment;
import dev.failoverlab.lab.web.UpFile;
import dev.failoverlab.report.JsonReport;
import dev.failoverlab.report.TextReport;

/**
 * The end of a lab that is up. It comes once, from an interruption or from an error,
 * whichever is first.
 */
final class UpEnd {

	private final LabContext context;

	private final OpenRun run;

	private final LabEnvironment environment;

	private final UpView view;

	private boolean over;

	UpEnd(LabContext context, OpenRun run, LabEnvironment environment, UpView view) {
		this.context = context;
		this.run = run;
		this.environment = environment;
		this.view = view;
	}

	/** Reads the log to its end, judges what has happened, and ends everything. */
	synchronized void interrupted() {
		if (this.over) {
			return;
		}
		RunResult result = null;
		try {
			result = this.run.isJudgeable() ? judge() : null;
		}
		finally {
			run();
		}
		if (result != null) {
			report(result);
		}
	}

	/** Before everything ends, so that pages that are open still get the verdict. */
	private RunResult judge() {
		this.context.terminal().error("lab: the log is read to its end and judged first; Ctrl-C again ends at once");
		this.run.finish();
		this.run.close();
		RunResult result = this.run.judge();
		this.environment.judged(JsonReport.of(result.verdict()));
		return result;
	}

	/** Ends everything. */
	synchronized void run() {
		if (!this.over) {
			this.over = true;
			UpFile.delete(this.context.home().upFile());
			try (this.view; this.run) {
				this.environment.close();
			}
		}
	}

	private void report(RunResult result) {
		Terminal terminal = this.context.terminal();
		terminal.line("");
		TextReport.brief(result.verdict(), terminal.hasColours()).lines().forEach(terminal::line);
		terminal.line("");
		result.files().lines().forEach(terminal::line);
	}

}
