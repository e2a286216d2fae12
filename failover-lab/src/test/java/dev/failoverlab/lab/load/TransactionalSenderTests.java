package dev.failoverlab.lab.load;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.failoverlab.history.Event;
import dev.failoverlab.history.Recording;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(60)
class TransactionalSenderTests {

	private final Recording recording = new Recording();

	private final List<MockProducer<String, String>> producers = new ArrayList<>();

	private final TransactionalSender sender = new TransactionalSender(this::producer, "email.send",
			new SendRecorder(this.recording, "sender-0", 0), 2);

	@AfterEach
	void close() {
		this.sender.close();
	}

	@Test
	void fullTransactionsAreCommittedAndTheRestAtTheEnd() {
		send(5);
		this.sender.finish();
		assertThat(this.recording.of(Event.Send.class)).filteredOn((send) -> send.type() == Event.Type.INVOKE)
			.extracting(Event.Send::tx)
			.containsExactly("tx-1", "tx-1", "tx-3", "tx-3", "tx-5");
		assertThat(ends()).containsExactly("tx-1 commit INVOKE", "tx-1 commit OK", "tx-3 commit INVOKE",
				"tx-3 commit OK", "tx-5 commit INVOKE", "tx-5 commit OK");
		assertThat(this.producers.get(0).history()).hasSize(5);
		assertThat(this.producers.get(0).commitCount()).isEqualTo(3);
	}

	@Test
	void oneTransactionInTenIsAborted() {
		send(40);
		this.sender.finish();
		assertThat(ends()).hasSize(40)
			.filteredOn((end) -> end.contains("abort"))
			.containsExactly("tx-19 abort INVOKE", "tx-19 abort OK", "tx-39 abort INVOKE", "tx-39 abort OK");
	}

	/** And the next is another producer's, with the same transactional id. */
	@Test
	void theOutcomeOfARefusedEndIsUnknown() {
		this.producers.get(0).commitTransactionException = new KafkaException("no");
		send(4);
		this.sender.finish();
		assertThat(ends()).containsExactly("tx-1 commit INVOKE", "tx-1 commit INFO", "tx-3 commit INVOKE",
				"tx-3 commit OK");
		assertThat(this.producers).hasSize(2).extracting(MockProducer::transactionInitialized).containsOnly(true);
		assertThat(this.producers.get(1).history()).hasSize(2);
	}

	@Test
	void closeEndsEveryWait() throws InterruptedException {
		send(1);
		this.sender.close();
		for (Thread thread : Thread.getAllStackTraces().keySet()) {
			if (thread.getName().equals("transactions")) {
				// Its pool has ended; the thread itself may take a moment longer.
				thread.join(60_000);
				assertThat(thread.isAlive()).isFalse();
			}
		}
		assertThat(this.producers.get(0).closed()).isTrue();
	}

	private void send(int count) {
		IntStream.rangeClosed(1, count)
			.forEach((number) -> this.sender.send(new Email("" + number, "a@b.c", "d@e.f", "s", "b")));
	}

	private Stream<String> ends() {
		return this.recording.of(Event.Tx.class).stream().map((tx) -> tx.id() + " " + tx.end() + " " + tx.type());
	}

	private Producer<String, String> producer() {
		MockProducer<String, String> producer = new MockProducer<>(true, null, new StringSerializer(),
				new StringSerializer());
		this.producers.add(producer);
		return producer;
	}

}
