package dev.failoverlab.lab.run;

import java.nio.file.Path;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.util.ContextInitializer;
import ch.qos.logback.core.joran.spi.JoranException;
import dev.failoverlab.lab.LabException;
import org.slf4j.LoggerFactory;

/** The log file of the libraries: the terminal belongs to the command line. */
public final class LibraryLog {

	/** Read by {@code logback.xml}; without it nothing is logged. */
	private static final String PROPERTY = "failoverlab.log";

	private LibraryLog() {
	}

	/** Where it is logged now. */
	public static Path file() {
		return Path.of(System.getProperty(PROPERTY, "/dev/null"));
	}

	/**
	 * Logs to a file from now on.
	 * @param file the file
	 * @throws LabException when the logging cannot be set up
	 */
	public static void to(Path file) {
		System.setProperty(PROPERTY, file.toAbsolutePath().toString());
		LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
		context.reset();
		try {
			new ContextInitializer(context).autoConfig();
		}
		catch (JoranException ex) {
			throw new LabException("The log " + file + " cannot be set up: " + ex.getMessage() + ".", ex);
		}
	}

}
