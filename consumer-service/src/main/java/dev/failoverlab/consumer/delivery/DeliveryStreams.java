package dev.failoverlab.consumer.delivery;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.config.annotation.AsyncSupportConfigurer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Streams the delivery log to its readers: each on a thread of its own, which is neither
 * a request thread nor the listener's, and no more of them than allowed.
 */
@Component
class DeliveryStreams implements SmartLifecycle, WebMvcConfigurer {

	private static final Logger logger = LoggerFactory.getLogger(DeliveryStreams.class);

	private static final byte[] HEARTBEAT = "{\"kind\":\"heartbeat\"}\n".getBytes(StandardCharsets.UTF_8);

	private final DeliveryLog deliveryLog;

	private final StreamProperties properties;

	private final ThreadPoolTaskExecutor threads = new ThreadPoolTaskExecutor();

	private volatile boolean running;

	DeliveryStreams(DeliveryLog deliveryLog, StreamProperties properties) {
		this.deliveryLog = deliveryLog;
		this.properties = properties;
		this.threads.setThreadNamePrefix("deliveries-");
		this.threads.setMaxPoolSize(properties.maxReaders());
		this.threads.setCorePoolSize(0);
		// No queue: who cannot be served now is told so now.
		this.threads.setQueueCapacity(0);
		this.threads.setDaemon(true);
		this.threads.afterPropertiesSet();
	}

	/** Lets Spring MVC write streamed bodies on these threads. */
	@Override
	public void configureAsyncSupport(AsyncSupportConfigurer configurer) {
		configurer.setTaskExecutor(this.threads);
	}

	/**
	 * Writes the delivery log to a reader until its present end, or, following it, until
	 * the reader goes or the service stops.
	 * @param after the number of the last line to leave out, 0 or higher
	 * @param follow whether to go on at the present end
	 * @param out the reader
	 */
	void write(long after, boolean follow, OutputStream out) {
		try (DeliveryLogReader reader = this.deliveryLog.readerAfter(after)) {
			reader.copyTo(out);
			// The status and the headers go out at once, even if there is no line for a
			// while.
			out.flush();
			while (follow && reader.awaitMore(this.properties.heartbeat())) {
				if (!reader.copyTo(out)) {
					out.write(HEARTBEAT);
				}
				out.flush();
			}
		}
		catch (IOException ex) {
			logger.debug("A reader of the deliveries is gone", ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	@Override
	public void start() {
		this.running = true;
	}

	/**
	 * Ends those who follow. This runs after the listener has stopped, so that they see
	 * the last line, and before the web server waits for its requests to end, which it
	 * would do in vain.
	 */
	@Override
	public void stop() {
		this.running = false;
		this.deliveryLog.endFollowing();
		this.threads.initiateShutdown();
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	@Override
	public int getPhase() {
		return WebServerApplicationContext.GRACEFUL_SHUTDOWN_PHASE + 1;
	}

}
