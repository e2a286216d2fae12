package dev.failoverlab.cluster;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Iterator;
import java.util.Random;

/** Which ports of this machine nobody uses. */
final class FreePorts {

	/**
	 * Below 32768, where Linux begins to give ports to outgoing connections (other
	 * systems begin higher), so that none takes the port of a node that is down.
	 */
	private static final int FROM = 10_000;

	private static final int TO = 32_768;

	private FreePorts() {
	}

	/**
	 * Free ports, each another one, in an order by chance, so that two labs that look at
	 * the same moment hardly find the same.
	 */
	static Iterator<Integer> any() {
		return new Random().ints(FROM, TO)
			.distinct()
			.filter((port) -> port % 10_000 != 9092 && port % 10_000 != 9093)
			.filter(FreePorts::isFree)
			.iterator();
	}

	static boolean isFree(int port) {
		try (ServerSocket socket = new ServerSocket()) {
			socket.setReuseAddress(true); // As Kafka does: connections that linger are no
											// obstacle.
			socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
			return true;
		}
		catch (IOException ex) {
			return false;
		}
	}

}
