package dev.failoverlab.actuator;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Properties;

import org.apache.kafka.tools.TopicCommand;

/** Kafka's own {@code kafka-topics.sh}, run in this JVM. */
final class TopicsCommand {

	private TopicsCommand() {
	}

	/**
	 * What the command prints: exactly what the calling thread writes to the standard
	 * output meanwhile, for other threads log to it.
	 */
	static String describe(String bootstrapServers, String topic) throws Exception {
		ByteArrayOutputStream printed = new ByteArrayOutputStream();
		PrintStream original = System.out;
		Thread caller = Thread.currentThread();
		System.setOut(new PrintStream(new OutputStream() {
			@Override
			public void write(int value) {
				if (Thread.currentThread() == caller) {
					printed.write(value);
				}
				else {
					original.write(value);
				}
			}
		}, true, StandardCharsets.UTF_8));
		var service = new TopicCommand.TopicService(new Properties(), Optional.of(bootstrapServers));
		try {
			service.describeTopic(new TopicCommand.TopicCommandOptions(
					new String[] { "--bootstrap-server", bootstrapServers, "--describe", "--topic", topic }));
		}
		finally {
			System.setOut(original);
			service.close();
		}
		return printed.toString(StandardCharsets.UTF_8);
	}

}
