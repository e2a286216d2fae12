package dev.failoverlab.lab.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

import dev.failoverlab.cluster.ClusterSpec;
import dev.failoverlab.cluster.KafkaCluster;
import dev.failoverlab.history.Event;
import dev.failoverlab.history.Recorder;
import dev.failoverlab.lab.LabException;
import dev.failoverlab.lab.run.Backend;
import dev.failoverlab.lab.service.ServiceProcess;
import dev.failoverlab.lab.watch.Watcher;
import dev.failoverlab.lab.web.LabServer;

/** A cluster, both services and the lab's web application, up until closed. */
final class RunningLab implements AutoCloseable {

	private static final Duration SERVICE_START = Duration.ofMinutes(2);

	private final Recorder recorder;

	/** What runs, the newest first: it is closed in that order. */
	private final Deque<AutoCloseable> running = new ArrayDeque<>();

	private boolean closed;

	RunningLab(Recorder recorder) {
		this.recorder = recorder;
	}

	/** Starts a cluster in a folder and waits until it is ready. */
	KafkaCluster cluster(Backend backend, Path folder, ClusterSpec.Ports ports) {
		KafkaCluster cluster = keep(backend.create(ClusterSpec.threeCombined(folder).withPorts(ports),
				(text) -> this.recorder.record((t) -> new Event.Note(t, text))));
		cluster.start();
		return cluster;
	}

	/**
	 * Starts a service against a cluster; it comes up by itself while other things start.
	 */
	ServiceProcess service(String name, int port, Path folder, KafkaCluster cluster) {
		return keep(ServiceProcess.start(new ServiceProcess.ServiceSpec(name, port, folder,
				List.of("--spring.kafka.bootstrap-servers=" + cluster.bootstrapServers()))));
	}

	/** Watches the topic and the quorum for changes. */
	void watch(KafkaCluster cluster, String topic) {
		keep(new Watcher(cluster, topic, this.recorder));
	}

	/** Starts the web application. */
	LabServer server(LabServer.Settings settings, KafkaCluster cluster) {
		return keep(LabServer.start(settings, cluster, this.recorder));
	}

	/** Waits until a service takes requests. */
	void await(ServiceProcess service) {
		service.awaitReady(SERVICE_START);
	}

	/** Ends everything and waits until it is gone; can be repeated without harm. */
	@Override
	public void close() {
		while (true) {
			AutoCloseable next;
			synchronized (this) {
				this.closed = true;
				next = this.running.pollFirst();
			}
			if (next == null) {
				return;
			}
			close(next);
		}
	}

	private <T extends AutoCloseable> T keep(T started) {
		synchronized (this) {
			if (!this.closed) {
				this.running.addFirst(started);
				return started;
			}
		}
		close(started);
		throw new LabException("The lab is on its way down.");
	}

	private static void close(AutoCloseable closeable) {
		try {
			closeable.close();
		}
		catch (RuntimeException ex) {
			throw ex;
		}
		catch (Exception ex) {
			throw new LabException("Ending " + closeable + " failed: " + ex, ex);
		}
	}

}
