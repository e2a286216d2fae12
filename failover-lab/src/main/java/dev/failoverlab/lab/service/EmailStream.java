package dev.failoverlab.lab.service;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Future;

import dev.failoverlab.lab.load.Email;
import dev.failoverlab.lab.load.SendRecorder;
import org.apache.hc.client5.http.impl.async.MinimalHttpAsyncClient;
import org.apache.hc.core5.http.Method;
import org.apache.hc.core5.http.nio.support.BasicRequestProducer;
import tools.jackson.databind.json.JsonMapper;

/**
 * One request that streams emails, while its answer streams their results. It is one
 * process of the history: when it breaks, the outcome of sends without a result is
 * unknown.
 */
final class EmailStream {

	private static final JsonMapper JSON = new JsonMapper();

	private final EmailBody body = new EmailBody();

	private final SendRecorder sends;

	private volatile boolean broken;

	EmailStream(SendRecorder sends) {
		this.sends = sends;
	}

	void open(MinimalHttpAsyncClient client, URI emails) {
		Future<?> unused = client.execute(new BasicRequestProducer(Method.POST, emails, this.body),
				new JsonLines<>(Result.class, (result) -> result.note(this.sends),
						(line) -> abandon("the answer is not a result: " + line)),
				new StreamEnd((why) -> abandon("no result: " + why)));
	}

	void send(Email email) {
		this.sends.invoke(email);
		this.body.add((JSON.writeValueAsString(email) + "\n").getBytes(StandardCharsets.UTF_8));
		if (this.broken) {
			this.sends.abandon("the stream was broken");
		}
	}

	void finish() {
		this.body.finish();
	}

	boolean isBroken() {
		return this.broken;
	}

	/**
	 * Called when no more results will come.
	 * @param why the error noted for each email without a result
	 */
	void abandon(String why) {
		this.broken = true;
		this.sends.abandon(why);
	}

}
