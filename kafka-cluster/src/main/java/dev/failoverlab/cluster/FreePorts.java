package dev.failoverlab.cluster;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Random;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

/** Ports of this machine on which no process listens. */
public final class FreePorts {

	/**
	 * Below 32768, where Linux starts to assign ports to outgoing connections (other
	 * systems start higher). So no outgoing connection takes the port of a node that is
	 * down.
	 */
	private static final int FROM = 10_000;

	private static final int TO = 32_768;

	private static final FileChannel CLAIMS = claims();

	private FreePorts() {
	}

	/**
	 * Different free ports in random order. Each is claimed until this process ends, so
	 * that no other lab of this user is given it before a node listens there.
	 * @return an endless sequence of ports from 10000 to 32767
	 */
	public static Iterator<Integer> any() {
		return new Random().ints(FROM, TO)
			.distinct()
			.filter((port) -> port % 10_000 != 9092 && port % 10_000 != 9093)
			.filter((port) -> claim(port) && isFree(port))
			.iterator();
	}

	/** Locks the byte of this port in a file; the system frees it, also after a crash. */
	private static boolean claim(int port) {
		try {
			return CLAIMS.tryLock(port, 1, false) != null;
		}
		catch (OverlappingFileLockException ex) {
			return false;
		}
		catch (IOException ex) {
			throw new ClusterException("Cannot claim port " + port + ": " + ex.getMessage(), ex);
		}
	}

	private static FileChannel claims() {
		Path file = Path.of(System.getProperty("java.io.tmpdir"),
				"failover-lab-ports-" + System.getProperty("user.name"));
		try {
			return FileChannel.open(file, CREATE, WRITE);
		}
		catch (IOException ex) {
			throw new ClusterException("Cannot open " + file + ": " + ex.getMessage(), ex);
		}
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
