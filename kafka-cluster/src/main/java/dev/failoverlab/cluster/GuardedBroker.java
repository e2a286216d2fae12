package dev.failoverlab.cluster;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Properties;
import java.util.stream.Collectors;

/**
 * What a guard has to know of a broker.
 *
 * @param id its {@code node.id}
 * @param brokers addresses of brokers, separated by commas; its own is enough, because it
 * names the others while it lives
 * @param controllers addresses of all controllers
 */
public record GuardedBroker(int id, String brokers, String controllers) {

	/**
	 * Reads it from a broker's settings.
	 * @param settings its {@code server.properties}
	 * @throws ClusterException when a setting is missing or cannot be used; the message
	 * names it
	 */
	public static GuardedBroker of(Path settings) {
		Properties all = new Properties();
		try (InputStream file = Files.newInputStream(settings)) {
			all.load(file);
		}
		catch (IOException ex) {
			throw new ClusterException("Cannot read the broker's settings: " + ex, ex);
		}
		Setting setting = (name) -> all.getProperty(name, "").strip();
		String id = setting.of("node.id");
		if (!id.matches("\\d{1,9}")) {
			throw new ClusterException(settings + ": node.id must be a number, not \"" + id + "\"");
		}
		return new GuardedBroker(Integer.parseInt(id), broker(settings, setting), controllers(settings, setting));
	}

	private static String controllers(Path settings, Setting setting) {
		String addresses = setting.of("controller.quorum.bootstrap.servers");
		if (addresses.isEmpty()) { // A static quorum: 1@host:port,2@host:port
			addresses = setting.of("controller.quorum.voters").replaceAll("\\d+@", "");
		}
		if (addresses.isEmpty()) {
			throw new ClusterException(settings
					+ " has neither controller.quorum.bootstrap.servers nor controller.quorum.voters: the guard needs the controllers' addresses");
		}
		return addresses;
	}

	/** The address by which other brokers reach it. */
	private static String broker(Path settings, Setting setting) {
		String name = setting.of("inter.broker.listener.name");
		String wanted = name.isEmpty() ? "PLAINTEXT" : name;
		String listeners = setting.of("advertised.listeners") + "," + setting.of("listeners");
		return Arrays.stream(listeners.split(","))
			.map(String::strip)
			.filter((listener) -> listener.startsWith(wanted + "://"))
			.map((listener) -> listener.substring(wanted.length() + 3))
			.map((address) -> address.startsWith(":") ? "localhost" + address : address)
			.findFirst()
			.orElseThrow(() -> new ClusterException(settings + " has no listener " + wanted + ", only: "
					+ Arrays.stream(listeners.split(",")).filter((each) -> !each.isBlank()).collect(Collectors.toSet())
					+ ". Name brokers with --bootstrap-servers"));
	}

	/** The value of a setting, empty without one. */
	private interface Setting {

		String of(String name);

	}

}
