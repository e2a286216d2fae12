package dev.failoverlab.lab.cli;

import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

import dev.failoverlab.judge.ExitStatus;
import dev.failoverlab.judge.JudgeCommand;
import dev.failoverlab.lab.console.Terminal;
import dev.failoverlab.lab.run.LabHome;
import dev.failoverlab.lab.web.NodeAction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command line: {@code ./lab}. */
@Command(name = "lab", versionProvider = VersionText.class, synopsisSubcommandLabel = "COMMAND", sortOptions = false,
		subcommands = { RunCommand.class, SearchCommand.class, SoakCommand.class, ScenariosCommand.class,
				JudgeCommand.class, ReplayCommand.class, DocsCommand.class, UpCommand.class, WatchCommand.class,
				ScanCommand.class, JoinCommand.class, BrokersCommand.class, DescribeCommand.class, QuorumCommand.class,
				GuardCommand.class, BenchCommand.class },
		description = { "",
				"When a Kafka broker dies, what happens to your messages? Starts a real three-node cluster and two Spring "
						+ "Boot services, makes a node fail while emails flow, and reports what was lost, duplicated or late.",
				"" },
		footer = { "", "Examples:", "  ./lab run leader-kill          kill a leader and see what happens",
				"  ./lab run leader-kill --producer acks=0,enable.idempotence=false",
				"                                 the same with a careless producer",
				"  ./lab up                       a cluster and two services to play with; then,",
				"                                 from another terminal:",
				"  ./lab kill leader              SIGKILL the leader of email.send-0",
				"  ./lab describe email.send      see who leads now", "",
				"Exit status: 0 done or passed, 1 a run failed, 2 wrong usage, 3 a run is",
				"inconclusive, 70 another error, 130 interrupted." })
public final class Lab extends LabCommand {

	private final LabContext context;

	@Option(names = "--debug", scope = ScopeType.INHERIT, description = "Print stack traces (or set LAB_DEBUG=1).")
	private boolean debug;

	Lab(LabContext context) {
		this.context = context;
	}

	/**
	 * Runs one command and ends the process with its exit status.
	 * @param args the command line
	 */
	public static void main(String[] args) {
		// Numbers, and what Kafka makes of its settings, must not depend on the user's
		// language.
		Locale.setDefault(Locale.ROOT);
		LabContext context = new LabContext(LabHome.ofProcess(), Terminal.ofProcess(System.getenv()));
		int status = execute(commandLine(context, System.getenv()), context.terminal(), args);
		if (context.terminal().out().checkError()) {
			context.terminal().error("lab: " + ExitStatus.UNWRITTEN);
			status = (status == ExitStatus.PASS) ? ExitStatus.ERROR : status;
		}
		System.exit(status);
	}

	/**
	 * Java's own way to end with an error that was not caught is status 1, and that would
	 * say that a run failed.
	 */
	private static int execute(CommandLine lab, Terminal terminal, String... args) {
		try {
			return lab.execute(args);
		}
		catch (OutOfMemoryError ex) {
			terminal.error("lab: there is not enough memory for this (" + ex.getMessage()
					+ "). Java takes a quarter of the" + " machine's; JAVA_TOOL_OPTIONS=-Xmx4g gives it 4 GB, say.");
		}
		catch (Error ex) {
			terminal.error("lab: an error of the lab's own: " + ex);
		}
		return ExitStatus.ERROR;
	}

	static CommandLine commandLine(LabContext context, Map<String, String> environment) {
		Lab top = new Lab(context);
		CommandLine lab = new CommandLine(top);
		NodeAction.all().forEach((action) -> lab.addSubcommand(action.word(), NodeCommand.commandLine(action)));
		Failures failures = new Failures(context.terminal(),
				() -> top.debug || !environment.getOrDefault("LAB_DEBUG", "").isEmpty());
		CommandLine.Help.Ansi ansi = context.terminal().hasColours() ? CommandLine.Help.Ansi.ON
				: CommandLine.Help.Ansi.OFF;
		return lab.setOut(writer(context.terminal().out()))
			.setErr(writer(context.terminal().err()))
			.setColorScheme(CommandLine.Help.defaultColorScheme(ansi))
			.setCaseInsensitiveEnumValuesAllowed(true)
			.setExecutionExceptionHandler(failures)
			.setParameterExceptionHandler(failures);
	}

	private static PrintWriter writer(PrintStream stream) {
		return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
	}

	@Override
	LabContext context() {
		return this.context;
	}

}
