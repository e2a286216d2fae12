package dev.failoverlab.lab.service;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.BooleanSupplier;

import dev.failoverlab.history.Event;
import dev.failoverlab.lab.load.Email;
import dev.failoverlab.history.Recording;
import dev.failoverlab.lab.load.Sender;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(60)
class ServiceClientTests {

	private final Recording recording = new Recording();

	private final ServiceClient client = new ServiceClient();

	@AfterEach
	void close() {
		this.client.close();
	}

	@Test
	void resultsArriveWhileTheRequestIsStillOpen() throws IOException {
		try (FakeService service = new FakeService((number, exchange) -> {
			exchange.begin();
			for (int line = 0; line < 3; line++) {
				exchange.chunk(acknowledged(idOf(exchange.readLines(1).get(0)), line));
			}
			assertThat(exchange.readChunk()).isEmpty();
			exchange.end();
		}); Sender sender = this.client.sender(service.address(), 0, this.recording)) {
			for (int line = 0; line < 3; line++) {
				int answered = line + 1;
				sender.send(email("e" + line));
				await(() -> this.recording.sends(Event.Type.OK).size() == answered);
			}
			sender.finish();
		}
		assertThat(this.recording.sends(Event.Type.OK)).extracting(Event.Send::id).containsExactly("e0", "e1", "e2");
		assertThat(this.recording.sends(Event.Type.OK)).extracting(Event.Send::process).containsOnly("sender-0");
	}

	@Test
	void aLineThatArrivesInPiecesIsOneLine() throws IOException {
		try (FakeService service = new FakeService((number, exchange) -> {
			exchange.begin();
			String line = acknowledged(idOf(exchange.readLines(1).get(0)), 5);
			exchange.chunk(line.substring(0, 10));
			exchange.chunk(line.substring(10));
			exchange.readChunk();
			exchange.end();
		}); Sender sender = this.client.sender(service.address(), 0, this.recording)) {
			sender.send(email("a"));
			await(() -> this.recording.sends(Event.Type.OK).size() == 1);
			sender.finish();
		}
	}

	@Test
	void pendingSendsOfABrokenStreamAreUnknownAndTheNextStreamIsANewProcess() throws IOException {
		try (FakeService service = new FakeService((number, exchange) -> {
			exchange.begin();
			if (number == 1) {
				exchange.chunk(acknowledged(idOf(exchange.readLines(2).get(0)), 5));
				await(() -> this.recording.sends(Event.Type.OK).size() == 1);
				return;
			}
			exchange.chunk(acknowledged(idOf(exchange.readLines(1).get(0)), 6));
			exchange.readChunk();
			exchange.end();
		}); Sender sender = this.client.sender(service.address(), 0, this.recording)) {
			sender.send(email("a"));
			sender.send(email("b"));
			await(() -> this.recording.sends(Event.Type.INFO).size() == 1);
			sender.send(email("c"));
			await(() -> this.recording.sends(Event.Type.OK).size() == 2);
		}
		assertThat(this.recording.sends(Event.Type.INFO)).extracting(Event.Send::id).containsExactly("b");
		assertThat(this.recording.sends(Event.Type.OK)).extracting(Event.Send::process)
			.containsExactly("sender-0", "sender-0.2");
	}

	@Test
	void anEndWithoutResultsLeavesTheSendsUnknown() throws IOException {
		try (FakeService service = new FakeService((number, exchange) -> {
			exchange.begin();
			exchange.readLines(1);
			exchange.end();
		}); Sender sender = this.client.sender(service.address(), 0, this.recording)) {
			sender.send(email("a"));
			sender.finish();
			await(() -> this.recording.sends(Event.Type.INFO).size() == 1);
		}
	}

	@Test
	void aLineThatIsNotAResultLeavesTheSendsUnknown() throws IOException {
		CountDownLatch over = new CountDownLatch(1);
		try (FakeService service = new FakeService((number, exchange) -> {
			exchange.begin();
			exchange.readLines(1);
			exchange.chunk("Internal Server Error\n");
			awaitQuietly(over);
		}); Sender sender = this.client.sender(service.address(), 0, this.recording)) {
			sender.send(email("a"));
			await(() -> this.recording.sends(Event.Type.INFO).size() == 1);
			over.countDown();
		}
		assertThat(this.recording.sends(Event.Type.INFO).get(0).error()).contains("Internal Server Error");
	}

	@Test
	void aRefusalIsRecordedAsTheReason() throws IOException {
		try (FakeService service = new FakeService((number, exchange) -> {
			exchange.readLines(1);
			exchange.refuse(503, "too many streams");
		}); Sender sender = this.client.sender(service.address(), 0, this.recording)) {
			sender.send(email("a"));
			await(() -> this.recording.sends(Event.Type.INFO).size() == 1);
		}
		assertThat(this.recording.sends(Event.Type.INFO).get(0).error()).contains("503").contains("too many streams");
	}

	@Test
	void aSendWithoutAResultAtTheEndIsUnknown() throws IOException {
		CountDownLatch over = new CountDownLatch(1);
		try (FakeService service = new FakeService((number, exchange) -> {
			exchange.begin();
			exchange.readLines(1);
			awaitQuietly(over);
		})) {
			Sender sender = this.client.sender(service.address(), 0, this.recording);
			sender.send(email("a"));
			sender.close();
			sender.send(email("b"));
			over.countDown();
		}
		assertThat(this.recording.sends(Event.Type.INFO)).extracting(Event.Send::id).containsExactly("a");
		assertThat(this.recording.sends(Event.Type.INVOKE)).hasSize(1);
	}

