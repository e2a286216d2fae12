package dev.failoverlab.producer.send;

import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

import static org.assertj.core.api.Assertions.assertThat;

class ErrorClassificationTests {

	@ParameterizedTest
	@CsvFileSource(files = "../docs/send-errors.csv", numLinesToSkip = 1)
	void errorsAreClassifiedAsTheTableSays(Class<? extends Throwable> type, String raisedBySend, String reportedLater)
			throws Exception {
		Throwable error = type.getConstructor(String.class).newInstance("made for a test");
		assertThat(known(ErrorClassification.raisedBySend(error))).isEqualTo(raisedBySend);
		assertThat(known(ErrorClassification.reportedLater(error))).isEqualTo(reportedLater);
	}

	@Test
	void aRecordThatTheProducerFindsTooLargeIsTheCallersError() {
		SendOutcome outcome = ErrorClassification.raisedBySend(new RecordTooLargeException("2000000 bytes"));
		assertThat(outcome).isInstanceOf(SendOutcome.Rejected.class);
		assertThat(outcome.status()).isEqualTo(413);
		assertThat(outcome.word()).isEqualTo("rejected");
	}

	@Test
	void aRecordThatABrokerFindsTooLargeMayHaveBeenWrittenByAnEarlierAttempt() {
		assertThat(ErrorClassification.reportedLater(new RecordTooLargeException("2000000 bytes")).word())
			.isEqualTo("unknown");
	}

	@Test
	void theDetailNamesTheCauseAndNoClass() {
		assertThat(ErrorClassification.reportedLater(new TimeoutException("Expiring 1 record(s)")).detail())
			.endsWith("no acknowledgement came: The request timed out.");
		assertThat(ErrorClassification.raisedBySend(new InvalidTopicException("a b")).detail())
			.contains("Nothing was sent", "invalid topic")
			.doesNotContain("a b", "Exception");
		assertThat(ErrorClassification.reportedLater(new IllegalStateException("secret")).detail())
			.doesNotContain("secret", "Exception");
	}

	/** What is rejected is not written either. */
	private static String known(SendOutcome outcome) {
		return (outcome instanceof SendOutcome.Rejected) ? "failed" : outcome.word();
	}

}
