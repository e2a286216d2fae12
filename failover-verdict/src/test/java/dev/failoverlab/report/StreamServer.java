package dev.failoverlab.report;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/**
 * Serves the live page and a history as the lab does; each connection ends after some
 * lines.
 */
final class StreamServer implements AutoCloseable {

	private final HttpServer server;

	private final ExecutorService threads = Executors.newCachedThreadPool();

	private final List<String> lines;

	private final int atOnce;

	/** Where each connection began, counted in lines. */
	final List<Integer> began = new ArrayList<>();

	StreamServer(List<String> lines, int atOnce) throws IOException {
		this.lines = lines;
		this.atOnce = atOnce;
		this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		this.server.createContext("/", this::page);
		this.server.createContext("/events", this::events);
		this.server.setExecutor(this.threads);
		this.server.start();
	}

	String url() {
		return "http://127.0.0.1:" + this.server.getAddress().getPort() + "/";
	}

	private void page(HttpExchange exchange) throws IOException {
		byte[] page = Page.live(Map.of("power", false, "commands", "lab")).getBytes(StandardCharsets.UTF_8);
		exchange.getResponseHeaders().add("Content-Type", "text/html; charset=utf-8");
		exchange.sendResponseHeaders(200, page.length);
		try (exchange) {
			exchange.getResponseBody().write(page);
		}
	}

	private void events(HttpExchange exchange) throws IOException {
		String last = exchange.getRequestHeaders().getFirst("Last-Event-ID");
		int from = (last != null) ? Integer.parseInt(last) : 0;
		this.began.add(from);
		if (from >= this.lines.size()) {
			exchange.sendResponseHeaders(204, -1);
			exchange.close();
			return;
		}
		exchange.getResponseHeaders().add("Content-Type", "text/event-stream");
		exchange.sendResponseHeaders(200, 0);
		int to = Math.min(this.lines.size(), from + this.atOnce);
		try (OutputStream out = exchange.getResponseBody()) {
			StringBuilder text = new StringBuilder("retry: 50\n\n")
				.append((from == 0) ? "event: reset\ndata:\n\n" : "");
			this.lines.subList(from, to).forEach((line) -> text.append("data: ").append(line).append('\n'));
			text.append("id: ").append(to).append("\n\n");
			out.write(text.toString().getBytes(StandardCharsets.UTF_8));
			if (to == this.lines.size()) {
				out.write("event: end\ndata: {}\n\n".getBytes(StandardCharsets.UTF_8));
			}
		}
	}

	@Override
	public void close() {
		this.server.stop(0);
		this.threads.shutdownNow();
	}

}
