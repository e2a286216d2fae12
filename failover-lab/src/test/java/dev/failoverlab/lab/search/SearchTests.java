package dev.failoverlab.lab.search;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

import dev.failoverlab.cluster.ClusterSpec;
import dev.failoverlab.lab.UsageException;
import dev.failoverlab.lab.run.RunOptions;
import dev.failoverlab.lab.run.RunSummary;
import dev.failoverlab.lab.run.SharedCluster;
import dev.failoverlab.lab.run.StartedNodes;
import dev.failoverlab.lab.scenario.Scenarios;
import dev.failoverlab.lab.scenario.SearchSpace;
import dev.failoverlab.run.RunException;
import dev.failoverlab.verdict.Outcome;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** The loop, with schedules that no process can play: it has no network to cut. */
class SearchTests {

	@TempDir
	private Path folder;

	private final List<String> judged = new ArrayList<>();

	private SearchSpace space = Spaces.usual();

	@BeforeEach
	void cutNetworks() throws IOException {
		this.space = new Scenarios().search(Files.writeString(this.folder.resolve("mine.yaml"), """
				question: Is it cut?
				search:
				  faults: [ { fault: partition } ]
				  targets: [ { target: node 1 } ]
				  steps: 2
				load: { through: client }
				expect: clean
				""").toString());
	}

	@Test
	void aScheduleThatCannotBePlayedIsInconclusiveAndTheOthersGoOn() {
		assertThat(play(3, 7, false)).extracting(RunSummary::outcome)
			.containsExactly(Outcome.INVALID, Outcome.INVALID, Outcome.INVALID);
		assertThat(this.judged).containsExactly("1 of 3: partition node 1, heal", "2 of 3: partition node 1, heal",
				"3 of 3: partition node 1, heal");
	}

	@Test
	void whatWasPlayedIsNotPlayedAgain() {
		List<RunSummary> before = play(2, 7, false);
		this.judged.clear();
		assertThat(play(3, 7, false)).hasSize(3).startsWith(before.get(0), before.get(1));
		assertThat(this.judged).containsExactly("3 of 3: partition node 1, heal");
	}

	@Test
	void theResultsOfAnotherSearchAreNotContinued() throws IOException {
		play(2, 7, false);
		String other = Files.readString(this.folder.resolve("mine.yaml")).replace("node 1", "node 2");
		this.space = new Scenarios().search(Files.writeString(this.folder.resolve("mine.yaml"), other).toString());
		assertThatExceptionOfType(UsageException.class).isThrownBy(() -> play(3, 7, false))
			.withMessageContaining("another search");
	}

	@Test
	void aFolderWithOtherFilesIsNotTouched() throws IOException {
		Files.createDirectories(this.folder.resolve("out"));
		Files.writeString(this.folder.resolve("out/mine.txt"), "mine");
		assertThatExceptionOfType(UsageException.class).isThrownBy(() -> play(1, 7, false))
			.withMessageContaining("--out");
	}

	@Test
	void aSoakEndsWithItsCluster() {
		assertThat(play(3, 7, true)).hasSize(1);
	}

	@Test
	void nothingIsPlayedOnceEnded() {
		Search search = search(1, 7, false);
		search.close();
		assertThatExceptionOfType(RunException.class).isThrownBy(search::play);
		assertThat(this.judged).isEmpty();
	}

	private List<RunSummary> play(int faults, long seed, boolean oneCluster) {
		try (Search search = search(faults, seed, oneCluster)) {
			return search.play();
		}
	}

	private Search search(int faults, long seed, boolean oneCluster) {
		Path out = this.folder.resolve("out");
		SharedCluster cluster = new SharedCluster(StartedNodes.PROCESS, out);
		return new Search(this.space, new Limits(faults, OptionalInt.empty(), 9, 1, 9, oneCluster), cluster,
				new RunOptions(out, cluster, ClusterSpec.Ports.AUTO, seed), List.of(new Judged()));
	}

	private final class Judged implements SearchListener {

		@Override
		public void judged(String name, String steps, RunSummary summary) {
			SearchTests.this.judged.add(name + ": " + steps);
		}

		@Override
		public void found(Finding finding) {
			throw new AssertionError(finding);
		}

	}

}
