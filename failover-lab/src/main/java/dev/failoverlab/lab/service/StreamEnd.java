package dev.failoverlab.lab.service;

import java.util.function.Consumer;

import org.apache.hc.core5.concurrent.FutureCallback;

/**
 * The end of a streamed answer, however it came about.
 *
 * @param listener is told why it ended
 */
record StreamEnd(Consumer<String> listener) implements FutureCallback<String> {

	@Override
	public void completed(String why) {
		this.listener.accept(why);
	}

	@Override
	public void failed(Exception cause) {
		this.listener.accept("the connection broke: " + cause);
	}

	@Override
	public void cancelled() {
		this.listener.accept("the request was cancelled");
	}

}
