package dev.failoverlab.lab.service;

import java.net.URI;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import dev.failoverlab.history.Recorder;
import dev.failoverlab.lab.load.Email;
import dev.failoverlab.lab.load.SendRecorder;
import dev.failoverlab.lab.load.Sender;
import org.apache.hc.client5.http.impl.async.MinimalHttpAsyncClient;

/**
 * Sends to one partition through a stream. When it breaks, the next stream is a new
 * process of the history, because the order of sends between the two is undefined.
 */
final class ServiceSender implements Sender {

	private static final long PAUSE_MILLIS = 200;

	private final MinimalHttpAsyncClient client;

	private final URI emails;

	private final Recorder recorder;

	private final int partition;

	private int opened;

	private EmailStream stream;

	private boolean closed;

	ServiceSender(MinimalHttpAsyncClient client, URI emails, Recorder recorder, int partition) {
		this.client = client;
		this.emails = emails;
		this.recorder = recorder;
		this.partition = partition;
		this.stream = next();
		this.stream.open(client, emails);
	}

	@Override
	public synchronized void send(Email email) {
		if (this.closed) {
			return;
		}
		if (this.stream.isBroken()) {
			this.stream = next();
			openAfterPause(this.stream);
		}
		this.stream.send(email);
	}

	@Override
	public synchronized void finish() {
		this.stream.finish();
	}

	@Override
	public synchronized void close() {
		this.closed = true;
		this.stream.abandon("no result by the end of the run");
	}

	private EmailStream next() {
		this.opened++;
		String process = "sender-" + this.partition + ((this.opened > 1) ? "." + this.opened : "");
		return new EmailStream(new SendRecorder(this.recorder, process, this.partition));
	}

	/**
	 * Waits before the next attempt to reach a dead service; meanwhile emails wait in the
	 * new stream.
	 */
	private void openAfterPause(EmailStream next) {
		CompletableFuture.delayedExecutor(PAUSE_MILLIS, TimeUnit.MILLISECONDS)
			.execute(() -> next.open(this.client, this.emails));
	}

}
