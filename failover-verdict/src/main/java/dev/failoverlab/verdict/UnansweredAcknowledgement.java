package dev.failoverlab.verdict;

import java.util.Map;
import java.util.stream.Stream;

import dev.failoverlab.verdict.Verdict.Example;

/** A member was never told how its acknowledgement was taken. */
final class UnansweredAcknowledgement extends Anomaly {

	UnansweredAcknowledgement() {
		super("unanswered-acknowledgement", "acknowledgement that has neither a success nor an error",
				"acknowledgements that have neither a success nor an error",
				"deliveries of a share group that a member accepted, released or rejected, whose acknowledgement has no"
						+ " outcome, although a later one of the same member on the same partition has one",
				"A member of the share group acknowledged the email, and its client reported neither a success nor an"
						+ " error. The application cannot know whether the email comes again.");
	}

	@Override
	public String sentence(Example example) {
		return "Email " + example.id(0) + example.place() + " was delivered at " + example.time(0)
				+ " and acknowledged, and the member was never told whether that succeeded.";
	}

	@Override
	boolean appliesTo(Tables tables) {
		return tables.isShared();
	}

	@Override
	Stream<Example> find(Tables tables) {
		Map<String, Long> last = tables.share().lastSettled();
		return tables.share()
			.acquisitions()
			.filter((each) -> each.isAnswered() && each.result == null)
			.filter((each) -> last.getOrDefault(ShareGroup.session(each), 0L) > each.answerLine)
			.map(Acquisition::example);
	}

}
