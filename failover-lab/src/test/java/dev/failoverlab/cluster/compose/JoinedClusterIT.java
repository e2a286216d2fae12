package dev.failoverlab.cluster.compose;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import dev.failoverlab.cluster.ClusterSpec;
import dev.failoverlab.cluster.Deadline;
import dev.failoverlab.cluster.FreePorts;
import dev.failoverlab.cluster.Node;
import dev.failoverlab.cluster.Node.State;
import dev.failoverlab.cluster.NodeAddress;
import dev.failoverlab.cluster.TestBackend;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Who did what to a container. What runs in it does not matter here: it has no Kafka, and
 * ends on SIGTERM with Kafka's status.
 */
class JoinedClusterIT {

	private static final String PROJECT = "failover-lab-joined-" + ProcessHandle.current().pid();

	private static final String PROGRAM = "trap 'exit 143' TERM; trap 'exit 3' USR1; while :; do sleep 0.1; done";

	private final List<String> seen = new CopyOnWriteArrayList<>();

	@TempDir
	private Path directory;

	private String container = "";

	@SuppressWarnings("NullAway.Init") // By join.
	private JoinedCluster cluster;

	@BeforeEach
	void join() {
		TestBackend.COMPOSE.require("JoinedClusterIT");
		this.container = Docker.run("run", "--detach", "--label", "com.docker.compose.project=" + PROJECT, "--label",
				"com.docker.compose.service=kafka-1", "--entrypoint", "bash", "apache/kafka:4.2.2", "-c", PROGRAM);
		ClusterSpec spec = ClusterSpec.combined(1, this.directory);
		Iterator<Integer> ports = FreePorts.any();
		ComposeNode node = new ComposeNode(spec.nodes().get(0),
				new NodeAddress("127.0.0.1", ports.next(), ports.next()), this.directory,
				new NetworkTools(this.directory, PROJECT));
		this.cluster = new JoinedCluster(spec, PROJECT, List.of(node), this.seen::add);
		this.cluster.onOthers((changed, word) -> this.seen.add(word + " " + changed.id()));
	}

	@AfterEach
	void remove() {
		if (!this.container.isEmpty()) {
			this.cluster.close();
			Docker.run("rm", "--force", this.container);
		}
	}

	@Test
	void whatOthersDoIsReported() {
		docker("kill", "kill 1");
		await(State.DOWN);
		docker("start", "start 1");
		await(State.RUNNING);
		docker("pause", "pause 1");
		await(State.PAUSED);
		docker("unpause", "resume 1");
		docker("stop", "stop 1");
		docker("start", "start 1");
		assertThat(this.seen).containsExactly("kill 1", "pause 1", "resume 1", "stop 1", "start 1");
	}

	/** Whatever this lab does to a node, the next report is of what others do. */
	@Test
	void whatTheLabDoesItselfIsNot() {
		node().pause();
		node().resume();
		node().kill();
		node().start();
		node().stop();
		node().start();
		docker("kill", "kill 1");
		assertThat(this.seen).containsExactly("kill 1");
		node().start();
		docker("pause", "pause 1");
		assertThat(this.seen).containsExactly("kill 1", "pause 1");
	}

	@Test
	void aProcessThatEndsByItselfWasNotKilled() {
		Docker.run("exec", this.container, "bash", "-c", "kill -USR1 1");
		await("node 1 ended by itself, with exit status 3");
	}

	@Test
	void theEndOfTheLabLeavesContainersAlone() {
		this.cluster.close();
		assertThat(Container.look(this.container).state()).isEqualTo(State.RUNNING);
	}

	private void docker(String command, String report) {
		this.seen.removeIf(report::equals);
		Docker.run(command, this.container);
		await(report);
	}

	private void await(String report) {
		assertThat(Deadline.in(Duration.ofSeconds(30)).until(() -> this.seen.contains(report), Boolean::booleanValue))
			.as("%s in %s", report, this.seen)
			.isTrue();
	}

	/** Docker's event may be told before the end of the process is seen. */
	private void await(State state) {
		assertThat(Deadline.in(Duration.ofSeconds(30)).until(node()::state, state::equals)).isEqualTo(state);
	}

	private Node node() {
		return this.cluster.node(1);
	}

}
