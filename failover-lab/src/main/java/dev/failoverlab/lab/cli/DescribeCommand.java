package dev.failoverlab.lab.cli;

import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import dev.failoverlab.judge.ExitStatus;
import dev.failoverlab.lab.UsageException;
import dev.failoverlab.lab.console.Terminal;
import dev.failoverlab.lab.web.LabClient;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.internals.Topic;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code ./lab describe TOPIC}. */
@Command(name = "describe", mixinStandardHelpOptions = true,
		description = {
				"Print what kafka-topics.sh --describe says of a topic.", "Needs a lab that is up (./lab up)." },
		exitCodeListHeading = "%nExit status:%n",
		exitCodeList = { "0:the cluster's present answer",
				"3:the cluster does not answer, and this is its last answer (standard error says how old)",
				"2:there is no such topic, or no lab is up" },
		footer = { "", "Example: ./lab describe email.send" })
final class DescribeCommand extends LabCommand {

	/** The nodes that an answer counts as leaders and members of an ISR. */
	private static final Pattern COUNTED = Pattern.compile("\t(?:Leader|Isr): ([\\d,]+)");

	@Parameters(paramLabel = "TOPIC", description = "The topic's name.")
	private String topic = "";

	@Override
	public Integer call() {
		checkName();
		LabClient lab = lab();
		LabClient.Text answer = lab.text("/actuator/topics/" + LabClient.segment(this.topic));
		Terminal terminal = terminal();
		// As it came, to the last byte: that is what can be compared with Kafka's own
		// tool.
		terminal.out().print(answer.body());
		terminal.out().flush();
		NodeStates states = NodeStates.of(lab);
		if (answer.age().isPresent()) {
			return states.markStale(terminal, Duration.ofSeconds(answer.age().getAsLong()));
		}
		Set<Integer> away = states.away();
		away.retainAll(counted(answer.body()));
		if (!away.isEmpty()) {
			terminal.error("lab: the lab itself knows: " + states.states(away)
					+ ". The cluster has not noticed it yet, and its answer counts it as alive.");
		}
		return ExitStatus.PASS;
	}

	/** A path of a web server cannot even express some names. */
	private void checkName() {
		try {
			Topic.validate(this.topic);
		}
		catch (InvalidTopicException ex) {
			throw new UsageException("There is no topic \"" + this.topic
					+ "\": a topic's name consists of 1 to 249 letters (a-z, A-Z), digits, dots, underscores and hyphens.");
		}
	}

	private static Set<Integer> counted(String description) {
		Matcher matcher = COUNTED.matcher(description);
		return matcher.results()
			.flatMap((found) -> Arrays.stream(found.group(1).split(",")))
			.map(Integer::valueOf)
			.collect(Collectors.toSet());
	}

}
