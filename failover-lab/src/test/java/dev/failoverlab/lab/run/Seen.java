package dev.failoverlab.lab.run;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import dev.failoverlab.cluster.ClusterSpec;
import dev.failoverlab.cluster.Target;
import dev.failoverlab.cluster.fault.Faults;
import dev.failoverlab.history.Event;
import dev.failoverlab.history.TestHistory;
import dev.failoverlab.lab.load.Load;
import dev.failoverlab.lab.scenario.Claim;
import dev.failoverlab.lab.scenario.Scenario;
import dev.failoverlab.lab.scenario.Setup;
import dev.failoverlab.lab.scenario.Step;
import dev.failoverlab.run.Topic;
import dev.failoverlab.verdict.Verdict;
import dev.failoverlab.verdict.Verdict.Met;

/** Claims and what was seen in them, for tests. */
public final class Seen {

	private Seen() {
	}

	static Claim claim(String name, Claim.Run... runs) {
		return new Claim(name, "Nothing is lost | ever.", "the book, 1", "It depends.", List.of(runs));
	}

	static Claim.Run run(String name, String... predictions) {
		return new Claim.Run(name, scenario("kill"), List.of(predictions));
	}

	/** On processes with free ports. */
	public static RunOptions options(Path folder) {
		return new RunOptions(folder, StartedNodes.PROCESS, ClusterSpec.Ports.AUTO, 1);
	}

	public static Scenario scenario(String fault) {
		Step kill = new Step.Inflict(Duration.ofSeconds(5), Faults.ofNodes(fault),
				Target.parse("leader of email.send-0", "email.send"));
		return new Scenario("by hand", "What then?", new Topic("email.send", 1, 3, 2), new Load(100, 200, 20, 0),
				List.of(kill, new Step.Heal(Duration.ofSeconds(9))), Duration.ZERO, List.of("lost-write = 0"),
				Setup.USUAL);
	}

	/** One email lost if so wanted, after an outage of 400 ms. */
	static Verdict verdict(boolean loses, String... expectations) {
		String[] kept = loses ? new String[] { "0:0:a", "0:2:c" } : new String[] { "0:0:a", "0:1:b", "0:2:c" };
		TestHistory history = TestHistory.of(1).expect(expectations);
		history.report(1, 0, 1, 4, 1, 2, 3).sent("a", 0, 0).fault("asked", "kill", 1).fault("begin", "kill", 1);
		history.observation("voters", "1, 2, 3").at(100).invoke("p", "b", 0).at(500).ok("p", "b", 0, 1);
		history.sent("c", 0, 2).phase(Event.Phase.HEAL).phase(Event.Phase.READ).poll("c", kept);
		return history.scan(kept).log(0, 0, 3).verdict();
	}

	/** A run about which the claim predicts one thing, or none. */
	static RunSummary account(String name, Verdict verdict, Boolean... asPredicted) {
		return RunSummary.of(name, verdict,
				List.of(asPredicted).stream().map((met) -> new Met("lost-write = 0", met ? "0" : "1", met)).toList());
	}

}
