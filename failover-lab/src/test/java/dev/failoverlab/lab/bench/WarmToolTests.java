package dev.failoverlab.lab.bench;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

public class WarmToolTests {

	private static final List<List<String>> RUNS = new ArrayList<>();

	public static void main(String[] args) {
		RUNS.add(List.of(args));
	}

	@Test
	void itRunsTheToolSoOftenWithItsOwnArguments() throws ReflectiveOperationException {
		WarmTool.main(new String[] { "3", WarmToolTests.class.getName(), "--topic", "x" });
		assertThat(RUNS).hasSize(3).allMatch(List.of("--topic", "x")::equals);
	}

}
