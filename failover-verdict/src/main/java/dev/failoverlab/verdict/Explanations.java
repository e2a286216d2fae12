package dev.failoverlab.verdict;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;

import dev.failoverlab.verdict.Explanation.Phase;
import dev.failoverlab.verdict.Verdict.Outage;
import org.jspecify.annotations.Nullable;

/**
 * Explains outages: those of one cause and one time together, and the shortest ones that
 * no event explains in one line.
 */
final class Explanations {

	private static final long MILLISECOND = 1_000_000;

	/** What no event explains is worth a line of its own from here on. */
	private static final long BLIP = 250 * MILLISECOND;

	/** Outages of one cause that are further apart are two. */
	private static final long APART = 1_000 * MILLISECOND;

	private final Timeline timeline;

	private final Settings settings;

	private final int partitions;

	Explanations(Timeline timeline, Settings settings, int partitions) {
		this.timeline = timeline;
		this.settings = settings;
		this.partitions = partitions;
	}

	/**
	 * Explains.
	 * @param outages in the order of the verdict
	 * @param pauses those of the consumer
	 * @return in the order of time, the blips last
	 */
	List<Explanation> of(List<Outage> outages, List<ConsumerPause> pauses) {
		List<Group> groups = new ArrayList<>();
		List<Item> blips = new ArrayList<>();
		Stream
			.concat(Stream.iterate(0, (i) -> i < outages.size(), (i) -> i + 1)
				.filter((i) -> outages.get(i).observed())
				.map((i) -> item(i, outages.get(i))), pauses.stream().map(this::item))
			.sorted(Comparator.comparingLong((Item item) -> item.situation().from()))
			.forEach((item) -> {
				boolean blip = item.blame().key().equals(Cause.UNEXPLAINED) && item.situation().length() < BLIP;
				if (blip) {
					blips.add(item);
				}
				else {
					add(item, groups);
				}
			});
		List<Explanation> all = new ArrayList<>(groups.stream().map(this::explanation).toList());
		if (!blips.isEmpty()) {
			all.add(blips(blips));
		}
		return all;
	}

	private Item item(int index, Outage outage) {
		long from = outage.basis()
			.stream()
			.filter((seen) -> seen.sign() == Verdict.Sign.BEGAN)
			.findFirst()
			.orElseThrow()
			.t();
		boolean ended = !outage.neverEnded();
		long to = outage.basis()
			.stream()
			.filter((seen) -> seen.sign() == Verdict.Sign.ENDED)
			.findFirst()
			.map(Verdict.Observation::t)
			.orElse(from + MILLISECOND * ((outage.lengthMs() != null) ? outage.lengthMs() : 0));
		Situation situation = new Situation(outage.partition(), from, to, ended, this.timeline, this.settings);
		List<Long> lines = outage.basis().stream().map(Verdict.Observation::line).toList();
		return new Item(index, situation, Cause.explain(situation), lines);
	}

	private Item item(ConsumerPause pause) {
		Situation situation = new Situation(pause.partition(), pause.from(), pause.to(), pause.ended(), this.timeline,
				this.settings);
		return new Item(-1, situation, ConsumerCause.explain(situation), List.of());
	}

	private static void add(Item item, List<Group> groups) {
		groups.stream().filter((group) -> group.takes(item)).findFirst().orElseGet(() -> {
			Group one = new Group(new ArrayList<>());
			groups.add(one);
			return one;
		}).items().add(item);
	}

	private Explanation explanation(Group group) {
		Item longest = group.longest();
		SortedSet<Integer> nodes = group.all((item) -> item.blame().nodes());
		SortedSet<Integer> led = group.all((item) -> item.blame().led());
		Blame all = new Blame(longest.blame().key(), longest.blame().fault(), nodes, led, longest.blame().values(),
				List.of());
		List<Phase> phases = longest.isConsumers() ? ConsumerCause.phases(longest.situation(), longest.blame())
				: new Phases(longest.situation(), longest.blame()).all();
		return new Explanation(new Message(key(all), parameters(group, all)), phases, group.from() / MILLISECOND,
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

	private Map<String, Object> parameters(Group group, Blame blame) {
		Map<String, Object> parameters = new HashMap<>(blame.values());
		parameters.put("partitions",
				List.copyOf(group.all((item) -> new TreeSet<>(List.of(item.situation().partition())))));
		parameters.put("of", this.partitions);
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

	private static List<Long> lines(Group group) {
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

	private static Explanation blips(List<Item> blips) {
		Group all = new Group(blips);
		return new Explanation(
				new Message((blips.size() == 1) ? "blips.one" : "blips.many",
						Map.of("count", blips.size(), "longest_ms", all.longest().ms())),
				List.of(), all.from() / MILLISECOND, all.to() / MILLISECOND, all.outages(), lines(all));
	}

	/**
	 * One outage, explained.
	 *
	 * @param index its index in the verdict; -1 for a pause of the consumer
	 * @param situation what was known
	 * @param blame what is to blame
	 * @param lines that show the outage itself
	 */
	private record Item(int index, Situation situation, Blame blame, List<Long> lines) {

		boolean isConsumers() {
			return this.index < 0;
		}

		long ms() {
			return this.situation.to() / MILLISECOND - this.situation.from() / MILLISECOND;
		}

	}

	/**
	 * Outages of one cause and one time.
	 *
	 * @param items in the order in which they began
	 */
	private record Group(List<Item> items) {

		boolean takes(Item item) {
			return this.items.get(0).blame().isLike(item.blame()) && item.situation().from() <= to() + APART;
		}

		Item longest() {
			return this.items.stream()
				.max(Comparator.comparing((Item item) -> !item.situation().ended()).thenComparing(Item::ms))
				.orElseThrow();
		}

		/** The shortest of the longest of each partition, in ms. */
		long shortest() {
			Map<Integer, Long> longest = new HashMap<>();
			this.items.forEach((item) -> longest.merge(item.situation().partition(), item.ms(), Math::max));
			return Collections.min(longest.values());
		}

		SortedSet<Integer> all(Function<Item, SortedSet<Integer>> of) {
			SortedSet<Integer> all = new TreeSet<>();
			this.items.forEach((item) -> all.addAll(of.apply(item)));
			return all;
		}

		boolean ended() {
			return this.items.stream().allMatch((item) -> item.situation().ended());
		}

		long from() {
			return this.items.stream().mapToLong((item) -> item.situation().from()).min().orElse(0);
		}

		long to() {
			return this.items.stream().mapToLong((item) -> item.situation().to()).max().orElse(0);
		}

		List<Integer> outages() {
			return this.items.stream().map(Item::index).filter((index) -> index >= 0).sorted().toList();
		}

	}

}
