package dev.failoverlab.lab.service;

import java.net.URI;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import java.util.concurrent.TimeUnit;

import dev.failoverlab.history.Recorder;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.async.MinimalHttpAsyncClient;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.Method;
import org.apache.hc.core5.http.nio.support.BasicRequestProducer;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * Follows the consumer service's delivery log, also when connections break: each line
 * becomes one event of the history.
 */
final class Deliveries {

	/** The service sends a line at least every few seconds, if only a keep-alive. */
	private static final RequestConfig SILENCE = RequestConfig.custom()
		.setResponseTimeout(Timeout.ofSeconds(20))
		.build();

	private static final long PAUSE_MILLIS = 200;

	private final MinimalHttpAsyncClient http;

	private final URI service;

	private final Recorder recorder;

	/** The ids whose deliveries are notes, too. */
	private final Predicate<String> noted;

	/** Collects lines that are not part of the history; null when each is. */
	private volatile @Nullable EarlierDeliveries earlier;

	private volatile long last;

	private volatile boolean over;

	Deliveries(MinimalHttpAsyncClient http, URI service, Recorder recorder, Predicate<String> noted,
			@Nullable EarlierDeliveries earlier) {
		this.http = http;
		this.service = service;
		this.recorder = recorder;
		this.noted = noted;
		this.earlier = earlier;
	}

	void open() {
		if (this.over) {
			return;
		}
		URI uri = this.service.resolve("/api/deliveries?follow=" + (this.earlier == null) + "&after=" + this.last);
		HttpClientContext context = HttpClientContext.create();
		context.setRequestConfig(SILENCE);
		Future<?> unused = this.http.execute(new BasicRequestProducer(Method.GET, uri),
				new JsonLines<>(DeliveryLine.class, this::note, this::unreadable), context,
				new StreamEnd(this::openAgain));
	}

	/** Lines that still arrive are ignored. */
	void stop() {
		this.over = true;
	}

	/**
	 * The connection broke, or the service is not running yet: the next connection
	 * continues after the last line.
	 */
	private void openAgain(String why) {
		EarlierDeliveries before = this.earlier;
		if (before != null && why.equals(JsonLines.COMPLETE)) {
			this.earlier = null;
			before.record(this.recorder);
			open();
			return;
		}
		CompletableFuture.delayedExecutor(PAUSE_MILLIS, TimeUnit.MILLISECONDS).execute(this::open);
	}

	private void note(DeliveryLine line) {
		if (!this.over && line.number() > this.last) {
			this.last = line.number();
			EarlierDeliveries before = this.earlier;
			if (before != null) {
				before.accept(line);
				return;
			}
			this.recorder.record(line::event);
			if (line.id() != null && this.noted.test(line.id())) {
				this.recorder.note(line.sentence());
			}
		}
	}

	private void unreadable(String text) {
		if (!this.over) {
			this.recorder.note("The consumer service's delivery log cannot be read: " + text);
		}
	}

}
