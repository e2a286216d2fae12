package dev.failoverlab.lab.observe;

import dev.failoverlab.cluster.KafkaCluster;
import dev.failoverlab.history.Recorder;

/** What can be observed during a run, with its words in scenarios. */
public enum ClusterQuestion {

	/** Which node keeps which partition, according to its log directories. */
	WHO_HOLDS_WHAT("who holds what", new LogDirectories()),

	/** The leader of each partition, and the number of leaderships of each node. */
	LEADERS("who leads", new Leaders()),

	/** The voters of the controller quorum. */
	QUORUM("who votes", new Voters()),

	/** How Kafka itself spreads the leaders of new topics. */
	SPREAD("how leaders are spread", new LeaderSpread()),

	/** Where a producer's partitioners put records. */
	PARTITIONERS("where records go", new Partitioners()),

	/** How Kafka answers a request for more replicas than there are brokers. */
	TOO_MANY_REPLICAS("one replica more than brokers", new TooManyReplicas()),

	/** Which node a consumer reads from, with and without a rack. */
	READING("where a consumer reads", new ReadingPlaces()),

	/** Which bootstrap lists lead to the cluster. */
	BOOTSTRAP("bootstrap lists", new BootstrapLists()),

	/** How short a consumer's session time-out may be. */
	SESSIONS("session time-outs", new SessionTimeouts()),

	/** How long the start of the nodes took, until the cluster was ready. */
	START("start of the nodes", new StartTime());

	/** The name of the observation of {@link #START}. */
	public static final String START_TIME = "start of the nodes, until all were ready";

	private final String words;

	@SuppressWarnings("ImmutableEnumChecker") // Observers have no state.
	private final Observer observer;

	ClusterQuestion(String words, Observer observer) {
		this.words = words;
		this.observer = observer;
	}

	/**
	 * Its words in scenarios, for example {@code who holds what}.
	 */
	public String words() {
		return this.words;
	}

	/**
	 * Asks, and records what was seen.
	 * @param cluster the cluster; nodes may be down
	 * @param topic the topic of the run
	 * @param recorder where observations are recorded
	 * @throws dev.failoverlab.lab.LabException when the cluster does not answer in time
	 */
	public void observe(KafkaCluster cluster, String topic, Recorder recorder) {
		try (Inquiry inquiry = new Inquiry(cluster, topic, recorder)) {
			this.observer.observe(inquiry);
		}
	}

}
