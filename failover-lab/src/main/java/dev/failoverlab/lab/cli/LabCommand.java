package dev.failoverlab.lab.cli;

import java.util.Objects;
import java.util.concurrent.Callable;

import dev.failoverlab.judge.ExitStatus;
import dev.failoverlab.lab.console.Terminal;
import dev.failoverlab.lab.run.LabHome;
import dev.failoverlab.lab.web.LabClient;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * A command, with what every command needs: the terminal, and the project's folder.
 * Without work of its own it prints its help.
 */
@Command(mixinStandardHelpOptions = true)
abstract class LabCommand implements Callable<Integer> {

	@Spec
	private @Nullable CommandSpec spec;

	@Override
	public Integer call() throws InterruptedException {
		spec().commandLine().usage(terminal().out());
		return ExitStatus.PASS;
	}

	LabContext context() {
		return ((Lab) spec().root().userObject()).context();
	}

	Terminal terminal() {
		return context().terminal();
	}

	LabHome home() {
		return context().home();
	}

	/**
	 * The lab that is up in the folder.
	 * @throws dev.failoverlab.lab.UsageException when there is none
	 */
	LabClient lab() {
		return LabClient.of(home().upFile());
	}

	private CommandSpec spec() {
		return Objects.requireNonNull(this.spec);
	}

}
