package dev.failoverlab.lab.web;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import dev.failoverlab.history.Event;
import dev.failoverlab.history.HistoryRecorder;
import dev.failoverlab.lab.run.PlannedRun;
import dev.failoverlab.lab.run.RunSummary;
import dev.failoverlab.lab.scenario.Scenarios;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(60)
class WatchedPlanTests {

	private final ShownHistories shown = new ShownHistories();

	private final WatchedPlan plan = new WatchedPlan(this.shown);

	@TempDir
	private Path folder;

	@Test
	void aRunIsShownFromItsFirstEventOn() {
		assertThat(this.shown.current()).isEmpty();
		play("first");
		HistoryFile first = this.shown.current().orElseThrow();
		assertThat(first.path()).isEqualTo(this.folder.resolve("first/history.ndjson"));
		assertThat(first.isComplete()).isTrue();
		play("second");
		assertThat(this.shown.current()).isPresent().get().isNotSameAs(first);
	}

	@Test
	void thePageGetsWhatIsInTheFile() throws Exception {
		play("only");
		this.shown.end();
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		new EventStream(this.shown, out).run(Optional.empty());
		assertThat(out.toString(StandardCharsets.UTF_8)).contains("\"text\":\"a note of only\"", "event: end");
	}

	private void play(String name) {
		Path own = this.folder.resolve(name);
		PlannedRun run = new PlannedRun(name, new Scenarios().find("none"), List.of(), 1);
		this.plan.started(1, run, own);
		try (HistoryRecorder recorder = HistoryRecorder.start(own.resolve("history.ndjson"))) {
			recorder.subscribe(this.plan);
			recorder.record((t) -> new Event.Note(t, "a note of " + name));
		}
		this.plan.ended(RunSummary.unplayed(name, "process", "none"), null);
	}

}
