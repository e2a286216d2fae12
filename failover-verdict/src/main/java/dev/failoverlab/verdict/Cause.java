package dev.failoverlab.verdict;

import java.util.List;

import org.jspecify.annotations.Nullable;

/** One way in which writes can stop. */
interface Cause {

	/**
	 * In the order in which they are asked; the first that applies explains an outage.
	 */
	List<Cause> ALL = List.of(new QuorumLost(), new TooFewInSync(), new LeadershipMoved(), new MemberGone(),
			new LeaderUnreachable(), new NoMetadata(), new OtherFault());

	/** The key of outages that none of them explains. */
	String UNEXPLAINED = "unexplained";

	/**
	 * Explains an outage.
	 * @return what is to blame, or null when it is none of this kind
	 */
	@Nullable Blame of(Situation outage);

	/** The first that applies, else that no event explains it. */
	static Blame explain(Situation outage) {
		for (Cause cause : ALL) {
			Blame blame = cause.of(outage);
			if (blame != null) {
				return blame;
			}
		}
		return Blame.of(UNEXPLAINED, 0);
	}

}
