package dev.failoverlab.lab.observe;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

import dev.failoverlab.cluster.Node;
import dev.failoverlab.lab.LabException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/** Which bootstrap lists lead a new client to the cluster, as things stand. */
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
			return "nodes " + admin.describeCluster()
				.nodes()
				.get(2 * TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)
				.stream()
				.map(org.apache.kafka.common.Node::id)
				.sorted()
				.map(String::valueOf)
				.collect(Collectors.joining(", "));
		}
		catch (ExecutionException ex) {
			return "nobody: " + ((ex.getCause() != null) ? ex.getCause().getClass().getSimpleName() : ex.toString());
		}
		catch (TimeoutException ex) {
			return "nobody in " + 2 * TIMEOUT.toSeconds() + " s";
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new LabException("Interrupted while bootstrap lists were tried.", ex);
		}
	}

}
