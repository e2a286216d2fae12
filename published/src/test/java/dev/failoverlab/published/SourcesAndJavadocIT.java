package dev.failoverlab.published;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static dev.failoverlab.published.Installed.content;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Each artefact has both; the one without classes of its own has notes in their place.
 */
class SourcesAndJavadocIT {

	private static final String NOTES = "README.md";

	private static final Path FOLDER = Path.of("target", "sources-and-javadoc");

	static List<Installed> listed() {
		return Installed.listed();
	}

	@ParameterizedTest
	@MethodSource("listed")
	void sourcesAreThoseOfAllClasses(Installed artefact) {
		List<String> sources = content(artefact.file("sources", FOLDER));
		List<String> classes = classes(artefact);
		assertThat(sources.stream().filter(isOfItsOwn(".java"))).hasSameSizeAs(classes);
		assertThat(sources.contains(NOTES)).isEqualTo(classes.isEmpty());
	}

	@ParameterizedTest
	@MethodSource("listed")
	void javadocHasPages(Installed artefact) {
		List<String> pages = content(artefact.file("javadoc", FOLDER));
		List<String> classes = classes(artefact);
		assertThat(pages).contains(classes.isEmpty() ? NOTES : "index.html");
		assertThat(pages.contains("element-list")).isEqualTo(!classes.isEmpty());
	}

	private static List<String> classes(Installed artefact) {
		return content(artefact.file(".jar")).stream().filter(isOfItsOwn(".class")).toList();
	}

	/** Nested classes have no file of their own. */
	private static Predicate<String> isOfItsOwn(String ending) {
		return (name) -> name.endsWith(ending) && !name.contains("$");
	}

}
