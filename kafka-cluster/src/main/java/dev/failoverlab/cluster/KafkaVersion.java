package dev.failoverlab.cluster;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which Kafka versions nodes can be of. */
public final class KafkaVersion {

	private static final Pattern NUMBERS = Pattern.compile("(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})");

	private KafkaVersion() {
	}

	/**
	 * Checks that nodes can be of a version, as far as its number tells.
	 * @return the version
	 * @throws IllegalArgumentException when they cannot
	 */
	public static String checked(String version) {
		if (!NUMBERS.matcher(version).matches()) {
			throw new IllegalArgumentException(
					"a Kafka version consists of three numbers, such as 4.1.2; \"" + version + "\" does not");
		}
		if (!canRun(version)) {
			throw new IllegalArgumentException("nodes cannot be of Kafka " + version
					+ ": before 3.9.0, the voters of a controller quorum cannot be changed while it runs");
		}
		return version;
	}

	/** Whether it is the number of a version from 3.9.0 on. */
	public static boolean canRun(String version) {
		return isFrom(3, 9, version);
	}

	/**
	 * Whether consumers can use the new group protocol without a setting of the nodes.
	 */
	public static boolean hasNewGroupProtocol(String version) {
		return isFrom(4, 0, version);
	}

	/** Whether share groups are on after a format. */
	public static boolean hasShareGroups(String version) {
		return isFrom(4, 2, version);
	}

	private static boolean isFrom(int major, int minor, String version) {
		Matcher numbers = NUMBERS.matcher(version);
		if (!numbers.matches()) {
			return false;
		}
		int own = Integer.parseInt(numbers.group(1));
		return own > major || (own == major && Integer.parseInt(numbers.group(2)) >= minor);
	}

}
