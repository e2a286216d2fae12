package dev.failoverlab.lab.bench;

import java.io.IOException;
import java.nio.ByteBuffer;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class OffsetCounterTests {

	private static final String OURS = """
			{"line":1,"id":"e-1","status":201,"outcome":"acknowledged","topic":"t","partition":1,"offset":17,"timestamp":5}
			{"line":2,"id":"e-2","status":503,"outcome":"unknown","detail":"No \\"offset\\": was told."}
			{"line":3,"id":"e-3","status":201,"outcome":"acknowledged","topic":"t","partition":1,"timestamp":5,"offset":0}
			""";

	private static final String PEERS = """
			{"offsets":[{"partition":0,"offset":4},{"partition":null,"offset":null,"error_code":50002},{"offset":5}]}""";

	/** Answers arrive in pieces of any size. */
	@ParameterizedTest
	@ValueSource(ints = { 1, 2, 7, 9, 10, 1000 })
	void acknowledgedRecordsHaveANumber(int pieces) throws IOException {
		assertThat(count(OURS, pieces)).isEqualTo(2);
		assertThat(count(PEERS, pieces)).isEqualTo(2);
	}

	private static long count(String answer, int size) throws IOException {
		OffsetCounter counter = new OffsetCounter();
		byte[] bytes = Emails.bytes(answer);
		for (int from = 0; from < bytes.length; from += size) {
			counter.data(ByteBuffer.wrap(bytes, from, Math.min(size, bytes.length - from)), false);
		}
		return counter.buildResult();
	}

}
