package dev.failoverlab.cluster;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Iterator;
import java.util.Random;

/** Ports of this machine that no process listens on. */
public final class FreePorts {

	/**
	 * Below 32768, where Linux begins to give ports to outgoing connections (other
	 * systems begin higher), so that none takes the port of a node that is down.
	 */
	private static final int FROM = 10_000;

	private static final int TO = 32_768;

	private FreePorts() {
	}

	/**
	 * Free ports, each another one, in random order, so that two labs that look at the
	 * same moment hardly find the same.
	 * @return ports from 10000 to 32767, without end
	 */
	public static Iterator<Integer> any() {
		return new Random().ints(FROM, TO)
			.distinct()
			.filter((port) -> port % 10_000 != 9092 && port % 10_000 != 9093)
			.filter(FreePorts::isFree)
			.iterator();
	}

	/**
	 * Whether a port of the loopback address is free.
	 * @param port the port
	 * @return true when a server could listen there now
	 */
	public static boolean isFree(int port) {
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
