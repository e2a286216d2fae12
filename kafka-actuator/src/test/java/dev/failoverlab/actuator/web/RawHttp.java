package dev.failoverlab.actuator.web;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;

/** HTTP byte by byte, for what no client would send. */
final class RawHttp implements AutoCloseable {

	private final Socket socket;

	RawHttp(int port) throws IOException {
		this.socket = new Socket(InetAddress.getLoopbackAddress(), port);
		this.socket.setSoTimeout(Math.toIntExact(Duration.ofSeconds(30).toMillis()));
	}

	RawHttp send(String text) throws IOException {
		this.socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
		return this;
	}

	/** One response: its head, and its body by its length or in chunks. */
	String response() throws IOException {
		InputStream in = this.socket.getInputStream();
		StringBuilder text = new StringBuilder();
		while (text.indexOf("\r\n\r\n") < 0) {
			int next = in.read();
			if (next < 0) {
				return text.toString();
			}
			text.append((char) next);
		}
		String head = text.toString().toLowerCase(Locale.ROOT);
		while (head.contains("transfer-encoding: chunked") && text.indexOf("\r\n0\r\n\r\n") < 0) {
			text.append((char) in.read());
		}
		int at = head.indexOf("content-length: ");
		int length = (at < 0) ? 0 : Integer.parseInt(head.substring(at + 16, head.indexOf('\r', at)));
		return text + new String(in.readNBytes(length), StandardCharsets.UTF_8);
	}

	boolean isClosed() throws IOException {
		return this.socket.getInputStream().read() < 0;
	}

	@Override
	public void close() throws IOException {
		this.socket.close();
	}

}
