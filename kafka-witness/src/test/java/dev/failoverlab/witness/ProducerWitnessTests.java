package dev.failoverlab.witness;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

class ProducerWitnessTests {

	@TempDir
	Path folder;

	@Test
	void eachRecordGetsAnIdOfItsOwnAndItsOutcomeIsWrittenDown() throws IOException {
		ProducerWitness witness = witness(Map.of());
		List<String> ids = IntStream.range(0, 100).mapToObj((number) -> {
			ProducerRecord<Object, Object> sent = witness.onSend(message());
			witness.onAcknowledgement(metadata(number), null, sent.headers());
			return id(sent);
		}).toList();
		witness.close();
		assertThat(ids).doesNotHaveDuplicates();
		assertThat(sends("invoke")).extracting((event) -> Events.text(event, "id")).isEqualTo(ids);
		assertThat(sends("ok")).extracting((event) -> Events.text(event, "id")).isEqualTo(ids);
		assertThat(sends("ok").get(7).path("offset").longValue()).isEqualTo(7);
		assertThat(sends("ok").get(7).path("partition").intValue()).isEqualTo(2);
		assertThat(Events.in(file())).last().matches(Events.kind("closed"));
	}

	@Test
	void producersNeverShareAnId() {
		ProducerWitness one = witness(Map.of());
		ProducerWitness other = witness(Map.of());
		assertThat(id(one.onSend(message()))).isNotEqualTo(id(other.onSend(message())));
		one.close();
		other.close();
	}

	@Test
	void whatIsForwardedGetsANewIdAndKeepsItsOrigin() throws IOException {
		ProducerWitness witness = witness(Map.of());
		RecordHeaders headers = new RecordHeaders();
		headers.add(Witness.HEADER, "origin".getBytes(StandardCharsets.UTF_8)).add("other", new byte[] { 1 });
		headers.setReadOnly();
		ProducerRecord<Object, Object> forwarded = new ProducerRecord<>("orders.dlt", null, "key", "value", headers);
		ProducerRecord<Object, Object> sent = witness.onSend(forwarded);
		witness.close();
		assertThat(id(sent)).isNotEqualTo("origin");
		assertThat(sent.headers().headers(Witness.HEADER)).hasSize(1);
		assertThat(sent.headers().lastHeader("other")).isNotNull();
		assertThat(sent.value()).isEqualTo("value");
		assertThat(Events.text(sends("invoke").get(0), "origin")).isEqualTo("origin");
		assertThat(Events.text(sends("invoke").get(0), "id")).isEqualTo(id(sent));
	}

	@Test
	void aRecordThatIsSentAgainIsAnotherSend() {
		ProducerWitness witness = witness(Map.of());
		ProducerRecord<Object, Object> record = message();
		ProducerRecord<Object, Object> first = witness.onSend(record);
		((RecordHeaders) first.headers()).setReadOnly();
		ProducerRecord<Object, Object> second = witness.onSend(record);
		assertThat(id(second)).isNotEqualTo(id(first));
		witness.close();
	}

	@ParameterizedTest
	@CsvFileSource(files = "../docs/send-errors.csv", numLinesToSkip = 1)
	void anErrorIsAFailureOnlyBeforeTheRecordIsAccepted(String type, String raisedBySend, String later)
			throws Exception {
		Throwable error = Class.forName(type)
			.asSubclass(Throwable.class)
			.getConstructor(String.class)
			.newInstance("a message");
		// One of them sets it.
		boolean unused = Thread.interrupted();
		if (error instanceof Exception exception) {
			assertThat(outcome(exception, false)).isEqualTo(raisedBySend.equals("failed") ? "fail" : "info");
			assertThat(outcome(exception, true)).isEqualTo(later.equals("failed") ? "fail" : "info");
		}
	}

	@Test
	void whatAProducersOwnThreadReportsIsUnknownAlsoWhenItSentIt() throws Exception {
		ProducerWitness witness = witness(Map.of());
		Thread network = new Thread(() -> {
			ProducerRecord<Object, Object> sent = witness.onSend(message());
			witness.onAcknowledgement(null, new TimeoutException("expired"), sent.headers());
		}, "kafka-producer-network-thread | test");
		network.start();
		network.join();
		witness.close();
		assertThat(sends("info")).hasSize(1);
	}

