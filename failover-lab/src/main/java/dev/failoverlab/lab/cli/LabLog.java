package dev.failoverlab.lab.cli;

import java.nio.file.Path;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.util.ContextInitializer;
import ch.qos.logback.core.joran.spi.JoranException;
import dev.failoverlab.lab.LabException;
import org.slf4j.LoggerFactory;

/** Where the libraries' own words go: not to the terminal. */
final class LabLog {

	/** Read by {@code logback.xml}; without it nothing is kept. */
	private static final String PROPERTY = "failoverlab.log";

	private LabLog() {
	}

	/**
	 * Names the log file, from now on.
	 * @param file the file
	 */
	static void to(Path file) {
		System.setProperty(PROPERTY, file.toAbsolutePath().toString());
		LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
		context.reset();
		try {
			new ContextInitializer(context).autoConfig();
		}
		catch (JoranException ex) {
			throw new LabException("The log " + file + " cannot be kept: " + ex.getMessage() + ".", ex);
		}
	}

}
