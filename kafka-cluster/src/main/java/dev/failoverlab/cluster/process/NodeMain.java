package dev.failoverlab.cluster.process;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import kafka.Kafka;
import kafka.tools.StorageTool;

/**
 * The main class of a node's own JVM: formats the storage if necessary, then runs Kafka.
 * It is one JVM for both, because a start takes seconds.
 */
public final class NodeMain {

	private NodeMain() {
	}

	/**
	 * Runs a node.
	 * @param args the settings file, the directory of the metadata log, and the arguments
	 * of {@code kafka-storage.sh format} for the new cluster
	 */
	public static void main(String[] args) {
		String settings = args[0];
		Path metadata = Path.of(args[1]);
		if (!Files.exists(metadata.resolve("meta.properties"))) {
			format(settings, Arrays.asList(args).subList(2, args.length));
		}
		Kafka.main(new String[] { settings });
	}

	private static void format(String settings, List<String> newCluster) {
		List<String> command = new ArrayList<>(List.of("format", "--config", settings));
		command.addAll(newCluster);
		int status = StorageTool.execute(command.toArray(String[]::new), System.out);
		if (status != 0) {
			System.exit(status);
		}
	}

}
