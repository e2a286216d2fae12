package dev.failoverlab.lab.scenario;

import java.util.Optional;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

class RecordIdTests {

	@ParameterizedTest
	@CsvSource(quoteCharacter = '`', textBlock = """
			key,               the-key
			header order-id,   in-the-header
			header other,
			json /order/id,    17
			json /order/lines/1, b
			json /order/lines,
			json /order/no,
			""")
	void isWhereTheFileSays(String where, @Nullable String id) {
		assertThat(RecordId.parse(where).of(message("{\"order\":{\"id\":17,\"lines\":[\"a\",\"b\"],\"no\":null}}")))
			.isEqualTo(id);
	}

	@Test
	void aValueThatIsNoJsonHasNone() {
		assertThat(RecordId.parse("json /id").of(message("book"))).isNull();
		assertThat(RecordId.parse("json /id").of(message(null))).isNull();
	}

	private static ConsumerRecord<String, String> message(@Nullable String value) {
		return new ConsumerRecord<>("orders", 0, 1, 0, TimestampType.CREATE_TIME, 0, 0, "the-key", value,
				new RecordHeaders().add("order-id", "in-the-header".getBytes(UTF_8)), Optional.empty());
	}

}
