package dev.failoverlab.history;

import java.nio.charset.StandardCharsets;
import java.util.Random;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What is read quickly is what would have been read with care. */
class QuickFormatTests {

	private static final String[] LINES = {
			"{\"kind\":\"send\",\"t\":1,\"type\":\"invoke\",\"process\":\"p\",\"id\":\"a\",\"partition\":0,\"key\":\"k\",\"tx\":\"x\"}",
			"{\"t\":1,\"kind\":\"send\",\"type\":\"ok\",\"process\":\"p\",\"id\":\"\\u00e9\",\"partition\":0,\"offset\":7}",
			"{\"kind\":\"send\",\"t\":1,\"type\":\"info\",\"process\":\"p\",\"id\":\"a\",\"error\":\"no \\\"answer\\\"\"}",
			"{\"kind\":\"poll\",\"t\":12,\"process\":\"c\",\"records\":[{\"partition\":0,\"offset\":7,\"id\":\"a\"},{\"partition\":1,\"offset\":8}]}",
			"{\"kind\":\"scan\",\"t\":12,\"process\":\"c\",\"isolation\":\"read_committed\",\"records\":[]}",
			"{\"records\":[{\"id\":\"b\",\"offset\":9,\"partition\":2}],\"process\":\"c\",\"t\":3,\"kind\":\"poll\"}" };

	private static final String CHARACTERS = "{}[]:,\"\\ 0123456789-.eEabtkinduprsxnull\u00e9";

	private final QuickFormat quick = new QuickFormat();

	private final HistoryFormat careful = new HistoryFormat();

	@Test
	void readsTheFrequentKinds() {
		for (String line : LINES) {
			assertThat(quick(line)).as(line).isNotNull().isEqualTo(careful(line));
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"kind\":\"note\",\"t\":1,\"text\":\"n\"}",
			"{\"kind\":\"poll\",\"t\":1,\"process\":\"c\",\"records\":[],\"colour\":1}",
			"{\"kind\":\"poll\",\"t\":1,\"process\":\"c\",\"records\":[],\"offset\":1}",
			"{\"kind\":\"poll\",\"t\":1,\"process\":\"c\",\"records\":[{\"partition\":0,\"offset\":7,\"id\":null}]}",
			"{\"kind\":\"poll\",\"t\":1,\"t\":1,\"process\":\"c\",\"records\":[]}",
			"{\"kind\":\"poll\",\"t\":1.0,\"process\":\"c\",\"records\":[]}",
			"{\"kind\":\"poll\",\"t\":1,\"process\":7,\"records\":[]}",
			"{\"kind\":\"send\",\"t\":1,\"type\":\"ok\",\"process\":\"p\",\"id\":\"a\",\"partition\":0,\"offset\":-7}",
			"{\"kind\":\"poll\",\"t\":1,\"process\":\"c\",\"records\":[]} {}", "{\"kind\":\"poll\",\"t\":1", "" })
	void leavesToTheCarefulWhatNeedsCare(String line) {
		assertThat(quick(line)).isNull();
	}

	@Test
	void neverTakesWhatTheCarefulRefuseNorReadsItInAnotherWay() {
		Random random = new Random(11);
		int taken = 0;
		for (int i = 0; i < 60_000; i++) {
			String line = damaged(LINES[random.nextInt(LINES.length)], random);
			Event event = quick(line);
			if (event != null) {
				taken++;
				assertThat(event).as(line).isEqualTo(careful(line));
			}
		}
		assertThat(taken).isBetween(1_000, 50_000);
	}

	/** One to three characters left out, put in, or changed for others. */
	private static String damaged(String line, Random random) {
		StringBuilder damaged = new StringBuilder(line);
		for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
			int at = random.nextInt(damaged.length());
			int until = at + random.nextInt(2);
			String other = CHARACTERS.substring(random.nextInt(CHARACTERS.length())).substring(0, 1);
			damaged.replace(at, until, random.nextBoolean() ? other : "");
		}
		return damaged.toString();
	}

	private @Nullable Event quick(String line) {
		byte[] bytes = ("##" + line).getBytes(StandardCharsets.UTF_8);
		return this.quick.event(bytes, 2, bytes.length - 2);
	}

	private Event careful(String line) {
		byte[] bytes = ("##" + line).getBytes(StandardCharsets.UTF_8);
		return this.careful.carefully(bytes, 2, bytes.length - 2, 1);
	}

}
