package dev.failoverlab.watch;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.LongFunction;

import dev.failoverlab.cluster.NodeConnection;
import dev.failoverlab.history.Event;
import dev.failoverlab.history.Recording;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(60)
class NodeWatchTests {

	private static final Duration INTERVAL = Duration.ofMillis(1);

	private final Recording recording = new Recording();

	private final List<NodeWatch> watches = new ArrayList<>();

	@AfterEach
	void close() {
		this.watches.forEach(NodeWatch::close);
	}

	@Test
	void onlyChangesAreRecorded() {
		FakeQuestion node = new FakeQuestion(() -> List.of(NodeWatchTests::whole));
		watch(1, node);
		await(() -> node.asked.get() > 20);
		assertThat(this.recording.events()).hasSize(1);
		node.answer = () -> List.of(NodeWatchTests::moved);
		await(() -> this.recording.events().size() == 2);
		node.answer = () -> List.of(NodeWatchTests::whole);
		await(() -> this.recording.events().size() == 3);
		assertThat(this.recording.of(Event.Partition.class)).extracting(Event.Partition::leader)
			.containsExactly(1, 2, 1);
	}

	@Test
	void aChangeOfOnePartitionRepeatsNoOther() {
		FakeQuestion node = new FakeQuestion(() -> List.of(NodeWatchTests::whole, NodeWatchTests::other));
		watch(1, node);
		await(() -> this.recording.events().size() == 2);
		node.answer = () -> List.of(NodeWatchTests::moved, NodeWatchTests::other);
		await(() -> this.recording.events().size() == 3);
		int asked = node.asked.get();
		await(() -> node.asked.get() > asked + 3);
		assertThat(this.recording.of(Event.Partition.class)).extracting(Event.Partition::leader)
			.containsExactly(1, 3, 2);
	}

	@Test
	void aNodeThatNeverAnswersDoesNotDelayOthers() throws IOException {
		try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			AtomicInteger asked = new AtomicInteger();
			FakeQuestion alive = new FakeQuestion(() -> List.of(NodeWatchTests::whole));
			watch(1, (node) -> {
				asked.incrementAndGet();
				return new QuorumQuestion().ask(node);
			}, () -> true, "127.0.0.1:" + silent.getLocalPort());
			watch(2, alive);
			await(() -> alive.asked.get() > 20 && asked.get() == 1);
			close();
			// A thread whose work has ended is listed until the JVM has removed it.
			await(() -> Thread.getAllStackTraces()
				.keySet()
				.stream()
				.map(Thread::getName)
				.noneMatch(Set.of("watch-1", "watch-2")::contains));
		}
	}

	/** The close ends the wait for an answer. */
	@Test
	void theEndOfAWatchIsNoSilenceOfItsNode() throws IOException {
		try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			AtomicInteger asked = new AtomicInteger();
			watch(1, new AnswerQuestion((node) -> {
				asked.incrementAndGet();
				return new QuorumQuestion().ask(node);
			}, 1), () -> true, "127.0.0.1:" + silent.getLocalPort());
			await(() -> asked.get() == 1);
			close();
			await(() -> Thread.getAllStackTraces().keySet().stream().map(Thread::getName).noneMatch("watch-1"::equals));
			assertThat(this.recording.events()).isEmpty();
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
		node.answer = () -> List.of(NodeWatchTests::whole);
		await(() -> this.recording.events().size() == 1);
	}

	@Test
	void aLookThatFailsIsNotedOnceAndTheNodeIsAskedAgain() {
		FakeQuestion node = new FakeQuestion(() -> {
			throw new IllegalStateException("an answer that cannot be read");
		});
		watch(1, node);
		await(() -> node.asked.get() > 3);
		assertThat(this.recording.of(Event.Note.class)).extracting(Event.Note::text)
			.containsExactly(
					"watch-1 failed and goes on: java.lang.IllegalStateException: an answer that cannot be read");
		node.answer = () -> List.of(NodeWatchTests::whole);
		await(() -> this.recording.events().size() == 2);
	}

	/**
	 * A report is recorded again even when it is the same as before the silence: the node
	 * is back.
	 */
	@Test
	void aNodeThatWasSilentReportsEverythingAgain() {
		FakeQuestion node = new FakeQuestion(() -> List.of(NodeWatchTests::whole));
		watch(1, node);
		await(() -> this.recording.events().size() == 1);
		int asked = node.asked.get();
		node.answer = () -> {
			throw new IOException("connection refused");
		};
		await(() -> node.asked.get() > asked + 3);
		node.answer = () -> List.of(NodeWatchTests::whole);
		await(() -> this.recording.events().size() == 2);
	}

	@Test
	void aNodeThatWasDownReportsEverythingAgain() {
		AtomicBoolean alive = new AtomicBoolean(true);
		AtomicInteger looked = new AtomicInteger();
		FakeQuestion node = new FakeQuestion(() -> List.of(NodeWatchTests::whole));
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
		FakeQuestion node = new FakeQuestion(() -> List.of(NodeWatchTests::whole));
		watch(1, node, () -> looked.incrementAndGet() > 0 && alive.get());
		await(() -> looked.get() > 20);
		assertThat(node.asked).hasValue(0);
		alive.set(true);
		await(() -> this.recording.events().size() == 1);
	}

	private static Event whole(long t) {
		return new Event.Partition(t, 0, 1, 0, List.of(1, 2, 3), List.of(), List.of(1, 2, 3), 1);
	}

	private static Event moved(long t) {
		return new Event.Partition(t, 0, 2, 1, List.of(2, 3), List.of(), List.of(1, 2, 3), 1);
	}

	private static Event other(long t) {
		return new Event.Partition(t, 1, 3, 0, List.of(1, 2, 3), List.of(), List.of(1, 2, 3), 1);
	}

	private void watch(int node, FakeQuestion question) {
		watch(node, question, () -> true);
	}

	private void watch(int node, FakeQuestion question, BooleanSupplier alive) {
		watch(node, question, alive, "127.0.0.1:1");
	}

	private void watch(int node, Question question, BooleanSupplier alive, String address) {
		this.watches.add(new NodeWatch("watch-" + node, alive, new NodeConnection(address, Duration.ofMinutes(10)),
				question, this.recording, INTERVAL));
	}

	private static void await(BooleanSupplier condition) {
		long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
		while (!condition.getAsBoolean()) {
			assertThat(System.nanoTime()).as("the deadline").isLessThan(deadline);
			Thread.onSpinWait();
		}
	}

	private interface Answer {

		List<LongFunction<Event>> get() throws IOException;

	}

	private static final class FakeQuestion implements Question {

		private final AtomicInteger asked = new AtomicInteger();

		private volatile Answer answer;

		private FakeQuestion(Answer answer) {
			this.answer = answer;
		}

		@Override
		public List<LongFunction<Event>> ask(NodeConnection node) throws IOException {
			this.asked.incrementAndGet();
			return this.answer.get();
		}

	}

}
