package dev.failoverlab.cluster.compose;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Maven builds nothing in an image as long as the pom of a module is missing there. */
class ImageFilesTests {

	private static final Path PROJECT = Path.of("..");

	private static final Pattern MODULE = Pattern.compile("<module>(.*)</module>");

	@Test
	void eachModulesPomIsCopied() throws IOException {
		List<String> modules = MODULE.matcher(Files.readString(PROJECT.resolve("pom.xml")))
			.results()
			.map((module) -> module.group(1))
			.toList();
		assertThat(modules).hasSizeGreaterThan(10);
		assertThat(Files.readAllLines(PROJECT.resolve("Dockerfile")))
			.containsAll(modules.stream().map("COPY %1$s/pom.xml %1$s/"::formatted).toList());
		assertThat(Files.readAllLines(PROJECT.resolve(".dockerignore")))
			.containsAll(modules.stream().map("!%s/pom.xml"::formatted).toList());
	}

}
