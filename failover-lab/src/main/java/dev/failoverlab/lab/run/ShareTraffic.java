package dev.failoverlab.lab.run;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;

import dev.failoverlab.cluster.KafkaCluster;
import dev.failoverlab.history.Event;
import dev.failoverlab.history.Recorder;
import dev.failoverlab.lab.load.ClientLoad;
import dev.failoverlab.lab.load.Sender;
import dev.failoverlab.lab.load.ShareReaders;
import dev.failoverlab.lab.load.Sharing;
import dev.failoverlab.lab.scenario.Scenario;
import dev.failoverlab.run.CloseStack;
import dev.failoverlab.run.Progress;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** A plain producer, and the members of a share group, in this JVM. */
final class ShareTraffic implements LabTraffic {

	private final KafkaCluster cluster;

	private final Scenario scenario;

	private final Sharing sharing;

	private final String group;

	private final Recorder recorder;

	private final CloseStack closing;

	private final ClientTraffic plain;

	private @Nullable ShareReaders readers;

	ShareTraffic(KafkaCluster cluster, Scenario scenario, Sharing sharing, String group, Recorder recorder,
			CloseStack closing) {
		this.cluster = cluster;
		this.scenario = scenario;
		this.sharing = sharing;
		this.group = group;
		this.recorder = recorder;
		this.closing = closing;
		this.plain = new ClientTraffic(cluster, scenario, group, recorder, closing);
	}

	@Override
	public void start() {
		this.readers = this.closing.add(new ShareReaders(this.cluster.client(), this.scenario.topic().name(),
				this.group, this.sharing, this.scenario.setup().consumer(), this.recorder));
	}

	@Override
	public Sender sender(int partition, Recorder recorder) {
		return this.plain.sender(partition, recorder);
	}

	@Override
	public void restart(String service, String with, Runnable down) {
		this.plain.restart(service, with, down);
	}

	@Override
	public void awaitReaders(Scenario scenario, Progress progress, Duration atMost) {
		readers().awaitMembers(atMost);
		observeRoles();
	}

	/** Which node has which role, since the same one may have several. */
	private void observeRoles() {
		TopicPartition first = this.scenario.topic().all().get(0);
		observe("leader of " + first, this.cluster.leaderOf(first.topic(), first.partition()));
		observe("share coordinator of " + this.group + ":" + first, this.cluster.shareCoordinator(this.group, first));
		observe("coordinator of group " + this.group, this.cluster.groupCoordinator(this.group));
		observe("active controller", this.cluster.activeController());
	}

	private void observe(String role, OptionalInt node) {
		node.ifPresent((id) -> this.recorder.record((t) -> new Event.Observed(t, role, id)));
	}

	@Override
	public void awaitHandled(Map<Integer, Long> last, Progress progress, Duration atMost) {
		readers().awaitDone(this.scenario.topic().all(), atMost)
			.ifPresent((left) -> this.recorder.record((t) -> new Event.Observed(t, "records not done", left)));
	}

	private ShareReaders readers() {
		return Objects.requireNonNull(this.readers);
	}

}
