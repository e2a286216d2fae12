package dev.failoverlab.verdict;

import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

import dev.failoverlab.verdict.Verdict.Leaders;
import dev.failoverlab.verdict.Verdict.Met;
import dev.failoverlab.verdict.Verdict.Outage;
import org.jspecify.annotations.Nullable;

/** Expectations that are sentences and no comparison. */
enum Sentence implements Expectation.Condition {

	/** At the end somebody leads each partition. */
	LED("every partition has a leader") {
		@Override
		String problem(Facts facts) {
			String without = facts.lastLeaders()
				.entrySet()
				.stream()
				.filter((entry) -> entry.getValue() == null)
				.map((entry) -> String.valueOf(entry.getKey()))
				.collect(Collectors.joining(", "));
			return without.isEmpty() ? "" : "no leader was reported of partition " + without;
		}
	},

	/** At the end every replica is in its ISR. */
	WHOLE("every isr is whole") {
		@Override
		String problem(Facts facts) {
			return facts.endsWhole() ? "" : "not every replica was reported in its ISR";
		}
	},

	/** Whoever led before leads again. */
	AS_BEFORE("leaders are as before") {
		@Override
		String problem(Facts facts) {
			return same(facts, 3) ? "" : "the leaders before and after are not known to be the same";
		}
	},

	/** The fault made at least one partition change its leader. */
	MOVED("a leader moved") {
		@Override
		String problem(Facts facts) {
			Map<Integer, @Nullable Integer> before = facts.leaders().get(0).leader();
			Map<Integer, @Nullable Integer> after = facts.leaders().get(1).leader();
			boolean moved = before.entrySet()
				.stream()
				.anyMatch((entry) -> entry.getValue() != null && after.get(entry.getKey()) != null
						&& !entry.getValue().equals(after.get(entry.getKey())));
			return moved ? "" : "no partition was reported with another leader";
		}
	},

	/** Something stays unavailable: a legal thing to expect. */
	UNAVAILABLE("an outage never ends") {
		@Override
		String problem(Facts facts) {
			return facts.outages().stream().anyMatch(Outage::neverEnded) ? "" : "every outage ended";
		}
	};

	private final String words;

	Sentence(String words) {
		this.words = words;
	}

	/** What is wrong, or nothing when it is met. */
	abstract String problem(Facts facts);

	@Override
	public Expectation.Judged judge(String text, Facts facts) {
		String problem = problem(facts);
		boolean met = problem.isEmpty();
		return new Expectation.Judged(new Met(text, met ? "yes" : problem, met), false);
	}

	@Override
	public boolean isOfOutages() {
		return this == UNAVAILABLE;
	}

	String words() {
		return this.words;
	}

	static @Nullable Sentence find(String words) {
		for (Sentence sentence : values()) {
			if (sentence.words.equals(words.toLowerCase(Locale.ROOT))) {
				return sentence;
			}
		}
		return null;
	}

	private static boolean same(Facts facts, int row) {
		Leaders before = facts.leaders().get(0);
		Leaders then = facts.leaders().get(row);
		return before.leader().values().stream().allMatch(Objects::nonNull) && before.leader().equals(then.leader());
	}

}
