package dev.failoverlab.verdict;

import java.util.List;

import org.jspecify.annotations.Nullable;

/** A send ended with the producer's error that it got no metadata of the topic. */
final class NoMetadata implements Cause {

	@Override
	public @Nullable Blame of(Situation outage) {
		List<Long> lines = outage.seen().timeline.sendsWithoutMetadata(outage.partition(), outage.from(), outage.to());
		return lines.isEmpty() ? null : Blame.of("metadata", lines.get(0));
	}

}
