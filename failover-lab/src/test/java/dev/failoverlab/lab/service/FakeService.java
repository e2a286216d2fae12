package dev.failoverlab.lab.service;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * An HTTP/1.1 server of which a test decides byte by byte what it says and when, so that
 * it can answer while a request is still open, and break off anywhere.
 */
final class FakeService implements AutoCloseable {

	private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());

	private final List<Socket> sockets = new CopyOnWriteArrayList<>();

	private final List<String> requests = new CopyOnWriteArrayList<>();

	FakeService(Conversation conversation) throws IOException {
		Thread thread = new Thread(() -> accept(conversation), "fake-service");
		thread.setDaemon(true);
		thread.start();
	}

	URI address() {
		return URI.create("http://127.0.0.1:" + this.server.getLocalPort());
	}

	/** The first lines of the requests so far. */
	List<String> requests() {
		return this.requests;
	}

	@Override
	public void close() throws IOException {
		this.server.close();
		for (Socket socket : this.sockets) {
			socket.close();
		}
	}

	private void accept(Conversation conversation) {
		while (!this.server.isClosed()) {
			try {
				Socket socket = this.server.accept();
				this.sockets.add(socket);
				Thread thread = new Thread(() -> talk(socket, conversation), "fake-connection");
				thread.setDaemon(true);
				thread.start();
			}
			catch (IOException ex) {
				return;
			}
		}
	}

	private void talk(Socket socket, Conversation conversation) {
		try (socket) {
			Exchange exchange = new Exchange(socket);
			String first = exchange.readLine();
			exchange.skipHeaders();
			this.requests.add(first);
			conversation.hold(this.requests.size(), exchange);
		}
		catch (IOException ex) {
			// The other side has gone.
		}
	}

	/** What the service says on its n-th connection. */
	interface Conversation {

		void hold(int number, Exchange exchange) throws IOException;

	}

	/** One request with its answer, both in chunks. */
	static final class Exchange {

		private final BufferedReader in;

		private final OutputStream out;

		private Exchange(Socket socket) throws IOException {
			this.in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
			this.out = socket.getOutputStream();
		}

		/** The next lines of the request's body; none at its end. */
		List<String> readChunk() throws IOException {
			int length = Integer.parseInt(readLine(), 16);
			char[] chunk = new char[length];
			for (int read = 0; read < length;) {
				read += this.in.read(chunk, read, length - read);
			}
			readLine();
			return new String(chunk).lines().toList();
		}

		/** At least so many lines of the request's body. */
		List<String> readLines(int count) throws IOException {
			List<String> lines = new ArrayList<>();
			while (lines.size() < count) {
				lines.addAll(readChunk());
			}
			return lines;
		}

		void begin() throws IOException {
			write("HTTP/1.1 200 OK\r\nContent-Type: application/x-ndjson\r\nTransfer-Encoding: chunked\r\n\r\n");
		}

		void refuse(int status, String text) throws IOException {
			write("HTTP/1.1 " + status + " No\r\nContent-Length: " + text.length() + "\r\nConnection: close\r\n\r\n"
					+ text);
		}

		void chunk(String text) throws IOException {
			write(Integer.toHexString(text.getBytes(StandardCharsets.UTF_8).length) + "\r\n" + text + "\r\n");
		}

		void end() throws IOException {
			write("0\r\n\r\n");
		}

		private void write(String text) throws IOException {
			this.out.write(text.getBytes(StandardCharsets.UTF_8));
			this.out.flush();
		}

		private String readLine() throws IOException {
			String line = this.in.readLine();
			if (line == null) {
				throw new IOException("The other side has gone.");
			}
			return line;
		}

		private void skipHeaders() throws IOException {
			while (!readLine().isEmpty()) {
				// Of no interest.
			}
		}

	}

}