	@Test
	void whatIsAcknowledgedInATransactionIsUnknown() throws IOException {
		ProducerWitness witness = witness(Map.of("transactional.id", "tx"));
		witness.onAcknowledgement(metadata(1), null, witness.onSend(message()).headers());
		witness.close();
		assertThat(sends("ok")).isEmpty();
		assertThat(sends("info")).singleElement()
			.matches((event) -> Events.text(event, "error").contains("transaction"));
	}

	@Test
	void withoutAFileNothingIsTouched() {
		ProducerWitness witness = new ProducerWitness();
		witness.configure(Map.of("client.id", "test"));
		ProducerRecord<Object, Object> record = message();
		assertThat(witness.onSend(record)).isSameAs(record);
		assertThat(record.headers()).isEmpty();
		witness.onAcknowledgement(metadata(1), null, record.headers());
		witness.close();
	}

	@Test
	void aFileThatCannotBeOpenedDisturbsNothing() throws IOException {
		Path folder = Files.createDirectory(file());
		ProducerWitness witness = witness(Map.of());
		assertThat(witness.onSend(message()).headers()).isEmpty();
		witness.close();
		assertThat(folder).isEmptyDirectory();
	}

	@Test
	void whatCannotBeWitnessedIsSentAllTheSameAndCounted() throws IOException {
		ProducerWitness witness = witness(Map.of());
		ProducerRecord<Object, Object> record = new ProducerRecord<>("orders", "key", "value") {
			@Override
			public Headers headers() {
				throw new IllegalStateException("These headers cannot be read.");
			}
		};
		assertThat(witness.onSend(record)).isSameAs(record);
		witness.close();
		assertThat(sends("invoke")).isEmpty();
		assertThat(Events.in(file(), "dropped")).singleElement()
			.matches((event) -> event.path("events").intValue() == 1);
	}

	@Test
	void aFileIsAppendedToAndReadByItsOwnerAlone() throws IOException {
		witness(Map.of()).close();
		Files.writeString(file(), Files.readString(file()) + "{\"t\":1,\"ki");
		ProducerWitness witness = witness(Map.of());
		witness.onSend(message());
		assertThat(Witness.flush(file())).isTrue();
		List<String> lines = Files.readAllLines(file());
		assertThat(lines).hasSize(7);
		assertThat(lines.get(3)).isEqualTo("{\"t\":1,\"ki");
		assertThat(lines.get(4)).contains("\"kind\":\"witness\"");
		assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file()))).isEqualTo("rw-------");
		witness.close();
	}

	@Test
	void theProcessCanBePartOfTheName() {
		ProducerWitness witness = new ProducerWitness();
		witness.configure(Map.of("client.id", "test", Witness.FILE, this.folder.resolve("%p.ndjson").toString()));
		witness.close();
		assertThat(this.folder.resolve(ProcessHandle.current().pid() + ".ndjson")).isNotEmptyFile();
	}

	private String outcome(Exception error, boolean later) throws Exception {
		ProducerWitness witness = witness(Map.of());
		ProducerRecord<Object, Object> sent = witness.onSend(message());
		Runnable completion = () -> witness.onAcknowledgement(metadata(-1), error, sent.headers());
		if (later) {
			Thread other = new Thread(completion);
			other.start();
			other.join();
		}
		else {
			completion.run();
		}
		witness.close();
		List<JsonNode> sends = Events.in(file(), "send");
		return Events.text(sends.get(sends.size() - 1), "type");
	}

	private ProducerWitness witness(Map<String, String> more) {
		Map<String, String> settings = new HashMap<>(more);
		settings.put("client.id", "test");
		settings.put(Witness.FILE, file().toString());
		ProducerWitness witness = new ProducerWitness();
		witness.configure(settings);
		return witness;
	}

	private List<JsonNode> sends(String type) throws IOException {
		return Events.in(file(), "send").stream().filter((event) -> Events.text(event, "type").equals(type)).toList();
	}

	private Path file() {
		return this.folder.resolve("witness.ndjson");
	}

	private static ProducerRecord<Object, Object> message() {
		return new ProducerRecord<>("orders", "key", "value");
	}

	private static RecordMetadata metadata(long offset) {
		return new RecordMetadata(new TopicPartition("orders", 2), offset, 0, 0, 0, 0);
	}

	private static String id(ProducerRecord<Object, Object> record) {
		return new String(Objects.requireNonNull(record.headers().lastHeader(Witness.HEADER)).value(),
				StandardCharsets.UTF_8);
	}

}