	@Test
	void deliveriesContinueAfterTheLastLineOfABrokenConnection() throws IOException {
		CountDownLatch over = new CountDownLatch(1);
		try (FakeService service = new FakeService((number, exchange) -> {
			exchange.begin();
			if (number == 1) {
				exchange.chunk("{\"kind\":\"assignment\",\"seq\":1,\"instance\":\"c-1\",\"partitions\":[0,1],"
						+ "\"positions\":{\"0\":4,\"1\":0}}\n{\"kind\":\"heartbeat\"}\n" + delivery(2, "a", 4)
						+ "{\"kind\":\"delivery\",\"seq\":3,\"inst");
				await(() -> this.recording.of(Event.Poll.class).size() == 1);
				return;
			}
			exchange.chunk(delivery(2, "a", 4) + delivery(3, "b", 5) + "{\"kind\":\"dead-letter\",\"seq\":4,"
					+ "\"instance\":\"c-1\",\"id\":null,\"partition\":1,\"offset\":0,\"cause\":\"no JSON\"}\n");
			awaitQuietly(over);
		})) {
			this.client.follow(service.address(), this.recording, (id) -> false);
			await(() -> this.recording.of(Event.Poll.class).size() == 3);
			over.countDown();
			assertThat(service.requests().get(0)).contains("after=0");
			assertThat(service.requests().get(1)).contains("after=2").contains("follow=true");
		}
		assertThat(this.recording.of(Event.Assign.class)).singleElement().satisfies((assign) -> {
			assertThat(assign.process()).isEqualTo("c-1");
			assertThat(assign.partitions()).containsExactly(0, 1);
			assertThat(assign.positions()).containsEntry(0, 4L).containsEntry(1, 0L);
		});
		assertThat(this.recording.of(Event.Poll.class).stream().flatMap((poll) -> poll.records().stream()))
			.containsExactly(new Event.Position(0, 4, "a"), new Event.Position(0, 5, "b"),
					new Event.Position(1, 0, null));
	}

	@Test
	void ofDeliveriesBeforeTheRunOnlyThePlaceIsRecorded() throws IOException {
		CountDownLatch over = new CountDownLatch(1);
		try (FakeService service = new FakeService((number, exchange) -> {
			exchange.begin();
			if (number == 1) {
				exchange.chunk("{\"kind\":\"assignment\",\"seq\":1,\"instance\":\"old\",\"partitions\":[0,1],"
						+ "\"positions\":{\"0\":4,\"1\":0}}\n" + delivery(2, "a", 4)
						+ "{\"kind\":\"assignment\",\"seq\":3,\"instance\":\"c-1\",\"partitions\":[0],"
						+ "\"positions\":{\"0\":5}}\n" + delivery(4, "b", 5));
				exchange.end();
				return;
			}
			exchange.chunk(delivery(5, "c", 6));
			awaitQuietly(over);
		})) {
			this.client.followFromNow(service.address(), this.recording, (id) -> true);
			await(() -> !this.recording.of(Event.Note.class).isEmpty());
			over.countDown();
			assertThat(service.requests().get(0)).contains("after=0").contains("follow=false");
			assertThat(service.requests().get(1)).contains("after=4").contains("follow=true");
		}
		assertThat(this.recording.of(Event.Assign.class)).singleElement().satisfies((assign) -> {
			assertThat(assign.process()).isEqualTo("c-1");
			assertThat(assign.partitions()).containsExactly(0);
			assertThat(assign.positions()).isEqualTo(Map.of(0, 6L));
		});
		assertThat(this.recording.of(Event.Poll.class)).singleElement()
			.satisfies((poll) -> assertThat(poll.records()).containsExactly(new Event.Position(0, 6, "c")));
	}

	@Test
	void anUnreadableDeliveryLogIsRecorded() throws IOException {
		CountDownLatch over = new CountDownLatch(1);
		try (FakeService service = new FakeService((number, exchange) -> {
			exchange.begin();
			exchange.chunk("<html>\n");
			awaitQuietly(over);
		})) {
			this.client.follow(service.address(), this.recording, (id) -> false);
			await(() -> !this.recording.of(Event.Note.class).isEmpty());
			over.countDown();
		}
		assertThat(this.recording.of(Event.Note.class).get(0).text()).contains("<html>");
	}

	private static String delivery(int seq, String id, int offset) {
		return "{\"kind\":\"delivery\",\"seq\":" + seq + ",\"instance\":\"c-1\",\"id\":\"" + id
				+ "\",\"partition\":0,\"offset\":" + offset + ",\"deliveries\":1}\n";
	}

	private static String acknowledged(String id, int offset) {
		return "{\"id\":\"" + id + "\",\"status\":201,\"outcome\":\"acknowledged\",\"partition\":0,\"offset\":" + offset
				+ "}\n";
	}

	private static String idOf(String line) {
		return line.replaceFirst(".*\"id\":\"([^\"]+)\".*", "$1");
	}

	private static Email email(String id) {
		return new Email(id, "from@example.com", "to@example.com", "Subject", "Body");
	}

	private static void awaitQuietly(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private static void await(BooleanSupplier condition) {
		long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
		while (!condition.getAsBoolean()) {
			assertThat(System.nanoTime()).as("the deadline").isLessThan(deadline);
			Thread.onSpinWait();
		}
	}

}
