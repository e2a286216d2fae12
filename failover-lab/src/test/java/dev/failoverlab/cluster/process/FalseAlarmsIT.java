package dev.failoverlab.cluster.process;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import dev.failoverlab.cluster.ClusterSpec;
import dev.failoverlab.cluster.ClusterSpec.Ports;
import dev.failoverlab.cluster.KafkaCluster;
import dev.failoverlab.cluster.Node;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** A guard does nothing as long as no process dies, however slow and busy all are. */
@Tag("nightly")
class FalseAlarmsIT {

	private static final int PAUSES = 1_000;

	/** With the pauses, about ten minutes in all. */
	private static final int STOPS = 20;

	private static final int STUTTERS = 80;

	private static final List<String> SAID = new CopyOnWriteArrayList<>();

	private static final AtomicBoolean OVER = new AtomicBoolean();

	@TempDir
	static Path directory;

	private static KafkaCluster cluster;

	@BeforeAll
	static void startClusterAndKeepEveryCoreBusy() {
		cluster = ProcessBackend.create(ClusterSpec.threeCombined(directory).withPorts(Ports.AUTO).withFastFailover(),
				SAID::add);
		cluster.start();
		for (int core = 0; core < Runtime.getRuntime().availableProcessors(); core++) {
			Thread busy = new Thread(() -> {
				while (!OVER.get()) {
					Thread.onSpinWait();
				}
			});
			busy.setDaemon(true);
			busy.start();
		}
	}

	@AfterAll
	static void closeCluster() {
		OVER.set(true);
		cluster.close();
	}

	@Test
	@Timeout(value = 30, unit = TimeUnit.MINUTES)
	void aThousandPausesAreNoDeath() throws Exception {
		onEachNode((node) -> {
			Random random = new Random(node.id());
			for (int i = 0; i < PAUSES / 3 + 1; i++) {
				freeze(node, 200 + random.nextInt(1_800));
				Thread.sleep(50);
			}
		});
		assertThat(alarms()).isEmpty();
	}

	/** One of two is asked by the lab, the other from outside. */
	@Test
	@Timeout(value = 40, unit = TimeUnit.MINUTES)
	void stopsAndStuttersAreNoDeath() throws Exception {
		for (int i = 0; i < STOPS; i++) {
			Node node = cluster.node(1 + i % 3);
			if (i % 2 == 0) {
				node.stop();
			}
			else {
				ProcessHandle.of(node.pid().orElseThrow()).orElseThrow().destroy();
				node.gone().get(2, TimeUnit.MINUTES);
			}
			cluster.start();
		}
		for (int i = 0; i < STUTTERS; i++) {
			for (int freezes = 0; freezes < 10; freezes++) {
				freeze(cluster.node(1 + i % 3), 50);
			}
		}
		assertThat(alarms()).isEmpty();
	}

	private static void freeze(Node node, long millis) throws InterruptedException {
		node.pause();
		Thread.sleep(millis);
		node.resume();
	}

	private static void onEachNode(OnNode action) throws Exception {
		ExecutorService threads = Executors.newFixedThreadPool(3);
		try {
			List<Callable<Boolean>> all = new ArrayList<>();
			cluster.nodes().forEach((node) -> all.add(() -> {
				action.on(node);
				return true;
			}));
			for (Future<Boolean> each : threads.invokeAll(all)) {
				each.get();
			}
		}
		finally {
			threads.shutdownNow();
		}
	}

	private static List<String> alarms() {
		return SAID.stream().filter((text) -> text.startsWith("guard: ")).toList();
	}

	private interface OnNode {

		void on(Node node) throws Exception;

	}

}
