package dev.failoverlab.cluster;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Iterator;
import java.util.Random;

/** Ports of this machine on which no process listens. */
public final class FreePorts {

	/**
	 * Below 32768, where Linux starts to assign ports to outgoing connections (other
	 * systems start higher). So no outgoing connection takes the port of a node that is
	 * down.
	 */
	private static final int FROM = 10_000;

	private static final int TO = 32_768;

	private FreePorts() {
	}

	/**
	 * Different free ports in random order, so that two labs that search at the same time
	 * rarely find the same ones.
	 * @return an endless sequence of ports from 10000 to 32767
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
	 * @return true when a server could listen there now
	 */
	public static boolean isFree(int port) {
		try (ServerSocket socket = new ServerSocket()) {
			socket.setReuseAddress(true); // As Kafka does, to ignore lingering
											// connections.
			socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
			return true;
		}
		catch (IOException ex) {
			return false;
		}
	}

}
