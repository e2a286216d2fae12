package dev.failoverlab.lab.run;

import dev.failoverlab.history.Event;
import dev.failoverlab.history.Recorder;
import dev.failoverlab.lab.load.EmailIds;
import dev.failoverlab.lab.load.LoadGenerator;
import dev.failoverlab.lab.load.Sender;
import dev.failoverlab.lab.scenario.Scenario;
import dev.failoverlab.run.CloseStack;
import dev.failoverlab.run.Progress;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Emails of the lab's own. */
interface LabTraffic extends Traffic {

	/**
	 * Opens a sender.
	 * @param partition the partition that it sends to
	 * @param recorder where the sends are noted
	 * @return the sender
	 */
	Sender sender(int partition, Recorder recorder);

	@Override
	default String warmUp(Scenario scenario, String ids, Progress progress) {
		return WarmUp.play(scenario, ids, this::sender, progress);
	}

	@Override
	default Runnable load(Scenario scenario, String ids, Recorder recorder, CloseStack closing) {
		LoadGenerator load = closing.add(new LoadGenerator(scenario.load(), ids, scenario.topic().partitions(),
				(partition) -> sender(partition, recorder)));
		load.start();
		return load::stop;
	}

	@Override
	default Event.Position position(ConsumerRecord<String, String> message) {
		return EmailIds.position(message);
	}

}
