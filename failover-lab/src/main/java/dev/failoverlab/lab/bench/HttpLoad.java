package dev.failoverlab.lab.bench;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

import dev.failoverlab.lab.LabException;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import org.apache.hc.client5.http.impl.async.HttpAsyncClients;
import org.apache.hc.client5.http.impl.async.MinimalHttpAsyncClient;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManagerBuilder;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.nio.AsyncRequestProducer;
import org.apache.hc.core5.io.CloseMode;
import org.jspecify.annotations.Nullable;

/** Sends requests over HTTP, in a closed or an open loop. */
final class HttpLoad implements AutoCloseable {

	private static final int CONNECTIONS = 256;

	private static final long LAST_ANSWERS_SECONDS = 60;

	private static final int DIGITS = 3;

	private final MinimalHttpAsyncClient http = HttpAsyncClients
		.createMinimal(PoolingAsyncClientConnectionManagerBuilder.create()
			.setMaxConnPerRoute(CONNECTIONS)
			.setMaxConnTotal(Integer.MAX_VALUE)
			.build());

	HttpLoad() {
		this.http.start();
	}

	/** As fast as possible: each connection sends again when its answer is there. */
	Contender.Load closed(Requests requests, int connections) {
		return (time) -> {
			Round round = new Round(requests);
			long end = System.nanoTime() + time.toNanos();
			for (int i = 0; i < connections; i++) {
				round.send(i, System.nanoTime(), end);
			}
			return round.tally();
		};
	}

	/**
	 * At a fixed rate, whatever the answers do. A latency counts from the moment at which
	 * the request should have been sent.
	 */
	Contender.Load open(Requests requests, int perSecond) {
		return (time) -> send(requests, Turns.fromNow(perSecond), time);
	}

	/** The same from a given start on. */
	Tally send(Requests requests, Turns turns, Duration time) {
		Round round = new Round(requests);
		for (long i = 0; i < turns.count(time); i++) {
			round.send(i, turns.await(i), 0);
		}
		return round.tally();
	}

	/**
	 * One request that streams emails for as long as the load lasts; its lines have no
	 * latencies.
	 */
	Contender.Load stream(Requests requests) {
		return (time) -> {
			EmailLines lines = new EmailLines(requests, time);
			Round round = new Round(requests);
			round.send(lines.request(), System.nanoTime(), lines::count, () -> {
			});
			return round.tally().withoutLatencies();
		};
	}

	static Histogram histogram() {
		return new ConcurrentHistogram(TimeUnit.MINUTES.toMicros(LAST_ANSWERS_SECONDS), DIGITS);
	}

	@Override
	public void close() {
		this.http.close(CloseMode.IMMEDIATE);
	}

	/** The requests of one load. */
	private final class Round {

		private final Requests requests;

		private final long start = System.nanoTime();

		private final Histogram micros = histogram();

		private final LongAdder acknowledged = new LongAdder();

		private final LongAdder failed = new LongAdder();

		private final Phaser open = new Phaser(1);

		private Round(Requests requests) {
			this.requests = requests;
		}

		/** Sends a request, and another after its answer until the end. */
		private void send(long number, long turn, long end) {
			send(this.requests.request(number), turn, this.requests::records, () -> {
				long now = System.nanoTime();
				if (end != 0 && now - end < 0) {
					send(number + 1, now, end);
				}
			});
		}

		/**
		 * Sends a request.
		 * @param records how many it held, once it is over
		 */
		private void send(AsyncRequestProducer request, long turn, LongSupplier records, Runnable next) {
			this.open.register();
			Future<?> unused = HttpLoad.this.http.execute(request, new OffsetCounter(), new FutureCallback<Long>() {

				@Override
				public void completed(Long count) {
					Round.this.micros.recordValue(TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - turn));
					over(count);
				}

				@Override
				public void failed(@Nullable Exception cause) {
					over(0);
				}

				@Override
				public void cancelled() {
					over(0);
				}

				private void over(long count) {
					Round.this.acknowledged.add(count);
					Round.this.failed.add(records.getAsLong() - count);
					next.run();
					Round.this.open.arriveAndDeregister();
				}
			});
		}

		private Tally tally() {
			try {
				this.open.awaitAdvanceInterruptibly(this.open.arrive(), LAST_ANSWERS_SECONDS, TimeUnit.SECONDS);
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
				throw new LabException("The measurement was ended.", ex);
			}
			catch (TimeoutException ex) {
				throw new LabException(this.requests.uri() + " did not answer within " + LAST_ANSWERS_SECONDS + " s.",
						ex);
			}
			return Tally.of(this.acknowledged.sum(), this.failed.sum(), this.start, this.micros);
		}

	}

}
