package dev.failoverlab.verdict;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.failoverlab.verdict.Verdict.Met;
import dev.failoverlab.verdict.Verdict.Outage;
import org.jspecify.annotations.Nullable;

/** Expectations that are sentences and no comparison. */
enum Sentence implements Expectation.Condition {

	/** At the end each partition has a leader. */
	LED("every partition has a leader", "no leader was reported of partition "),

	/** At the end every replica is in its ISR. */
	WHOLE("every isr is whole", "not every replica was reported in its ISR"),

	/** Whoever led before leads again. */
	AS_BEFORE("leaders are as before", "the leaders before and after are not known to be the same"),

	/** The fault made at least one partition change its leader. */
	MOVED("a leader moved", "no partition was reported with another leader"),

	/** Something stays unavailable: a legal thing to expect. */
	UNAVAILABLE("an outage never ends", "every outage ended");

	private final String words;

	private final String problem;

	Sentence(String words, String problem) {
		this.words = words;
		this.problem = problem;
	}

	private boolean holds(Facts facts) {
		return switch (this) {
			case LED -> leaderless(facts).isEmpty();
			case WHOLE -> facts.endsWhole();
			case AS_BEFORE -> leaders(facts, 0).values().stream().allMatch(Objects::nonNull)
					&& leaders(facts, 0).equals(leaders(facts, facts.leaders().size() - 1));
			case MOVED -> moved(facts);
			case UNAVAILABLE -> facts.outages().stream().anyMatch(Outage::neverEnded);
		};
	}

	@Override
	public Expectation.Judged judge(String text, Facts facts) {
		boolean met = holds(facts);
		String seen = met ? "yes" : this.problem + ((this == LED) ? leaderless(facts) : "");
		return new Expectation.Judged(new Met(text, seen, met), false);
	}

	@Override
	public boolean isOfOutages() {
		return this == UNAVAILABLE;
	}

	String words() {
		return this.words;
	}

	static @Nullable Sentence find(String words) {
		return Arrays.stream(values())
			.filter((sentence) -> sentence.words.equals(words.toLowerCase(Locale.ROOT)))
			.findFirst()
			.orElse(null);
	}

	private static String leaderless(Facts facts) {
		return facts.lastLeaders()
			.entrySet()
			.stream()
			.filter((entry) -> entry.getValue() == null)
			.map((entry) -> String.valueOf(entry.getKey()))
			.collect(Collectors.joining(", "));
	}

	private static Map<Integer, @Nullable Integer> leaders(Facts facts, int row) {
		return facts.leaders().get(row).leader();
	}

	/** The rows between the first and the last two are those after faults. */
	private static boolean moved(Facts facts) {
		return IntStream.range(1, facts.leaders().size() - 2)
			.anyMatch((row) -> leaders(facts, row).entrySet().stream().anyMatch((after) -> {
				Integer before = leaders(facts, 0).get(after.getKey());
				return before != null && after.getValue() != null && !before.equals(after.getValue());
			}));
	}

}
