package dev.failoverlab.judge;

import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;

import dev.failoverlab.history.HistoryException;
import dev.failoverlab.report.Palette;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command line of the executable jar. */
@Command(name = Main.NAME, mixinStandardHelpOptions = true, subcommands = JudgeCommand.class,
		description = "Judge the history of Kafka clients: which messages were lost, duplicated or late.",
		footer = { "", "Exit status: 0 passed, 1 failed, 2 wrong usage, 3 inconclusive, 70 another error." })
final class Main implements Runnable {

	static final String NAME = "failover-verdict";

	private static final List<Class<?>> EXPLAINED = List.of(HistoryException.class, UncheckedIOException.class);

	@Spec
	private @Nullable CommandSpec spec;

	private Main() {
	}

	/**
	 * Runs the command line and ends the process with its exit status.
	 * @param args the command line
	 */
	public static void main(String[] args) {
		int status = execute(args);
		if (System.out.checkError()) {
			System.err.println(NAME + ": " + ExitStatus.UNWRITTEN);
			status = (status == ExitStatus.PASS) ? ExitStatus.ERROR : status;
		}
		System.exit(status);
	}

	/** An error that is thrown out of {@code main} ends the JVM with 1, a failed run. */
	private static int execute(String... args) {
		try {
			CommandLine commandLine = new CommandLine(new Main());
			commandLine.getCommandSpec().version(NAME + " " + Main.class.getPackage().getImplementationVersion());
			return commandLine.setParameterExceptionHandler(Main::wrongUsage)
				.setExecutionExceptionHandler((ex, command, parsed) -> failed(ex))
				.execute(args);
		}
		catch (Error ex) {
			return failed(ex);
		}
	}

	private static int wrongUsage(CommandLine.ParameterException ex, String... args) {
		System.err.println(NAME + ": " + Palette.safe(String.valueOf(ex.getMessage())));
		System.err.println(ex.getCommandLine().getCommandSpec().qualifiedName() + " --help explains its usage.");
		return ExitStatus.USAGE;
	}

	private static int failed(Throwable ex) {
		boolean explained = EXPLAINED.stream().anyMatch((type) -> type.isInstance(ex));
		System.err.println(NAME + ": " + Palette.safe(String.valueOf(explained ? ex.getMessage() : ex)));
		return (ex instanceof HistoryException history && history.isInText()) ? ExitStatus.USAGE : ExitStatus.ERROR;
	}

	@Override
	public void run() {
		Objects.requireNonNull(this.spec).commandLine().usage(System.out);
	}

}
