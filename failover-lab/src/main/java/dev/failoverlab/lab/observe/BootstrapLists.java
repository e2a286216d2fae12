package dev.failoverlab.lab.observe;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.failoverlab.cluster.ClusterException;
import dev.failoverlab.cluster.KafkaAnswer;
import dev.failoverlab.cluster.Node;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;

/** Which bootstrap lists lead a new client to the cluster now. */
final class BootstrapLists implements Observer {

	private static final Duration TIMEOUT = Duration.ofSeconds(10);

	@Override
	public void observe(Inquiry inquiry) {
		List<Node> brokers = inquiry.cluster()
			.nodes()
			.stream()
			.filter((node) -> !node.brokerAddress().isEmpty())
			.toList();
		Optional<Node> alive = brokers.stream().filter((node) -> node.state() == Node.State.RUNNING).findFirst();
		Optional<Node> dead = brokers.stream().filter((node) -> node.state() != Node.State.RUNNING).findFirst();
		alive.ifPresent((node) -> note(inquiry, "one that lives", node.brokerAddress()));
		dead.ifPresent((node) -> note(inquiry, "one that is dead", node.brokerAddress()));
		String count = String.valueOf(brokers.size());
		note(inquiry, dead.isPresent() ? "all " + count + ", one of them dead" : "all " + count,
				inquiry.bootstrapServers());
	}

	private static void note(Inquiry inquiry, String which, String list) {
		long began = System.nanoTime();
		String found = found(list);
		inquiry.note("a list of " + which + ": finds", found);
		inquiry.note("a list of " + which + ": took", Duration.ofNanos(System.nanoTime() - began).toMillis());
	}

	private static String found(String list) {
		try (Admin admin = Admin.create(Map.<String, Object>of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, list,
				AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) TIMEOUT.toMillis(),
				AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) TIMEOUT.toMillis() / 2))) {
			return "nodes " + Inquiry
				.ids(KafkaAnswer.await("the nodes", admin.describeCluster().nodes(), TIMEOUT.multipliedBy(2))
					.stream()
					.map((node) -> node.id()));
		}
		catch (ClusterException ex) {
			if (ex.getCause() instanceof KafkaException said) {
				return "nobody: " + said.getClass().getSimpleName();
			}
			throw ex;
		}
	}

}
