package dev.failoverlab.cluster;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;

/**
 * Whether something takes connections at an address, for backends whose nodes others run.
 * Thread-safe.
 */
public final class PortProbe {

	/** Many ask, and one connection answers them all. */
	private static final Duration FRESH = Duration.ofMillis(250);

	/** Long enough for a name that Docker does not know at first. */
	private static final Duration CONNECTION = Duration.ofSeconds(1);

	private final String host;

	private final int port;

	private boolean open;

	private long looked = System.nanoTime() - FRESH.toNanos();

	public PortProbe(String host, int port) {
		this.host = host;
		this.port = port;
	}

	/** What was seen within the last 250 ms. */
	public synchronized boolean isOpen() {
		if (System.nanoTime() - this.looked >= FRESH.toNanos()) {
			look();
		}
		return this.open;
	}

	/** What is seen now. */
	public synchronized boolean look() {
		this.open = takesConnections();
		this.looked = System.nanoTime();
		return this.open;
	}

	private boolean takesConnections() {
		try (Socket socket = new Socket()) {
			// A container that was created again has another address.
			socket.connect(new InetSocketAddress(this.host, this.port), (int) CONNECTION.toMillis());
			return true;
		}
		catch (IOException ex) {
			return false;
		}
	}

}
