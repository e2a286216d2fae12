package dev.failoverlab.lab.load;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

import static org.assertj.core.api.Assertions.assertThat;

class SendErrorTests {

	@ParameterizedTest
	@CsvFileSource(files = "../docs/send-errors.csv", numLinesToSkip = 1)
	void errorsAreClassifiedAsInTheTable(Class<? extends Throwable> type, String raisedBySend, String reportedLater)
			throws Exception {
		Throwable error = type.getConstructor(String.class).newInstance("made for a test");
		assertThat(outcome(error, true)).isEqualTo(raisedBySend);
		assertThat(outcome(error, false)).isEqualTo(reportedLater);
	}

	private static String outcome(Throwable error, boolean raisedBySend) {
		return SendError.isCertain(error, raisedBySend) ? "failed" : "unknown";
	}

}
