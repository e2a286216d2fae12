package dev.failoverlab.verdict;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.failoverlab.verdict.Verdict.Outage;
import org.jspecify.annotations.Nullable;

/**
 * A number of a verdict that expectations can speak of.
 *
 * @param name its name in expectations
 * @param duration whether it is a time, in milliseconds
 * @param grows whether more history can only make it higher, so that a value that is too
 * high is proven by any history that shows it
 * @param value its value, or null when it was not observed
 */
record Figure(String name, boolean duration, boolean grows, Function<Facts, @Nullable Range> value) {

	private static final Map<String, Figure> ALL = all();

	private static final Pattern OBSERVED = Pattern.compile("observed \"([^\"]+)\"", Pattern.CASE_INSENSITIVE);

	private static final Set<String> OF_OUTAGES = Set.of("outage", "outages", "detection", "recovery", "consumer");

	static @Nullable Figure find(String name) {
		Matcher observed = OBSERVED.matcher(name);
		return observed.matches() ? observed(observed.group(1)) : ALL.get(name.toLowerCase(Locale.ROOT));
	}

	/**
	 * A number that was asked of the cluster; which ones there are, a run alone tells.
	 */
	private static Figure observed(String name) {
		return new Figure("observed \"" + name + "\"", false, false, (facts) -> {
			Object value = facts.observed().get(name);
			return Range.of((value instanceof Number number) ? number : null);
		});
	}

	/** Whether it speaks of outages, or of how long their parts took. */
	boolean isOfOutages() {
		return OF_OUTAGES.contains(this.name);
	}

	boolean isObserved() {
		return OBSERVED.matcher(this.name).matches();
	}

	/** An observation can be a count or a time, as the expectation has it. */
	Figure asDuration() {
		return new Figure(this.name, true, this.grows, this.value);
	}

	static Collection<Figure> known() {
		return Collections.unmodifiableCollection(ALL.values());
	}

	private static Map<String, Figure> all() {
		Map<String, Figure> all = new LinkedHashMap<>();
		for (Anomaly anomaly : Anomaly.all()) {
			add(all, new Figure(anomaly.word(), false, anomaly.isProof(), (facts) -> counted(facts, anomaly)));
		}
		add(all, count("acknowledged", true, (facts) -> facts.sends().ok()));
		add(all, count("failed", true, (facts) -> facts.sends().fail()));
		add(all, count("unknown", false, (facts) -> facts.sends().info()));
		add(all, count("delivered", true, (facts) -> facts.deliveries().once() + facts.deliveries().more()));
		add(all, count("never delivered", false, (facts) -> facts.deliveries().never()));
		add(all, count("delivered once", false, (facts) -> facts.deliveries().once()));
		add(all, count("delivered more than once", true, (facts) -> facts.deliveries().more()));
		add(all, new Figure("rebalances", false, true, (facts) -> Range.of(facts.rebalances())));
		add(all, new Figure("health down", false, true, (facts) -> Range.of(facts.timesDown())));
		add(all, new Figure("outage", true, true, Figure::longestOutage));
		add(all, new Figure("outages", false, true, Figure::outages));
		add(all, longest("detection", Outage::detectionMs));
		add(all, longest("recovery", Outage::recoveryMs));
		add(all, longest("consumer", Outage::consumerMs));
		add(all, new Figure("latency p50", true, false, (facts) -> Range.of(facts.latency().p50())));
		add(all, new Figure("latency p99", true, false, (facts) -> Range.of(facts.latency().p99())));
		add(all, new Figure("latency p999", true, false, (facts) -> Range.of(facts.latency().p999())));
		add(all, new Figure("latency max", true, true, (facts) -> Range.of(facts.latency().max())));
		add(all, new Figure("delivery max", true, true, (facts) -> Range.of(facts.slowestDelivery())));
		return all;
	}

	/** Null when it does not apply, or the history cannot tell. */
	private static @Nullable Range counted(Facts facts, Anomaly anomaly) {
		return Range.of(Verdict.finding(facts.findings(), anomaly.word()).map(Verdict.Finding::count).orElse(null));
	}

	private static void add(Map<String, Figure> all, Figure figure) {
		all.put(figure.name().toLowerCase(Locale.ROOT), figure);
	}

	private static Figure count(String name, boolean grows, Function<Facts, Long> value) {
		return new Figure(name, false, grows, (facts) -> Range.of(value.apply(facts)));
	}

	/**
	 * The longest over all outages that know it; not known when there are outages and
	 * none of them does.
	 */
	private static Figure longest(String name, Function<Outage, @Nullable Long> part) {
		return new Figure(name, true, true, (facts) -> {
			List<Outage> outages = facts.outages().stream().filter((outage) -> outage.fault() != null).toList();
			OptionalLong longest = outages.stream().map(part).filter(Objects::nonNull).mapToLong(Long::longValue).max();
			return (longest.isEmpty() && !outages.isEmpty()) ? null : Range.of(longest.orElse(0));
		});
	}

	/**
	 * An outage that never ended is at least as long as was seen, and may be any longer.
	 */
	private static @Nullable Range longestOutage(Facts facts) {
		if (noneObserved(facts)) {
			return null;
		}
		double longest = facts.outages()
			.stream()
			.map(Outage::lengthMs)
			.filter(Objects::nonNull)
			.mapToDouble(Long::doubleValue)
			.max()
			.orElse(0);
		boolean open = facts.outages().stream().anyMatch(Outage::neverEnded);
		return new Range(longest, open ? Double.POSITIVE_INFINITY : longest);
	}

	private static @Nullable Range outages(Facts facts) {
		return noneObserved(facts) ? null : Range.of(facts.outages().stream().filter(Outage::observed).count());
	}

	private static boolean noneObserved(Facts facts) {
		long unobserved = facts.outages().stream().filter((outage) -> !outage.observed()).count();
		return unobserved == facts.lastLeaders().size();
	}

	/**
	 * What is known of a value.
	 *
	 * @param atLeast the least that it is
	 * @param atMost the most that it can be
	 */
	record Range(double atLeast, double atMost) {

		static @Nullable Range of(@Nullable Number value) {
			return (value != null) ? new Range(value.doubleValue(), value.doubleValue()) : null;
		}

	}

}
