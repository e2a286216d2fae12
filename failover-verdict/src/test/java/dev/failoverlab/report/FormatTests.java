package dev.failoverlab.report;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class FormatTests {

	@ParameterizedTest
	@CsvSource({ "0, 0 ms", "180, 180 ms", "25.84, 25.8 ms", "999, 999 ms", "1000, 1.00 s", "10793, 10.79 s",
			"59000, 59.00 s", "60000, 1 min 00 s", "125900, 2 min 05 s", "3600000, 60 min 00 s" })
	void aLengthOfTimeHasTheUnitThatFits(double milliseconds, String text) {
		assertThat(Format.duration(milliseconds)).isEqualTo(text);
	}

	@Test
	void whatWasNotSeenIsADash() {
		assertThat(Format.duration((Number) null)).isEqualTo("-");
		assertThat(Format.moment(null)).isEqualTo("never");
	}

	@Test
	void countsThings() {
		assertThat(Format.count(1, "email")).isEqualTo("1 email");
		assertThat(Format.count(1234, "email")).isEqualTo("1,234 emails");
	}

}
