package dev.failoverlab.lab.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.function.BooleanSupplier;

import dev.failoverlab.cluster.NearestName;
import dev.failoverlab.cluster.ClusterException;
import dev.failoverlab.lab.LabException;
import dev.failoverlab.lab.definition.DefinitionException;
import dev.failoverlab.lab.scenario.UnmetConditionException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** Says what went wrong in a line or two, and turns it into an exit status. */
final class Failures implements CommandLine.IExecutionExceptionHandler, CommandLine.IParameterExceptionHandler {

	private final Terminal terminal;

	private final BooleanSupplier debug;

	/**
	 * Creates the handler.
	 * @param terminal where it is said
	 * @param debug whether stack traces are printed
	 */
	Failures(Terminal terminal, BooleanSupplier debug) {
		this.terminal = terminal;
		this.debug = debug;
	}

	@Override
	public int handleParseException(CommandLine.ParameterException ex, String[] args) {
		boolean noCommand = ex instanceof CommandLine.UnmatchedArgumentException
				&& !ex.getCommandLine().getSubcommands().isEmpty();
		this.terminal.error(bad("lab: ") + (noCommand ? noCommand(ex) : ex.getMessage()));
		return usage(ex.getCommandLine());
	}

	@Override
	public int handleExecutionException(Exception ex, CommandLine commandLine,
			CommandLine.@Nullable ParseResult parsed) {
		if (Interruption.hasHappened()) {
			return ExitStatus.OWN_ERROR;
		}
		boolean expected = ex instanceof LabException || ex instanceof ClusterException;
		this.terminal.error(bad("lab: ") + (expected ? ex.getMessage() : "an error of the lab's own: " + ex));
		if (this.debug.getAsBoolean()) {
			this.terminal.error(stackTrace(ex));
		}
		else if (!expected) {
			this.terminal.error("     Run it again with --debug to see where.");
		}
		if (ex instanceof UsageException || ex instanceof DefinitionException) {
			return usage(commandLine);
		}
		return (ex instanceof UnmetConditionException) ? ExitStatus.INVALID : ExitStatus.OWN_ERROR;
	}

	private static String noCommand(CommandLine.ParameterException ex) {
		String typed = ((CommandLine.UnmatchedArgumentException) ex).getUnmatched().get(0);
		return "There is no command \"" + typed + "\"."
				+ NearestName.of(typed, ex.getCommandLine().getSubcommands().keySet())
					.map((near) -> " Did you mean " + near + "?")
					.orElse("");
	}

	private int usage(CommandLine command) {
		this.terminal.error("     ./" + command.getCommandSpec().qualifiedName() + " --help tells how it is used.");
		return ExitStatus.USAGE;
	}

	private String bad(String text) {
		return this.terminal.paint(Terminal.Colour.BAD, text);
	}

	private static String stackTrace(Exception ex) {
		StringWriter text = new StringWriter();
		ex.printStackTrace(new PrintWriter(text));
		return text.toString();
	}

}
