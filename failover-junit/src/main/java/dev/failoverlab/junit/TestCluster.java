package dev.failoverlab.junit;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import dev.failoverlab.cluster.ClusterException;
import dev.failoverlab.cluster.KafkaCluster;
import dev.failoverlab.cluster.process.ProcessBackend;
import dev.failoverlab.run.Topic;
import dev.failoverlab.run.TopicAdmin;
import org.apache.kafka.common.utils.Utils;

/**
 * A cluster that runs, with its topics.
 *
 * @param wanted what was asked for
 * @param cluster the nodes
 * @param folder where their files are
 */
public record TestCluster(Wanted wanted, KafkaCluster cluster, Path folder) implements AutoCloseable {

	private static final AtomicInteger STARTED = new AtomicInteger();

	/** Starts the nodes and creates the topics. */
	static TestCluster start(Wanted wanted) {
		Path folder = Output.empty("cluster-" + ProcessHandle.current().pid() + "-" + STARTED.incrementAndGet());
		KafkaCluster cluster = ProcessBackend.create(wanted.spec(folder));
		TestCluster started = new TestCluster(wanted, cluster, folder);
		try {
			cluster.start();
			wanted.topics().forEach(started::create);
			return started;
		}
		catch (RuntimeException ex) {
			started.close();
			throw ex;
		}
	}

	private void create(Topic topic) {
		try (TopicAdmin admin = new TopicAdmin(this.cluster.client(), topic)) {
			admin.create(ids());
		}
	}

	/** The ids of the nodes, each of which is a broker. */
	List<Integer> ids() {
		return IntStream.rangeClosed(1, this.wanted.nodes()).boxed().toList();
	}

	/** Where the clients of this JVM write what they send and handle. */
	public Path witnessFile() {
		return this.folder.resolve("witness.ndjson");
	}

	/** The brokers to connect to. */
	public String bootstrapServers() {
		return this.cluster.bootstrapServers();
	}

	/** Kills the nodes and deletes their data; their logs stay. */
	@Override
	public void close() {
		this.cluster.close();
		try {
			Utils.delete(this.folder.resolve("data").toFile());
		}
		catch (IOException ex) {
			throw new ClusterException("The data of the nodes in " + this.folder + " cannot be deleted", ex);
		}
	}

}
