package dev.failoverlab.lab.service;

import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

import dev.failoverlab.history.Recorder;
import dev.failoverlab.lab.load.Sender;
import org.apache.hc.client5.http.impl.async.HttpAsyncClients;
import org.apache.hc.client5.http.impl.async.MinimalHttpAsyncClient;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManagerBuilder;
import org.apache.hc.core5.io.CloseMode;

/**
 * The HTTP client of the two services: one streaming request for each partition's emails,
 * and one that follows the delivery log.
 */
public final class ServiceClient implements AutoCloseable {

	/** Each stream has a separate connection. */
	private static final int CONNECTIONS = 1000;

	private final MinimalHttpAsyncClient http = HttpAsyncClients
		.createMinimal(PoolingAsyncClientConnectionManagerBuilder.create()
			.setMaxConnPerRoute(CONNECTIONS)
			.setMaxConnTotal(CONNECTIONS)
			.build());

	private final List<Deliveries> deliveries = new CopyOnWriteArrayList<>();

	/** Opens the client. */
	public ServiceClient() {
		this.http.start();
	}

	/**
	 * Opens a stream of emails.
	 * @param producer where the producer service listens
	 * @param recorder where the sends are recorded
	 */
	public Sender sender(URI producer, int partition, Recorder recorder) {
		return new ServiceSender(this.http, producer.resolve("/api/emails/batch"), recorder, partition);
	}

	/**
	 * Follows the delivery log from its beginning until this client is closed.
	 * @param consumer where the consumer service listens
	 * @param recorder where assignments and deliveries are recorded
	 * @param noted the ids whose deliveries are recorded as notes with recipient and
	 * subject, too
	 */
	public void follow(URI consumer, Recorder recorder, Predicate<String> noted) {
		follow(new Deliveries(this.http, consumer, recorder, noted, null));
	}

	/**
	 * The same from now on. Of what was before, only the present assignment is recorded.
	 */
	public void followFromNow(URI consumer, Recorder recorder, Predicate<String> noted) {
		follow(new Deliveries(this.http, consumer, recorder, noted, new EarlierDeliveries()));
	}

	private void follow(Deliveries followed) {
		this.deliveries.add(followed);
		followed.open();
	}

	@Override
	public void close() {
		this.deliveries.forEach(Deliveries::stop);
		this.http.close(CloseMode.GRACEFUL);
	}

}
