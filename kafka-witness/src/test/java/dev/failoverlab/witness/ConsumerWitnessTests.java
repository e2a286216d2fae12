package dev.failoverlab.witness;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.LongStream;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

class ConsumerWitnessTests {

	private static final TopicPartition PARTITION = new TopicPartition("orders", 1);

	@TempDir
	Path folder;

	@Test
	void whatIsReceivedAndCommittedIsWrittenDown() throws IOException {
		ConsumerWitness witness = witness();
		witness.onConsume(records(5, 1205));
		witness.onCommit(Map.of(PARTITION, new OffsetAndMetadata(7)));
		witness.close();
		List<JsonNode> received = Events.in(file(), "received");
		assertThat(received).hasSize(3);
		assertThat(Events.offsets(received)).isEqualTo(LongStream.range(5, 1205).boxed().toList());
		assertThat(Events.ids(received)).startsWith("id-5").endsWith("id-1204");
		assertThat(Events.in(file(), "committed")).singleElement()
			.matches((event) -> event.path("offsets").path("1").longValue() == 7)
			.matches((event) -> Events.text(event, "topic").equals("orders"));
		JsonNode client = Events.in(file(), "client").get(0);
		assertThat(Events.text(client, "isolation")).isEqualTo("read_committed");
		assertThat(Events.text(client, "group")).isEqualTo("test-group");
	}

	@Test
	void anAssignmentIsInferredWhereRecordsDoNotContinue() throws IOException {
		ConsumerWitness witness = witness();
		witness.onConsume(records(5, 8));
		witness.onConsume(records(8, 10));
		witness.onConsume(records(7, 9));
		witness.close();
		List<JsonNode> assigned = Events.in(file(), "assign");
		assertThat(assigned).allMatch((event) -> event.path("inferred").booleanValue());
		assertThat(assigned).extracting((event) -> event.path("partitions") + " " + event.path("positions"))
			.containsExactly("[1] {\"1\":5}", "[] {}", "[1] {\"1\":7}");
	}

	@Test
	void aRecordThatFailedAndIsPassedOverIsDealtWithBeforeTheNext() throws IOException {
		ConsumerLog log = log();
		log.assigned(List.of(PARTITION));
		log.handled(List.of(message(5)));
		log.failed(List.of(message(6)), new IllegalStateException("no"));
		log.failed(List.of(message(6)), new IllegalStateException("no"));
		log.handled(List.of(message(7)));
		log.close();
		assertThat(Events.offsets(Events.in(file(), "poll"))).containsExactly(5L, 6L, 7L);
		assertThat(Events.in(file(), "failed")).hasSize(2);
		assertThat(Events.in(file(), "poll").get(1).path("passed").booleanValue()).isTrue();
	}

	@Test
	void aRecordThatFailedIsDealtWithWhenItIsCommitted() throws IOException {
		ConsumerLog log = log();
		log.failed(List.of(message(6)), new IllegalStateException("no"));
		log.committed(Map.of(PARTITION, new OffsetAndMetadata(6)));
		assertThat(Witness.flush(file())).isTrue();
		assertThat(Events.in(file(), "poll")).isEmpty();
		log.committed(Map.of(PARTITION, new OffsetAndMetadata(7)));
		log.close();
		assertThat(Events.ids(Events.in(file(), "poll"))).containsExactly("id-6");
	}

	@Test
	void aRecordThatFailedAndThenSucceedsIsHandledOnce() throws IOException {
		ConsumerLog log = log();
		log.failed(List.of(message(6), message(7)), new IllegalStateException("no"));
		log.handled(List.of(message(6), message(7)));
		log.committed(Map.of(PARTITION, new OffsetAndMetadata(8)));
		log.close();
		assertThat(Events.offsets(Events.in(file(), "poll"))).containsExactly(6L, 7L);
	}

	@Test
	void aRecordThatFailedIsNotDealtWithWhenItsPartitionIsGone() throws IOException {
		ConsumerLog log = log();
		log.assigned(List.of(PARTITION));
		log.failed(List.of(message(6)), new IllegalStateException("no"));
		log.gone(List.of(PARTITION));
		log.assigned(List.of(PARTITION));
		log.handled(List.of(message(9)));
		log.close();
		assertThat(Events.offsets(Events.in(file(), "poll"))).containsExactly(9L);
		assertThat(Events.in(file(), "assign")).extracting((event) -> event.path("partitions").toString())
			.containsExactly("[1]", "[]", "[1]");
	}

	private ConsumerLog log() {
		Client client = Client.open("consumer", settings(), (line) -> {
		});
		return ConsumerLog.open(Objects.requireNonNull(client), "test");
	}

	private ConsumerWitness witness() {
		ConsumerWitness witness = new ConsumerWitness();
		witness.configure(settings());
		return witness;
	}

	private Map<String, String> settings() {
		return Map.of("client.id", "test", "group.id", "test-group", "isolation.level", "READ_COMMITTED", Witness.FILE,
				file().toString());
	}

	private Path file() {
		return this.folder.resolve("witness.ndjson");
	}

	private static ConsumerRecords<Object, Object> records(long from, long to) {
		return new ConsumerRecords<>(
				Map.of(PARTITION, LongStream.range(from, to).mapToObj(ConsumerWitnessTests::message).toList()),
				Map.of());
	}

	private static ConsumerRecord<Object, Object> message(long offset) {
		RecordHeaders headers = new RecordHeaders();
		headers.add(Witness.HEADER, ("id-" + offset).getBytes(StandardCharsets.UTF_8));
		return new ConsumerRecord<>(PARTITION.topic(), PARTITION.partition(), offset, 0, TimestampType.CREATE_TIME, 0,
				0, "key", "value", headers, Optional.empty());
	}

}
