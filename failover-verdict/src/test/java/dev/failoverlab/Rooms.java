package dev.failoverlab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.PackageMatcher;

import static java.util.Map.entry;

/** The rooms of the house, each a package, and what each uses. */
public final class Rooms {

	private static final Pattern ROW = Pattern.compile("\\| `(?:dev\\.failoverlab)?\\.([a-z.]+)` \\| .* \\| (.*) \\|");

	/** An empty name means that every room may use it. */
	private static final Map<String, String> LIBRARIES = Map.ofEntries(entry("org.apache.kafka..", "Kafka's clients"),
			entry("org.springframework..", "Spring"), entry("jakarta.servlet..", "Spring"),
			entry("tools.jackson..", "Jackson"), entry("com.fasterxml.jackson.annotation", "Jackson"),
			entry("org.HdrHistogram..", "HdrHistogram"), entry("org.yaml.snakeyaml..", "SnakeYAML"),
			entry("picocli..", "picocli"), entry("org.junit..", "JUnit"), entry("org.assertj..", "AssertJ"),
			entry("org.apache.hc..", "HttpClient"), entry("ch.qos.logback..", "Logback"),
			entry("org.slf4j..", "Logback"), entry("java..", ""), entry("javax..", ""), entry("org.jspecify..", ""),
			entry("dev.failoverlab.lab", ""));

	private Rooms() {
	}

	/** What each room says it uses: the table of CONTRIBUTING.md. */
	public static SortedMap<String, Set<String>> table() throws IOException {
		SortedMap<String, Set<String>> table = new TreeMap<>();
		for (String line : Files.readAllLines(Path.of("..", "CONTRIBUTING.md"))) {
			Matcher row = ROW.matcher(line);
			if (row.matches()) {
				table.put(row.group(1), new TreeSet<>(Set.of(row.group(2).split(", "))));
			}
		}
		return table;
	}

	/**
	 * What each room really uses, from its byte code. What is neither room nor library
	 * stands under the name of its package, so that it is noticed.
	 * @param classes the classes of all rooms
	 */
	public static SortedMap<String, Set<String>> used(JavaClasses classes) {
		SortedMap<String, Set<String>> uses = new TreeMap<>();
		for (JavaClass type : classes) {
			String room = name(type);
			Set<String> used = uses.computeIfAbsent(room, (name) -> new TreeSet<>());
			type.getDirectDependenciesFromSelf()
				.stream()
				.map((dependency) -> name(dependency.getTargetClass().getBaseComponentType()))
				.filter((name) -> !name.equals(room) && !name.isEmpty())
				.forEach(used::add);
		}
		uses.remove("");
		return uses;
	}

	private static String name(JavaClass type) {
		String name = type.getPackageName();
		return LIBRARIES.entrySet()
			.stream()
			.filter((library) -> PackageMatcher.of(library.getKey()).matches(name))
			.findFirst()
			.map(Map.Entry::getValue)
			.orElseGet(() -> room(name));
	}

	/** To those who use it, the whole of {@code kafka-cluster} is one room. */
	private static String room(String name) {
		return name.replaceFirst("^dev\\.failoverlab\\.", "").replaceFirst("^cluster\\..*", "cluster");
	}

}
