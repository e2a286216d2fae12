package dev.failoverlab.lab.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.BooleanSupplier;

import dev.failoverlab.cluster.ClusterException;
import dev.failoverlab.history.HistoryException;
import dev.failoverlab.judge.ExitStatus;
import dev.failoverlab.lab.UsageException;
import dev.failoverlab.lab.console.ShutdownHook;
import dev.failoverlab.lab.console.Terminal;
import dev.failoverlab.lab.scenario.DefinitionException;
import dev.failoverlab.report.Palette;
import dev.failoverlab.run.RunException;
import dev.failoverlab.verdict.ExpectationException;
import dev.failoverlab.verdict.NearestName;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/**
 * Says what went wrong in a line or two, and turns it into an exit status.
 *
 * @param terminal where it is said
 * @param debug whether stack traces are printed
 */
record Failures(Terminal terminal, BooleanSupplier debug)
		implements
			CommandLine.IExecutionExceptionHandler,
			CommandLine.IParameterExceptionHandler {

	/** What the rooms throw with a message for people. */
	private static final List<Class<?>> EXPECTED = List.of(RunException.class, ClusterException.class,
			HistoryException.class, ExpectationException.class, UncheckedIOException.class);

	@Override
	public int handleParseException(CommandLine.ParameterException ex, String[] args) {
		boolean noCommand = ex instanceof CommandLine.UnmatchedArgumentException
				&& !ex.getCommandLine().getSubcommands().isEmpty();
		this.terminal.error(Palette.BAD.paint("lab: ") + (noCommand ? noCommand(ex) : ex.getMessage()));
		return usage(ex.getCommandLine());
	}

	@Override
	public int handleExecutionException(Exception ex, CommandLine commandLine,
			CommandLine.@Nullable ParseResult parsed) {
		if (ShutdownHook.isRunning()) {
			return ExitStatus.ERROR;
		}
		boolean expected = EXPECTED.stream().anyMatch((type) -> type.isInstance(ex));
		String message = expected ? String.valueOf(ex.getMessage()) : "an error of the lab's own: " + ex;
		this.terminal.error(Palette.BAD.paint("lab: ") + message.replace("\n", "\n     "));
		if (this.debug.getAsBoolean()) {
			this.terminal.error(stackTrace(ex));
		}
		else if (!expected) {
			this.terminal.error("     Run it again with --debug to see where.");
		}
		if (ex instanceof UsageException || ex instanceof DefinitionException) {
			return usage(commandLine);
		}
		return (ex instanceof HistoryException history && history.isInText()) ? ExitStatus.USAGE : ExitStatus.ERROR;
	}

	private static String noCommand(CommandLine.ParameterException ex) {
		String typed = ((CommandLine.UnmatchedArgumentException) ex).getUnmatched().get(0);
		return "There is no command \"" + typed + "\"."
				+ NearestName.of(typed, ex.getCommandLine().getSubcommands().keySet())
					.map((near) -> " Did you mean " + near + "?")
					.orElse("");
	}

	private int usage(CommandLine command) {
		this.terminal.error("     ./" + command.getCommandSpec().qualifiedName() + " --help shows how to use it.");
		return ExitStatus.USAGE;
	}

	private static String stackTrace(Exception ex) {
		StringWriter text = new StringWriter();
		ex.printStackTrace(new PrintWriter(text));
		return text.toString();
	}

}
