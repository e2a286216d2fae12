package dev.failoverlab.lab.watch;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

import dev.failoverlab.cluster.NodeConnection;
import dev.failoverlab.history.Event;
import dev.failoverlab.lab.load.Recording;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(60)
class NodeWatchTests {

	private static final Duration INTERVAL = Duration.ofMillis(1);

	private static final Report.PartitionState WHOLE = new Report.PartitionState(0, 1, 0, List.of(1, 2, 3), List.of(),
			List.of(1, 2, 3));

	private static final Report.PartitionState MOVED = new Report.PartitionState(0, 2, 1, List.of(2, 3), List.of(),
			List.of(1, 2, 3));

	private final Recording recording = new Recording();

	private final List<NodeWatch> watches = new ArrayList<>();

	@AfterEach
	void close() {
		this.watches.forEach(NodeWatch::close);
	}

	@Test
	void onlyChangesAreRecorded() {
		FakeQuestion node = new FakeQuestion(() -> List.of(WHOLE));
		watch(1, node);
		await(() -> node.asked.get() > 20);
		assertThat(this.recording.events()).hasSize(1);
		node.answer = () -> List.of(MOVED);
		await(() -> this.recording.events().size() == 2);
		node.answer = () -> List.of(WHOLE);
		await(() -> this.recording.events().size() == 3);
		assertThat(this.recording.of(Event.Partition.class)).extracting(Event.Partition::leader)
			.containsExactly(1, 2, 1);
	}

	@Test
	void eachNodeReportsForItself() {
		FakeQuestion one = new FakeQuestion(() -> List.of(WHOLE));
		FakeQuestion two = new FakeQuestion(() -> List.of(WHOLE));
		watch(1, one);
		watch(2, two);
		await(() -> this.recording.events().size() == 2);
		assertThat(this.recording.of(Event.Partition.class)).extracting(Event.Partition::seenFrom)
			.containsExactlyInAnyOrder(1, 2);
	}

	@Test
	void aNodeThatNeverAnswersDoesNotDelayOthers() throws IOException {
		try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			AtomicInteger asked = new AtomicInteger();
			FakeQuestion alive = new FakeQuestion(() -> List.of(WHOLE));
			watch(1, (node) -> {
				asked.incrementAndGet();
				return new QuorumQuestion().ask(node);
			}, () -> true, "127.0.0.1:" + silent.getLocalPort());
			watch(2, alive);
			await(() -> alive.asked.get() > 20 && asked.get() == 1);
			close();
			assertThat(Thread.getAllStackTraces().keySet()).extracting(Thread::getName)
				.doesNotContain("watch-1", "watch-2");
		}
	}

	@Test
	void aNodeThatDoesNotAnswerIsAskedAgain() {
		FakeQuestion node = new FakeQuestion(() -> {
			throw new IOException("connection refused");
		});
		watch(1, node);
		await(() -> node.asked.get() > 3);
		assertThat(this.recording.events()).isEmpty();
		node.answer = () -> List.of(WHOLE);
		await(() -> this.recording.events().size() == 1);
	}

	/**
	 * A report is recorded again even when it is the same as before the silence: the node
	 * is back.
	 */
	@Test
	void aNodeThatWasSilentReportsEverythingAgain() {
		FakeQuestion node = new FakeQuestion(() -> List.of(WHOLE));
		watch(1, node);
		await(() -> this.recording.events().size() == 1);
		int asked = node.asked.get();
		node.answer = () -> {
			throw new IOException("connection refused");
		};
		await(() -> node.asked.get() > asked + 3);
		node.answer = () -> List.of(WHOLE);
		await(() -> this.recording.events().size() == 2);
	}

	@Test
	void aNodeThatWasDownReportsEverythingAgain() {
		AtomicBoolean alive = new AtomicBoolean(true);
		AtomicInteger looked = new AtomicInteger();
		FakeQuestion node = new FakeQuestion(() -> List.of(WHOLE));
		watch(1, node, () -> looked.incrementAndGet() > 0 && alive.get());
		await(() -> this.recording.events().size() == 1);
		alive.set(false);
		int before = looked.get();
		await(() -> looked.get() > before + 3);
		alive.set(true);
		await(() -> this.recording.events().size() == 2);
	}

	@Test
	void aNodeThatIsDownIsNotAsked() {
		AtomicBoolean alive = new AtomicBoolean();
		AtomicInteger looked = new AtomicInteger();
		FakeQuestion node = new FakeQuestion(() -> List.of(WHOLE));
		watch(1, node, () -> looked.incrementAndGet() > 0 && alive.get());
		await(() -> looked.get() > 20);
		assertThat(node.asked).hasValue(0);
		alive.set(true);
		await(() -> this.recording.events().size() == 1);
	}

	@Test
	void aQuorumReportBecomesAQuorumEvent() {
		new Changes(3, this.recording).note(List.of(new Report.QuorumState(3, 7, List.of(1, 2, 3))));
		assertThat(this.recording.of(Event.Quorum.class)).singleElement().satisfies((quorum) -> {
			assertThat(quorum.leader()).isEqualTo(3);
			assertThat(quorum.epoch()).isEqualTo(7);
			assertThat(quorum.voters()).containsExactly(1, 2, 3);
			assertThat(quorum.seenFrom()).isEqualTo(3);
		});
	}

	private void watch(int node, FakeQuestion question) {
		watch(node, question, () -> true);
	}

	private void watch(int node, FakeQuestion question, BooleanSupplier alive) {
		watch(node, question, alive, "127.0.0.1:1");
	}

	private void watch(int node, Question question, BooleanSupplier alive, String address) {
		this.watches.add(new NodeWatch("watch-" + node, alive, new NodeConnection(address, Duration.ofMinutes(10)),
				question, new Changes(node, this.recording), INTERVAL));
	}

	private static void await(BooleanSupplier condition) {
		long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
		while (!condition.getAsBoolean()) {
			assertThat(System.nanoTime()).as("the deadline").isLessThan(deadline);
			Thread.onSpinWait();
		}
	}

	private interface Answer {

		List<Report> get() throws IOException;

	}

	private static final class FakeQuestion implements Question {

		private final AtomicInteger asked = new AtomicInteger();

		private volatile Answer answer;

		private FakeQuestion(Answer answer) {
			this.answer = answer;
		}

		@Override
		public List<Report> ask(NodeConnection node) throws IOException {
			this.asked.incrementAndGet();
			return this.answer.get();
		}

	}

}
