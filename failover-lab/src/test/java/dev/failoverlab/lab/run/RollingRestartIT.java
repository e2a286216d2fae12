package dev.failoverlab.lab.run;

import java.nio.file.Path;

import dev.failoverlab.history.Event;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** Every node is restarted, and the next one only once the one before is back. */
class RollingRestartIT {

	private static final String SCENARIO = """
			question: Does a rolling restart lose anything?
			load: { rate: 100, through: client }
			steps:
			  - { after: 1s, fault: rolling-restart, target: all nodes, with: stop }
			afterwards: 1s
			expect: clean
			""";

	@Test
	@Tag("nightly")
	void oneNodeAfterTheOtherIsRestartedAndNothingIsLost(@TempDir Path directory) {
		PassingRun run = PassingRun.of(SCENARIO, directory);
		assertThat(run.events()).filteredOn(Event.FaultChange.class::isInstance)
			.extracting((event) -> ((Event.FaultChange) event).node() + " " + ((Event.FaultChange) event).type())
			.containsExactly("1 asked", "1 begin", "1 end", "2 asked", "2 begin", "2 end", "3 asked", "3 begin",
					"3 end");
	}

}
