package dev.failoverlab.lab.web;

import java.time.Duration;

import dev.failoverlab.cluster.ClusterSpec.Ports;
import dev.failoverlab.cluster.Deadline;
import dev.failoverlab.cluster.FreePorts;
import dev.failoverlab.lab.LabException;
import dev.failoverlab.lab.UsageException;
import org.jspecify.annotations.Nullable;

/**
 * The ports of the lab and of both services; 0 is any free one.
 *
 * @param lab the lab's own
 * @param producer the producer service's
 * @param consumer the consumer service's
 */
public record ServicePorts(int lab, int producer, int consumer) {

	static final int LAB = 8080;

	private static final int PRODUCER = 8081;

	private static final int CONSUMER = 8082;

	private static final int HIGHEST = 65_535;

	/** The services of a lab that was killed a moment ago may still be ending. */
	private static final Duration TIMEOUT = Duration.ofSeconds(5);

	/**
	 * Chooses the ports and checks that they are free.
	 * @param choice how to choose those that are not given
	 * @param lab the lab's own, if given
	 * @param producer the producer service's, if given
	 * @param consumer the consumer service's, if given
	 * @throws LabException when one is taken; the message says which, and what to do
	 */
	public static ServicePorts choose(Ports choice, @Nullable Integer lab, @Nullable Integer producer,
			@Nullable Integer consumer) {
		return new ServicePorts(free("--port", lab, LAB, choice), free("--producer-port", producer, PRODUCER, choice),
				free("--consumer-port", consumer, CONSUMER, choice));
	}

	private static int free(String option, @Nullable Integer given, int usual, Ports choice) {
		int port = (given != null) ? given : (choice == Ports.FIXED) ? usual : 0;
		if (port < 0 || port > HIGHEST) {
			throw new UsageException(
					option + " " + port + ": a port is a number from 0 (any free one) to " + HIGHEST + ".");
		}
		if (port != 0 && !Deadline.in(TIMEOUT).until(() -> FreePorts.isFree(port), Boolean::booleanValue)) {
			throw new LabException("Port " + port + " is taken by another process. End it (lsof -i :" + port
					+ " names it), choose another port with " + option
					+ ", or let the lab find free ones with --ports auto.");
		}
		return port;
	}

}
