package dev.failoverlab.lab.service;

import java.util.function.Consumer;

import org.apache.hc.core5.concurrent.FutureCallback;

/**
 * Reports the end of a streamed answer.
 *
 * @param listener called with the reason
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
