package dev.failoverlab.producer.batch;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * A batch over a plain socket: the clients at hand can't read a response before they have
 * ended their request.
 */
public final class BatchConnection implements AutoCloseable {

	private final Socket socket = new Socket();

	private final OutputStream out;

	private final InputStream in;

	private @Nullable BufferedReader body;

	/**
	 * Connects and sends the request's head.
	 * @param port where the service listens on the loopback address
	 * @param query for example {@code ?ordered=true}, or empty
	 * @param receiveBuffer the size of the socket's receive buffer, or 0 for the system's
	 * own
	 * @throws IOException when it can't connect
	 */
	public BatchConnection(int port, String query, int receiveBuffer) throws IOException {
		this(port, receiveBuffer);
		raw("POST /api/emails/batch%s HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-ndjson\r\nTransfer-Encoding: chunked\r\n\r\n"
			.formatted(query));
	}

	/**
	 * Connects and sends nothing yet.
	 * @param port where the service listens on the loopback address
	 * @throws IOException when it can't connect
	 */
	public BatchConnection(int port) throws IOException {
		this(port, 0);
	}

	private BatchConnection(int port, int receiveBuffer) throws IOException {
		if (receiveBuffer > 0) {
			this.socket.setReceiveBufferSize(receiveBuffer);
		}
		this.socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
		this.socket.setSoTimeout(Math.toIntExact(Duration.ofSeconds(60).toMillis()));
		this.out = this.socket.getOutputStream();
		this.in = this.socket.getInputStream();
	}

	/**
	 * Sends lines, a chunk for all of them.
	 * @param lines each without its line feed
	 * @throws IOException when the connection is broken
	 */
	public void send(Iterable<String> lines) throws IOException {
		sendPart(String.join("\n", lines) + "\n");
	}

	/**
	 * Sends a chunk.
	 * @param text any part of a batch
	 * @throws IOException when the connection is broken
	 */
	public void sendPart(String text) throws IOException {
		byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
		raw(Integer.toHexString(bytes.length) + "\r\n");
		this.out.write(bytes);
		raw("\r\n");
	}

	/**
	 * Ends the request.
	 * @throws IOException when the connection is broken
	 */
	public void end() throws IOException {
		raw("0\r\n\r\n");
	}

	/**
	 * Closes our half of the connection without ending the request.
	 * @throws IOException when the connection is broken
	 */
	public void closeHalf() throws IOException {
		this.socket.shutdownOutput();
	}

	/**
	 * Makes {@link #close} reset the connection.
	 * @throws IOException when the connection is broken
	 */
	public void resetWhenClosed() throws IOException {
		this.socket.setSoLinger(true, 0);
	}

	/**
	 * Sends bytes as they are, for what a proper client would not send.
	 * @param text in ASCII
	 * @throws IOException when the connection is broken
	 */
	public void raw(String text) throws IOException {
		this.out.write(text.getBytes(StandardCharsets.US_ASCII));
		this.out.flush();
	}

	/**
	 * Reads the response's head; must be the first to read.
	 * @return the status line and the headers
	 * @throws IOException when the connection is broken
	 */
	public String head() throws IOException {
		StringBuilder head = new StringBuilder();
		while (head.indexOf("\r\n\r\n") < 0) {
			int next = this.in.read();
			if (next < 0) {
				throw new IOException("The response ended in its head: " + head);
			}
			head.append((char) next);
		}
		this.body = new BufferedReader(new InputStreamReader(new Chunks(this.in), StandardCharsets.UTF_8));
		return head.toString();
	}

	/**
	 * Reads a line of the response.
	 * @return the line, or null at the end of a response that is whole
	 * @throws IOException when the connection is broken or the response ends too early
	 */
	public @Nullable String line() throws IOException {
		if (this.body == null) {
			head();
		}
		BufferedReader body = this.body;
		return (body != null) ? body.readLine() : null;
	}

	@Override
	public void close() throws IOException {
		this.socket.close();
	}

	/** Takes HTTP's chunked coding off. */
	private static final class Chunks extends InputStream {

		private final InputStream in;

		private int left;

		private boolean ended;

		Chunks(InputStream in) {
			this.in = in;
		}

		@Override
		public int read() throws IOException {
			byte[] one = new byte[1];
			return (read(one, 0, 1) < 0) ? -1 : one[0] & 0xff;
		}

		@Override
		public int read(byte[] buffer, int offset, int length) throws IOException {
			if (this.left == 0 && !this.ended) {
				this.left = Integer.parseInt(headLine(), 16);
				if (this.left == 0) {
					this.ended = true;
					headLine();
				}
			}
			if (this.ended) {
				return -1;
			}
			int read = this.in.read(buffer, offset, Math.min(length, this.left));
			if (read < 0) {
				throw new IOException("The response ended in a chunk");
			}
			this.left -= read;
			if (this.left == 0) {
				headLine();
			}
			return read;
		}

		private String headLine() throws IOException {
			StringBuilder line = new StringBuilder();
			for (int next = this.in.read(); next != '\n'; next = this.in.read()) {
				if (next < 0) {
					throw new IOException("The response ended without its last chunk");
				}
				line.append((char) next);
			}
			return line.toString().trim();
		}

	}

}
