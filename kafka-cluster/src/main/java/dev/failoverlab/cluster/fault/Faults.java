package dev.failoverlab.cluster.fault;

import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.stream.Stream;

/** All faults. */
public final class Faults {

	private static final List<Fault> OF_NODES = List.of(new None(), new Stop(), new Kill(), new Pause(), new Stutter(),
			new Bounce(), new RollingRestart(), new MoveLeader(), new Reassign(), new RemoveVoter(), new AddVoter(),
			new DiskFull(), new DiskGone(), new Wipe(), new Unregister(), new Partition(), new PartitionClients(),
			new Isolate(), new Slow());

	private static final List<Fault> ALL = Stream
		.concat(OF_NODES.stream(), ServiceLoader.load(Fault.class).stream().map(ServiceLoader.Provider::get))
		.toList();

	private Faults() {
	}

	/**
	 * All faults: first this library's faults of nodes, then those that other modules
	 * provide as a service of type {@link Fault} ({@link ServiceLoader}).
	 * @return the faults, in the order in which they are documented
	 */
	public static List<Fault> all() {
		return ALL;
	}

	/**
	 * The fault with a word.
	 * @return the fault, or empty when no fault has that word
	 */
	public static Optional<Fault> find(String word) {
		return ALL.stream().filter((fault) -> fault.word().equals(word)).findFirst();
	}

	/**
	 * A fault of nodes that must exist.
	 * @throws IllegalArgumentException when there is none
	 */
	public static NodeFault ofNodes(String word) {
		return find(word).filter(NodeFault.class::isInstance)
			.map(NodeFault.class::cast)
			.orElseThrow(() -> new IllegalArgumentException("There is no fault of nodes \"" + word + "\"."));
	}

}
