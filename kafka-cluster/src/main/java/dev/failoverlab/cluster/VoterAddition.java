package dev.failoverlab.cluster;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;

import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Uuid;

/**
 * Makes controllers voters that are not yet, for backends. With
 * {@code controller.quorum.auto.join.enable}, from Kafka 4.2 on, they join by themselves,
 * but each asks only once in {@code controller.quorum.fetch.timeout.ms}, and when two ask
 * at the same time, one of them waits as long again.
 */
public final class VoterAddition implements AutoCloseable {

	private static final Duration AT_MOST = Duration.ofMinutes(2);

	private final Map<Integer, String> controllers;

	private final ClusterAdmin admin;

	private final Thread thread = new Thread(this::run, "voter-addition");

	/** Which are left, or why that is not known. */
	private volatile String left = "no answer";

	/**
	 * Begins in the background, and ends when all are voters.
	 * @param nodes all nodes, whose controllers reach each other at their addresses
	 * @param client the brokers, and how they are reached
	 */
	public VoterAddition(Collection<? extends Node> nodes, ClientSettings client) {
		this.controllers = nodes.stream()
			.filter((node) -> !node.controllerAddress().isEmpty())
			.collect(Collectors.toMap(Node::id, Node::controllerAddress));
		this.admin = new ClusterAdmin(client);
		this.thread.setDaemon(true);
		this.thread.start();
	}

	private void run() {
		try {
			this.left = Deadline.in(AT_MOST).until(() -> ClusterException.messageOr(this::missing), String::isEmpty);
		}
		catch (ClusterException | KafkaException ex) {
			// It was closed.
		}
		finally {
			this.admin.close();
		}
	}

	/**
	 * Waits until all are voters.
	 * @throws ClusterException when one is not in time
	 */
	public void await() {
		try {
			this.thread.join();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new ClusterException("Interrupted while waiting for new voters", ex);
		}
		if (!this.left.isEmpty()) {
			throw new ClusterException("The nodes " + this.controllers.keySet() + " are not all voters after "
					+ AT_MOST.toSeconds() + " s. Seen: " + this.left);
		}
	}

	/** Adds one, and says which are left; empty when none is. */
	private String missing() {
		Quorum quorum = this.admin.quorum();
		Map<Integer, String> missing = new TreeMap<>(this.controllers);
		missing.keySet().removeAll(quorum.voters().keySet());
		if (missing.isEmpty()) {
			return "";
		}
		Map<Integer, Uuid> observers = quorum.observers();
		observers.keySet().retainAll(missing.keySet());
		if (!observers.isEmpty()) {
			Map.Entry<Integer, Uuid> next = observers.entrySet().iterator().next();
			this.admin.addVoter(next.getKey(), next.getValue(), Objects.requireNonNull(missing.get(next.getKey())));
		}
		return missing.toString();
	}

	@Override
	public void close() {
		this.thread.interrupt();
		this.admin.close();
	}

}
