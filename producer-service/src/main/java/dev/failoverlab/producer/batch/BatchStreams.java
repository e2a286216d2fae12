package dev.failoverlab.producer.batch;

import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

import dev.failoverlab.producer.email.EmailFormat;
import dev.failoverlab.producer.email.EmailSender;
import dev.failoverlab.producer.send.BufferShares;
import dev.failoverlab.producer.send.InFlightBudget;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.AsyncContext;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * The open batches. When the application stops they read no more, and end with the
 * results of what they have read, before the web server is shut down.
 */
@Component
@EnableConfigurationProperties(BatchSettings.class)
class BatchStreams implements SmartLifecycle {

	private final EmailFormat format;

	private final EmailSender sender;

	private final BatchSettings settings;

	private final ObjectWriter json;

	private final Semaphore free;

	private final Set<BatchExchange> open = ConcurrentHashMap.newKeySet();

	private final AtomicInteger threads = new AtomicInteger();

	private final ExecutorService writers = Executors
		.newCachedThreadPool((task) -> new Thread(task, "batch-" + this.threads.incrementAndGet()));

	private volatile boolean running;

	BatchStreams(EmailFormat format, EmailSender sender, BatchSettings settings, BufferShares buffer, JsonMapper json,
			MeterRegistry meters) {
		buffer.take("Batches", settings.maxStreams() * settings.windowSize().toBytes());
		this.format = format;
		this.sender = sender;
		this.settings = settings;
		this.json = json.writerFor(ResultLine.class);
		this.free = new Semaphore(settings.maxStreams());
		meters.gauge("email.batches", this.open, Set::size);
	}

	/**
	 * Takes one of the places for a stream, if one is free; {@link #startBatch} uses it.
	 */
	boolean tryReserve() {
		return this.running && this.free.tryAcquire();
	}

	/** Gives a place back that was not used. */
	void giveBack() {
		this.free.release();
	}

	void startBatch(AsyncContext async, boolean ordered) throws IOException {
		InFlightBudget window = new InFlightBudget(this.settings.window(), this.settings.windowSize());
		BatchStream stream = new BatchStream(this.format, this.sender, window, this.settings.maxLine(), ordered);
		BatchExchange exchange = new BatchExchange(stream, Math.toIntExact(this.settings.maxLine().toBytes()),
				this.json, async);
		this.open.add(exchange);
		async.getRequest().getInputStream().setReadListener(exchange);
		this.writers.execute(() -> write(exchange));
	}

	private void write(BatchExchange exchange) {
		try {
			exchange.run();
		}
		finally {
			this.open.remove(exchange);
			this.free.release();
		}
	}

	@Override
	public void start() {
		this.running = true;
	}

	@Override
	public void stop() {
		this.running = false;
		this.open.forEach(BatchExchange::stopReading);
		this.writers.shutdown();
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

}
