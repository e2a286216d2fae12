package dev.failoverlab.lab.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.failoverlab.lab.UsageException;
import dev.failoverlab.lab.bench.Variant;
import picocli.CommandLine.Option;

/** The producer services that are measured. */
final class VariantOptions {

	@Option(names = "--producer", paramLabel = "KEY=VALUE,…",
			description = "Settings of the service's producer; once for each service that is measured "
					+ "(linger.ms=0, linger.ms=2 and linger.ms=5).")
	private List<String> variants = List.of("linger.ms=0", "linger.ms=2", "linger.ms=5");

	/**
	 * One variant for each option.
	 * @throws UsageException when one is not a list of settings
	 */
	List<Variant> all() {
		return this.variants.stream().map(VariantOptions::variant).toList();
	}

	private static Variant variant(String text) {
		Map<String, String> settings = new LinkedHashMap<>();
		for (String each : text.split(",", -1)) {
			String[] parts = each.split("=", 2);
			if (parts.length < 2 || parts[0].isBlank()) {
				throw new UsageException("--producer takes KEY=VALUE, such as linger.ms=5, and not " + each + ".");
			}
			settings.put(parts[0], parts[1]);
		}
		return new Variant(settings);
	}

}
