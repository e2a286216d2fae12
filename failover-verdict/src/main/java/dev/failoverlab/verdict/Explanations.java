package dev.failoverlab.verdict;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

import dev.failoverlab.verdict.Explanation.Phase;
import dev.failoverlab.verdict.Verdict.Outage;

/**
 * Explains outages: those of one cause and one time together, and the shortest ones that
 * no event explains in one line.
 *
 * @param seen what they are found by
 */
record Explanations(Observations seen) {

	private static final long MILLISECOND = 1_000_000;

	/** What no event explains is worth a line of its own from here on. */
	private static final long BLIP = 250 * MILLISECOND;

	/**
	 * Explains.
	 * @param outages in the order of the verdict
	 * @return in the order of time, the blips last
	 */
	List<Explanation> of(List<Outage> outages) {
		List<Explained> all = new ArrayList<>(this.seen.pauses().stream().map(this::explained).toList());
		for (int i = 0; i < outages.size(); i++) {
			if (outages.get(i).observed()) {
				all.add(explained(i, outages.get(i)));
			}
		}
		all.sort(Comparator.comparingLong((item) -> item.situation().from()));
		List<Explained> blips = all.stream().filter(Explanations::isBlip).toList();
		List<CommonCause> causes = new ArrayList<>();
		all.stream().filter((item) -> !isBlip(item)).forEach((item) -> add(item, causes));
		Stream<Explanation> told = causes.stream().map(this::explanation);
		return (blips.isEmpty() ? told : Stream.concat(told, Stream.of(blips(blips)))).toList();
	}

	private static boolean isBlip(Explained item) {
		return item.blame().key().equals(Cause.UNEXPLAINED) && item.situation().length() < BLIP;
	}

	private Explained explained(int index, Outage outage) {
		long from = time(outage, Verdict.Sign.BEGAN, 0);
		boolean ended = !outage.neverEnded();
		long length = (outage.lengthMs() != null) ? outage.lengthMs() : 0;
		long to = time(outage, Verdict.Sign.ENDED, from + MILLISECOND * length);
		Situation situation = new Situation(outage.partition(), from, to, ended, this.seen);
		List<Long> lines = outage.basis().stream().map(Verdict.Observation::line).toList();
		return new Explained(index, situation, Cause.explain(situation), lines);
	}

	private static long time(Outage outage, Verdict.Sign sign, long otherwise) {
		return outage.basis()
			.stream()
			.filter((seen) -> seen.sign() == sign)
			.mapToLong(Verdict.Observation::t)
			.findFirst()
			.orElse(otherwise);
	}

	private Explained explained(ConsumerPause pause) {
		Situation situation = new Situation(pause.partition(), pause.from(), pause.to(), pause.ended(), this.seen);
		return new Explained(-1, situation, ConsumerCause.explain(situation), List.of());
	}

	private static void add(Explained item, List<CommonCause> groups) {
		groups.stream().filter((group) -> group.takes(item)).findFirst().orElseGet(() -> {
			CommonCause one = new CommonCause();
			groups.add(one);
			return one;
		}).add(item);
	}

	private Explanation explanation(CommonCause group) {
		Explained longest = group.longest();
		SortedSet<Integer> nodes = group.all((item) -> item.blame().nodes());
		SortedSet<Integer> led = group.all((item) -> item.blame().led());
		Blame all = new Blame(longest.blame().key(), longest.blame().fault(), nodes, led, longest.blame().values(),
				List.of());
		List<Phase> phases = longest.isConsumers() ? ConsumerCause.phases(longest.situation(), longest.blame())
				: new Phases(longest.situation(), longest.blame()).all();
		return new Explanation(key(all), parameters(group, all), phases, group.from() / MILLISECOND,
				group.ended() ? Long.valueOf(group.to() / MILLISECOND) : null, group.outages(), lines(group));
	}

	/**
	 * Some texts differ by whether a node led a partition, and by the number of nodes.
	 */
	private static String key(Blame blame) {
		String key = blame.key();
		if (key.equals("member") && !blame.led().isEmpty()) {
			key += ".led";
		}
		boolean numbered = key.startsWith("member") || key.equals("leader");
		return numbered ? key + ((blame.nodes().size() > 1) ? ".many" : ".one") : key;
	}

	private Map<String, Object> parameters(CommonCause group, Blame blame) {
		Map<String, Object> parameters = new HashMap<>(blame.values());
		parameters.put("partitions",
				List.copyOf(group.all((item) -> new TreeSet<>(List.of(item.situation().partition())))));
		parameters.put("of", this.seen.partitions.size());
		parameters.put("shortest_ms", group.shortest());
		parameters.put("longest_ms", group.longest().ms());
		parameters.put("ended", group.ended());
		if (!blame.nodes().isEmpty()) {
			parameters.put("nodes", List.copyOf(blame.nodes()));
		}
		if (!blame.led().isEmpty()) {
			parameters.put("led", List.copyOf(blame.led()));
		}
		if (blame.fault() != null) {
			parameters.put("fault", blame.fault().fault);
			parameters.put("phrase", blame.fault().phrase);
		}
		return parameters;
	}

	private static List<Long> lines(CommonCause group) {
		return group.items()
			.stream()
			.flatMap((item) -> Stream.of(item.lines(), item.blame().lines(),
					item.isConsumers() ? List.<Long>of() : new Phases(item.situation(), item.blame()).lines()))
			.flatMap(List::stream)
			.filter((line) -> line > 0)
			.distinct()
			.sorted()
			.toList();
	}

	private static Explanation blips(List<Explained> blips) {
		CommonCause all = new CommonCause();
		blips.forEach(all::add);
		long longest = blips.stream().mapToLong((item) -> item.situation().length()).max().orElse(0) / MILLISECOND;
		return new Explanation((blips.size() == 1) ? "blips.one" : "blips.many",
				Map.of("count", blips.size(), "longest_ms", longest), List.of(), all.from() / MILLISECOND,
				all.to() / MILLISECOND, all.outages(), lines(all));
	}

}
