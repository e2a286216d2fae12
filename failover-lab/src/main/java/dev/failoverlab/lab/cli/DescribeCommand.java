package dev.failoverlab.lab.cli;

import java.util.concurrent.Callable;

import dev.failoverlab.judge.ExitStatus;
import dev.failoverlab.lab.web.LabClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code ./lab describe TOPIC}. */
@Command(
		name = "describe", mixinStandardHelpOptions = true, description = {
				"Print what kafka-topics.sh --describe says of a topic.", "Needs a lab that is up (./lab up)." },
		footer = { "", "Example: ./lab describe email.send" })
final class DescribeCommand implements Callable<Integer> {

	private final LabContext context;

	@Parameters(paramLabel = "TOPIC", description = "The topic's name.")
	private String topic = "";

	DescribeCommand(LabContext context) {
		this.context = context;
	}

	@Override
	public Integer call() {
		String text = LabClient.of(this.context.home().upFile())
			.text("/actuator/topics/" + LabClient.segment(this.topic));
		// As it came, to the last byte: that is what can be compared with Kafka's own
		// tool.
		this.context.terminal().out().print(text);
		this.context.terminal().out().flush();
		return ExitStatus.PASS;
	}

}
