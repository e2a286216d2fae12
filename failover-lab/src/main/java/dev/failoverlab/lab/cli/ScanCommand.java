package dev.failoverlab.lab.cli;

import java.nio.file.Path;

import dev.failoverlab.judge.ExitStatus;
import dev.failoverlab.lab.UsageException;
import dev.failoverlab.lab.run.OwnCluster;
import dev.failoverlab.lab.run.TopicScan;
import dev.failoverlab.lab.scenario.ClusterFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./lab scan}. */
@Command(name = "scan", sortOptions = false,
		description = {
				"Read a topic of your own cluster to its end: a line with id, partition and offset of each record.",
				"It only reads. The file says which topic, and where a record has its id (docs/own-cluster.md)." },
		footer = { "", "Example:", "  ./lab scan --cluster own.yaml > scan.ndjson",
				"  ./lab judge made.ndjson --sends sends.ndjson --scan scan.ndjson" })
final class ScanCommand extends LabCommand {

	@Option(names = "--cluster", paramLabel = "FILE", required = true,
			description = "The file about the cluster, with topic.name and topic.id.")
	private Path cluster = Path.of("");

	@Override
	public Integer call() {
		ClusterFile file = ClusterFile.read(this.cluster);
		String topic = file.topic()
			.orElseThrow(() -> new UsageException(this.cluster + " names no topic, such as topic: { name: orders }."));
		TopicScan.read(OwnCluster.find(file), topic, terminal()::line);
		return ExitStatus.PASS;
	}

}
