package dev.failoverlab.producer.batch;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import dev.failoverlab.producer.email.Email;
import dev.failoverlab.producer.email.EmailFormat;
import dev.failoverlab.producer.email.EmailSender;
import dev.failoverlab.producer.email.InvalidEmailException;
import dev.failoverlab.producer.send.InFlightBudget;
import dev.failoverlab.producer.send.SendOutcome;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

class BatchStreamTests {

	private static final Duration PATIENCE = Duration.ofSeconds(20);

	private static final SendOutcome SENT = new SendOutcome.Acknowledged("email.send", 0, 1L, 2);

	private final EmailFormat format = mock();

	private final EmailSender sender = mock();

	private final Map<String, CompletableFuture<SendOutcome>> sends = new ConcurrentHashMap<>();

	private final BlockingQueue<String> written = new LinkedBlockingQueue<>();

	@BeforeEach
	void sendOnPaper() {
		given(this.format.read(any())).willAnswer((invocation) -> {
			String id = new String((byte[]) invocation.getArgument(0), StandardCharsets.UTF_8);
			if (id.equals("bad")) {
				throw mock(InvalidEmailException.class);
			}
			return new Email(id, "from", "to", "", "");
		});
		given(this.sender.send(any()))
			.willAnswer((invocation) -> send(String.valueOf(invocation.<Email>getArgument(0).id())));
	}

	private CompletableFuture<SendOutcome> send(String id) {
		return this.sends.computeIfAbsent(id, (key) -> new CompletableFuture<>());
	}

	@Test
	void resultsComeAsTheyComplete() throws Exception {
		BatchStream stream = stream(10, false);
		CompletableFuture<Void> taking = takeAll(stream);
		feed(stream, "a", "b", "c");
		send("c").complete(SENT);
		assertThat(next()).isEqualTo("3 201");
		send("a").complete(new SendOutcome.Unknown("?"));
		assertThat(next()).isEqualTo("1 503");
		stream.endInput();
		assertThat(taking).isNotDone();
		send("b").complete(SENT);
		assertThat(next()).isEqualTo("2 201");
		get(taking);
	}

	@Test
	void orderedResultsComeInTheOrderOfTheLines() throws Exception {
		BatchStream stream = stream(10, true);
		CompletableFuture<Void> taking = takeAll(stream);
		feed(stream, "a", "bad", "c");
		send("c").complete(SENT);
		assertThat(this.written).isEmpty();
		send("a").complete(SENT);
		assertThat(List.of(next(), next(), next())).containsExactly("1 201", "2 400", "3 201");
		stream.endInput();
		get(taking);
	}

	@Test
	void aBadLineHasAResultAndTheStreamGoesOn() throws Exception {
		BatchStream stream = stream(10, false);
		CompletableFuture<Void> taking = takeAll(stream);
		feed(stream, "bad");
		stream.line(2, null);
		feed(stream, 3, "c");
		send("c").complete(SENT);
		stream.endInput();
		get(taking);
		assertThat(this.written).containsExactly("1 400", "2 413", "3 201");
	}

	@Test
	void outstandingSendsFillTheWindowAndStopTheFeeder() throws Exception {
		BatchStream stream = stream(2, false);
		CompletableFuture<Void> taking = takeAll(stream);
		CompletableFuture<Void> feeding = async(() -> feed(stream, "a", "b", "c"));
		await(() -> this.sends.size() == 2);
		assertThat(feeding).isNotDone();
		send("b").complete(SENT);
		get(feeding);
		assertThat(this.sends).containsKey("c");
		send("a").complete(SENT);
		send("c").complete(SENT);
		stream.endInput();
		get(taking);
		assertThat(this.written).hasSize(3);
	}

	@Test
	void resultsThatNobodyTakesFillTheWindowTooAndCompletingThemNeverBlocks() throws Exception {
		BatchStream stream = stream(2, false);
		CompletableFuture<Void> feeding = async(() -> feed(stream, "a", "b", "c"));
		await(() -> this.sends.size() == 2);
		send("a").complete(SENT);
		send("b").complete(SENT);
		assertThat(feeding).isNotDone();
		assertThat(this.sends).hasSize(2);
		CompletableFuture<Void> taking = takeAll(stream);
		get(feeding);
		send("c").complete(SENT);
		stream.endInput();
		get(taking);
	}

	@Test
	void closingEndsFeederAndTaker() throws Exception {
		for (boolean ordered : new boolean[] { true, false }) {
			this.sends.clear();
			BatchStream stream = stream(2, ordered);
			CompletableFuture<Void> taking = takeAll(stream);
			CompletableFuture<Void> feeding = async(() -> feed(stream, "a", "b", "c", "d"));
			await(() -> this.sends.size() == 2);
			stream.close();
			get(feeding);
			get(taking);
			assertThat(this.sends).as("sends after closing").hasSize(2);
			send("a").complete(SENT);
			assertThat(this.written).isEmpty();
		}
	}

	@Test
	void whatIsWrittenIsFlushedBeforeAWait() throws Exception {
		BatchStream stream = stream(10, true);
		List<String> calls = new ArrayList<>();
		CountDownLatch secondFlush = new CountDownLatch(2);
		feed(stream, "a", "b");
		send("a").complete(SENT);
		CompletableFuture<Void> taking = async(() -> stream.takeResults(new BatchStream.ResultWriter() {

			@Override
			public void write(ResultLine result) {
				calls.add("write " + result.line());
			}

			@Override
			public void flush() {
				calls.add("flush");
				secondFlush.countDown();
			}

		}));
		await(() -> secondFlush.getCount() == 1);
		send("b").complete(SENT);
		assertThat(secondFlush.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)).isTrue();
		stream.endInput();
		get(taking);
		assertThat(calls).startsWith("write 1", "flush", "write 2", "flush");
	}

	private BatchStream stream(int window, boolean ordered) {
		return new BatchStream(this.format, this.sender, new InFlightBudget(window, DataSize.ofMegabytes(1)),
				DataSize.ofKilobytes(1), ordered);
	}

	private Void feed(BatchStream stream, String... lines) throws InterruptedException {
		feed(stream, 1, lines);
		return null;
	}

	private void feed(BatchStream stream, int firstNumber, String... lines) throws InterruptedException {
		int number = firstNumber;
		for (String line : lines) {
			stream.line(number++, line.getBytes(StandardCharsets.UTF_8));
		}
	}

	private CompletableFuture<Void> takeAll(BatchStream stream) {
		return async(() -> stream.takeResults(new BatchStream.ResultWriter() {

			@Override
			public void write(ResultLine result) {
				BatchStreamTests.this.written.add(result.line() + " " + result.status());
			}

			@Override
			public void flush() {
			}

		}));
	}

	private String next() throws InterruptedException {
		return this.written.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
	}

	private static void get(CompletableFuture<Void> task) throws Exception {
		task.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
	}

	private static void await(Callable<Boolean> condition) throws Exception {
		long end = System.nanoTime() + PATIENCE.toNanos();
		while (!condition.call()) {
			assertThat(System.nanoTime()).as("time until the condition holds").isLessThan(end);
			Thread.sleep(5);
		}
	}

	private static CompletableFuture<Void> async(Task task) {
		return CompletableFuture.runAsync(() -> {
			try {
				task.run();
			}
			catch (Exception ex) {
				throw new CompletionException(ex);
			}
		}, (command) -> new Thread(command, "test").start());
	}

	private interface Task {

		void run() throws Exception;

	}

}
