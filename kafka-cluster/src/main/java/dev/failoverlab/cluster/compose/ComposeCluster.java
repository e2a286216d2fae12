package dev.failoverlab.cluster.compose;

import java.util.List;
import java.util.function.Consumer;

import dev.failoverlab.cluster.AskedCluster;
import dev.failoverlab.cluster.ClusterException;
import dev.failoverlab.cluster.ClusterSpec;
import dev.failoverlab.cluster.PortCheck;

/** A cluster of containers. */
final class ComposeCluster extends AskedCluster {

	private final Consumer<String> progress;

	private final ComposeProject project;

	private final Object bringingUp = new Object();

	private boolean up;

	private volatile boolean closed;

	ComposeCluster(ClusterSpec spec, ComposeProject project, Consumer<String> progress) {
		super(spec, ComposeBackend.capabilities(), project.nodes(), progress);
		this.progress = progress;
		this.project = project;
	}

	private List<ComposeNode> containers() {
		return nodes().stream().map(ComposeNode.class::cast).toList();
	}

	@Override
	public void start() {
		bringUp();
		super.start();
	}

	/** Creates and starts the containers, if that was not done before. */
	private void bringUp() {
		synchronized (this.bringingUp) {
			if (this.closed) {
				throw new ClusterException("The cluster was closed and cannot start any more");
			}
			if (this.up) {
				return;
			}
			PortCheck.awaitFree(containers().stream().flatMap((node) -> node.ports().stream()).toList());
			this.progress.accept("containers: starting three (project " + this.project.name() + ")");
			this.project.up(containers().stream().map(ComposeNode::service).toList());
			containers().forEach((node) -> Container.of(this.project.name(), node.service()).ifPresent(node::adopt));
			this.up = true;
		}
	}

	/**
	 * May be called during a start, and by an interrupted thread: the containers must
	 * have ended when this returns.
	 */
	@Override
	public void close() {
		boolean interrupted = Thread.interrupted();
		try {
			end();
		}
		finally {
			if (interrupted) {
				Thread.currentThread().interrupt();
			}
		}
	}

	private synchronized void end() {
		this.closed = true;
		try {
			super.close();
		}
		finally {
			this.project.close();
		}
	}

}
