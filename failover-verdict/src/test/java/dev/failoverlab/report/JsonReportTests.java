package dev.failoverlab.report;

import java.nio.file.Files;
import java.nio.file.Path;

import dev.failoverlab.history.Event.FaultChange;
import dev.failoverlab.history.Event.Phase;
import dev.failoverlab.history.TestHistory;
import dev.failoverlab.verdict.Judge;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class JsonReportTests {

	@Test
	void hasTheShapeOfTheFormatKeyByKey() {
		assertThat(JsonReport.of(history().verdict())).isEqualToNormalizingNewlines(
				"""
						{
						  "version" : 1,
						  "scenario" : "by hand",
						  "outcome" : "fail",
						  "reasons" : [ "Nothing is known of the outages of partition 1: no send to it was under way while a fault was in force." ],
						  "kafka" : "4.2.2",
						  "backend" : "process",
						  "started" : "2026-01-02T03:04:05Z",
						  "duration_ms" : 2607,
						  "sends" : {
						    "ok" : 3,
						    "fail" : 1,
						    "info" : 0,
						    "not_judged" : 0,
						    "foreign_records" : 0
						  },
						  "anomalies" : {
						    "lost-write" : {
						      "count" : 1,
						      "examples" : [ {
						        "ids" : [ "b" ],
						        "partition" : 0,
						        "offsets" : [ 1 ],
						        "times_ms" : [ 7.0, 1500.0 ],
						        "lines" : [ 8, 11 ]
						      } ]
						    },
						    "lost-read" : {
						      "count" : 0,
						      "examples" : [ ]
						    },
						    "unseen" : {
						      "count" : 0,
						      "examples" : [ ]
						    },
						    "duplicate" : {
						      "count" : 0,
						      "examples" : [ ]
						    },
						    "inconsistent-offsets" : {
						      "count" : 0,
						      "examples" : [ ]
						    },
						    "G1a" : {
						      "count" : 0,
						      "examples" : [ ]
						    },
						    "precommitted-read" : {
						      "count" : 0,
						      "examples" : [ ]
						    },
						    "poll-skip" : {
						      "count" : 0,
						      "examples" : [ ]
						    },
						    "nonmonotonic-poll" : {
						      "count" : 0,
						      "examples" : [ ]
						    },
						    "int-poll-skip" : {
						      "count" : 0,
						      "examples" : [ ]
						    },
						    "int-nonmonotonic-poll" : {
						      "count" : 0,
						      "examples" : [ ]
						    },
						    "nonmonotonic-send" : {
						      "count" : 0,
						      "examples" : [ ]
						    },
						    "int-nonmonotonic-send" : {
						      "count" : 0,
						      "examples" : [ ]
						    }
						  },
						  "deliveries" : {
						    "never" : 2,
						    "once" : 1,
						    "more" : 0,
						    "most" : 1
						  },
						  "outages" : [ {
						    "partition" : 0,
						    "fault" : "kill",
						    "node" : 1,
						    "from_ms" : 7,
						    "to_ms" : 1500,
						    "length_ms" : 1493,
						    "detection_ms" : 1395,
						    "recovery_ms" : 100,
						    "consumer_ms" : 2597,
						    "lines" : [ 6, 8, 10, 11 ]
						  }, {
						    "partition" : 1,
						    "observed" : false
						  } ],
						  "why" : [ {
						    "key" : "consumer.leader",
						    "parameters" : {
						      "ended" : true,
						      "fault" : "kill",
						      "led" : [ 0 ],
						      "longest_ms" : 2597,
						      "nodes" : [ 1 ],
						      "of" : 2,
						      "partitions" : [ 0 ],
						      "phrase" : "kill",
						      "shortest_ms" : 2597
						    },
						    "phases" : [ ],
						    "from_ms" : 4,
						    "to_ms" : 2601,
						    "outages" : [ ],
						    "lines" : [ 6 ],
						    "sentence" : "The consumer got nothing of partition 0 for 2.6 s after the kill of node 1, which led partition 0: a consumer reads from the leader."
						  }, {
						    "key" : "leader.one",
						    "parameters" : {
						      "ended" : true,
						      "fault" : "kill",
						      "led" : [ 0 ],
						      "longest_ms" : 1493,
						      "nodes" : [ 1 ],
						      "of" : 2,
						      "partitions" : [ 0 ],
						      "phrase" : "kill",
						      "shortest_ms" : 1493
						    },
						    "phases" : [ {
						      "key" : "phase.removed",
						      "parameters" : {
						        "length_ms" : 1393,
						        "nodes" : [ 1 ]
						      },
						      "at_ms" : 1400
						    }, {
						      "key" : "phase.found",
						      "parameters" : {
						        "length_ms" : 100
						      },
						      "at_ms" : 1500
						    } ],
						    "from_ms" : 7,
						    "to_ms" : 1500,
						    "outages" : [ 0 ],
						    "lines" : [ 6, 8, 10, 11 ],
						    "sentence" : "Writes to partition 0 stopped for 1.5 s after the kill of node 1: it was the leader, and only the leader takes writes. 1.4 s until node 1 had left the ISR, 0.1 s until the producer found the new leader."
						  } ],
						  "changes" : {
						    "isr" : [ {
						      "at_ms" : 1400,
						      "partitions" : [ 0 ],
						      "before" : [ 1, 2, 3 ],
						      "after" : [ 2, 3 ]
						    } ],
						    "controller" : [ ]
						  },
						  "latency_ms" : {
						    "send" : {
						      "p50" : 1,
						      "p99" : 1493,
						      "p999" : 1493,
						      "max" : 1493
						    }
						  },
						  "leaders" : [ {
						    "when" : "before",
						    "leader" : {
						      "0" : 1,
						      "1" : null
						    }
						  }, {
						    "when" : "after",
						    "leader" : {
						      "0" : 2,
						      "1" : null
						    }
						  }, {
						    "when" : "recovered",
						    "leader" : {
						      "0" : null,
						      "1" : null
						    }
						  }, {
						    "when" : "rebalanced",
						    "leader" : {
						      "0" : 2,
						      "1" : null
						    }
						  } ],
						  "expectations" : [ {
						    "expect" : "lost-write = 0",
						    "seen" : "1",
						    "met" : false
						  }, {
						    "expect" : "outage < 15s",
						    "seen" : "1.493 s",
						    "met" : true
						  } ]
						}
						""");
	}

	@Test
	void isByteForByteTheSameWhenTheSavedHistoryIsJudgedAgain(@TempDir Path directory) throws Exception {
		Path file = Files.write(directory.resolve("history.ndjson"), history().bytes());
		new RunFiles(file, directory.resolve("one.json"), null, null).write(Judge.judge(file));
		new RunFiles(file, directory.resolve("other.json"), null, null).write(Judge.judge(file));
		assertThat(directory.resolve("one.json")).hasSameBinaryContentAs(directory.resolve("other.json"));
	}

	static TestHistory history() {
		return TestHistory.of(2)
			.expect("lost-write = 0", "outage < 15s")
			.phase(Phase.LOAD)
			.report(1, 0, 1, 4, 1, 2, 3)
			.sent("a", 0, 0)
			.fault(FaultChange.ASKED, "kill", null)
			.fault(FaultChange.BEGIN, "kill", 1)
			.invoke("p", "b", 0)
			.invoke("p", "x", 0)
			.at(1400)
			.report(2, 0, 2, 5, 2, 3)
			.at(1500)
			.ok("p", "b", 0, 1)
			.fail("p", "x")
			.sent("c", 0, 2)
			.phase(Phase.HEAL)
			.fault(FaultChange.END, "kill", 1)
			.at(2601)
			.poll("c", "0:2:c")
			.phase(Phase.READ)
			.scan("0:0:a", "0:2:c")
			.log(0, 0, 3)
			.log(1, 0, 0)
			.phase(Phase.END)
			.at(2607)
			.phase(Phase.END);
	}

}
