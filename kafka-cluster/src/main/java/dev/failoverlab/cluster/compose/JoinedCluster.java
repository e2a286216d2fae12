package dev.failoverlab.cluster.compose;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

import dev.failoverlab.cluster.AskedCluster;
import dev.failoverlab.cluster.ClusterSpec;
import dev.failoverlab.cluster.Node;
import dev.failoverlab.process.ProcessEnd;

/**
 * A cluster of containers that others have started and may command, too. Docker reports
 * what they do.
 */
final class JoinedCluster extends AskedCluster {

	/** The exit status after SIGKILL. */
	private static final int KILLED = 128 + 9;

	private final Consumer<String> progress;

	private final List<BiConsumer<Node, String>> listeners = new CopyOnWriteArrayList<>();

	private final ContainerEvents events;

	JoinedCluster(ClusterSpec spec, String project, List<ComposeNode> nodes, Consumer<String> progress) {
		super(spec, ComposeBackend.capabilities(), nodes, progress);
		this.progress = progress;
		// Before the first look: nothing is missed in between.
		this.events = ContainerEvents.follow(project, this::take);
		nodes.forEach((node) -> Container.of(project, node.service()).ifPresent(node::adopt));
	}

	@Override
	public void onOthers(BiConsumer<Node, String> listener) {
		this.listeners.add(listener);
	}

	/** The containers are others' to end. */
	@Override
	public void close() {
		this.events.close();
		disconnect();
		containers().forEach(ComposeNode::leave);
	}

	private List<ComposeNode> containers() {
		return nodes().stream().map(ComposeNode.class::cast).toList();
	}

	private void take(ContainerEvent event) {
		containers().stream()
			.filter((node) -> node.service().equals(event.service()))
			.filter((node) -> node.isByOthers(event))
			.forEach((node) -> report(node, event));
	}

	private void report(Node node, ContainerEvent event) {
		String word = switch (event.action()) {
			case "start", "pause" -> event.action();
			case "unpause" -> "resume";
			default -> ProcessEnd.isClean(event.exitStatus()) ? "stop" : (event.exitStatus() == KILLED) ? "kill" : "";
		};
		if (word.isEmpty()) {
			this.progress.accept("node " + node.id() + " ended by itself, with exit status " + event.exitStatus());
			return;
		}
		this.listeners.forEach((listener) -> listener.accept(node, word));
	}

}
