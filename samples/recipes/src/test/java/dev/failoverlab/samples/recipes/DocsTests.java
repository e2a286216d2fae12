package dev.failoverlab.samples.recipes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The code in docs/your-own.md is what these tests run. */
class DocsTests {

	private static final Path DOCS = Path.of("..", "..", "docs");

	/** A line that ends with a link to a file, and the code below it. */
	private static final Pattern CODE = Pattern
		.compile("\\]\\((\\.\\./samples/recipes/[^)]+)\\):\\n\\n```\\w+\\n(.+?)```\\n", Pattern.DOTALL);

	@Test
	void theCodeOfEachRecipeIsTheEndOfTheFileThatItNames() throws IOException {
		Map<Path, String> shown = shown();
		for (Map.Entry<Path, String> code : shown.entrySet()) {
			assertThat(Files.readString(code.getKey())).endsWith(code.getValue());
		}
		try (Stream<Path> recipes = Files.list(Path.of("src/test/java/dev/failoverlab/samples/recipes"))) {
			assertThat(Stream.concat(recipes, Stream.of(Path.of("meters.sh")))
				.filter((file) -> !file.endsWith("DocsTests.java"))
				.map((file) -> file.toAbsolutePath().normalize())
				.collect(Collectors.toSet())).isEqualTo(shown.keySet());
		}
	}

	private static Map<Path, String> shown() throws IOException {
		Map<Path, String> shown = new TreeMap<>();
		Matcher code = CODE.matcher(Files.readString(DOCS.resolve("your-own.md")));
		while (code.find()) {
			shown.put(DOCS.resolve(code.group(1)).toAbsolutePath().normalize(), code.group(2));
		}
		return shown;
	}

}
