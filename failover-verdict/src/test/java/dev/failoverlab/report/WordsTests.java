package dev.failoverlab.report;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class WordsTests {

	/** Followed by "of node 2", or by nothing. */
	@ParameterizedTest
	@CsvSource({ "kill, kill", "isolate, isolation", "disk-full, full disk", "disk-gone, lost disk", "wipe, wipe",
			"bounce, bounce", "restart-client, restart of a client" })
	void aFaultIsAThing(String fault, String thing) {
		assertThat(Words.fault(fault)).isEqualTo(thing);
	}

}
