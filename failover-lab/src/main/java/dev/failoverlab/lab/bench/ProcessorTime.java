package dev.failoverlab.lab.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * Processor time until now, in the system's ticks.
 *
 * @param total of all processors, idle or not
 * @param busy not idle
 * @param own by kind, that of this JVM and all processes below it: {@code load},
 * {@code nodes}, {@code services}, {@code tools}, {@code peer}
 */
record ProcessorTime(long total, long busy, Map<String, Long> own) {

	/**
	 * In the first line of /proc/stat: user nice system idle iowait irq softirq steal.
	 */
	private static final int COLUMNS = 8;

	private static final int IDLE = 3;

	private static final int WAITING = 4;

	/** In /proc/PID/stat behind the name: utime and stime. */
	private static final int USER = 11;

	private static final int SYSTEM = 12;

	/**
	 * The time so far; all 0 where the system is not Linux.
	 * @param peer a process that counts as own, too
	 */
	static ProcessorTime now(@Nullable Long peer) {
		Path stat = Path.of("/proc/stat");
		if (!Files.exists(stat)) {
			return new ProcessorTime(0, 0, Map.of());
		}
		Map<String, Long> own = new TreeMap<>();
		ProcessHandle lab = ProcessHandle.current();
		Stream.concat(Stream.of(lab), lab.descendants())
			.forEach((each) -> own.merge(each.equals(lab) ? "load" : kind(each.pid()), ticks(each.pid()), Long::sum));
		if (peer != null) {
			own.put("peer", ticks(peer));
		}
		// Those that have ended: their time is now that of their parent's children.
		own.merge("tools", field(lab.pid(), USER + 2) + field(lab.pid(), SYSTEM + 2), Long::sum);
		return of(read(stat), own);
	}

	static ProcessorTime of(String stat, Map<String, Long> own) {
		long[] columns = Arrays.stream(stat.lines().findFirst().orElse("").split("\\s+"))
			.skip(1)
			.limit(COLUMNS)
			.mapToLong(Long::parseLong)
			.toArray();
		long total = LongStream.of(columns).sum();
		return new ProcessorTime(total, total - columns[IDLE] - columns[WAITING], own);
	}

	/**
	 * The share of all processor time since an earlier moment that other programs took; 0
	 * where the system does not tell.
	 */
	double othersSince(ProcessorTime before) {
		long total = this.total - before.total;
		long others = this.busy - before.busy - (sum() - before.sum());
		return (total > 0) ? Math.max(0, (double) others / total) : 0;
	}

	/** By kind, how many processors it used on average since an earlier moment. */
	Map<String, Double> usedSince(ProcessorTime before) {
		double ticks = (double) (this.total - before.total) / Runtime.getRuntime().availableProcessors();
		Map<String, Double> used = new TreeMap<>();
		this.own.forEach((kind, time) -> used.put(kind, (time - before.own.getOrDefault(kind, 0L)) / ticks));
		return used;
	}

	private long sum() {
		return this.own.values().stream().mapToLong(Long::longValue).sum();
	}

	private static long ticks(long pid) {
		return field(pid, USER) + field(pid, SYSTEM);
	}

	private static long field(long pid, int index) {
		String stat = read(Path.of("/proc", String.valueOf(pid), "stat"));
		return Arrays.stream(stat.substring(stat.lastIndexOf(')') + 1).strip().split(" "))
			.skip(index)
			.findFirst()
			.map(Long::parseLong)
			.orElse(0L);
	}

	private static String kind(long pid) {
		String command = read(Path.of("/proc", String.valueOf(pid), "cmdline"));
		if (command.contains("NodeMain")) {
			return "nodes";
		}
		return (command.contains("-service-") || command.contains(DoNothing.class.getName())) ? "services" : "tools";
	}

	/** Empty when the process has ended. */
	private static String read(Path file) {
		try {
			return Files.readString(file, StandardCharsets.ISO_8859_1);
		}
		catch (IOException ex) {
			return "";
		}
	}

}
