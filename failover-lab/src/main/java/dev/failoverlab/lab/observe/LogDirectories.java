package dev.failoverlab.lab.observe;

import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.apache.kafka.clients.admin.LogDirDescription;
import org.apache.kafka.common.TopicPartition;

/** Which node keeps which partition, according to its log directories. */
final class LogDirectories implements Observer {

	@Override
	public void observe(Inquiry inquiry) {
		Map<Integer, Map<String, LogDirDescription>> all = new TreeMap<>(inquiry.answer("the log directories",
				inquiry.admin().describeLogDirs(inquiry.brokers().keySet()).allDescriptions()));
		all.forEach((node, directories) -> {
			note(inquiry, "node " + node, partitions(inquiry.topic(), directories.values()));
			if (directories.size() > 1) {
				new TreeMap<>(directories).forEach((path, directory) -> note(inquiry, node, path, directory));
			}
		});
	}

	private static void note(Inquiry inquiry, int node, String path, LogDirDescription directory) {
		String where = "node " + node + ", " + Path.of(path).getFileName();
		if (directory.error() != null) {
			inquiry.note("error of " + where, directory.error().getClass().getSimpleName());
		}
		else {
			note(inquiry, where, partitions(inquiry.topic(), List.of(directory)));
		}
	}

	private static void note(Inquiry inquiry, String where, List<Integer> partitions) {
		inquiry.note("partitions on " + where, partitions.isEmpty() ? "none"
				: partitions.stream().map((partition) -> "P" + partition).collect(Collectors.joining(" ")));
		inquiry.note("replicas on " + where, partitions.size());
	}

	private static List<Integer> partitions(String topic, Collection<LogDirDescription> directories) {
		Stream<TopicPartition> all = directories.stream()
			.filter((directory) -> directory.error() == null)
			.flatMap((directory) -> directory.replicaInfos().keySet().stream());
		return all.filter((replica) -> replica.topic().equals(topic)).map(TopicPartition::partition).sorted().toList();
	}

}
