/**
 * A stream of emails in, a stream of their results out, both at once.
 * <ul>
 * <li>Tomcat's threads read: {@code BatchExchange.onDataAvailable} takes the bytes that
 * are there, {@code LineSplitter} makes lines of them, and {@code BatchStream.line} sends
 * each. A thread named {@code batch-N}, one for each open batch, writes the results:
 * {@code BatchExchange.run}. The producer's threads only put finished results into the
 * queue between the two, and never wait.</li>
 * <li>The window bounds the lines whose result is not written yet. When it is full, the
 * reading thread waits in {@code InFlightBudget.acquire}; no more is read from this
 * connection, and the caller is slowed down by TCP.</li>
 * <li>When the caller closes its side early, it still gets the results of all complete
 * lines. When the connection is gone, writing fails and the stream is closed: both
 * threads return. Emails that were sent already stay sent.</li>
 * <li>When the service stops, {@code BatchStreams.stop} ends the reading; each batch ends
 * with the results of the lines that were read.</li>
 * </ul>
 */
@NullMarked
package dev.failoverlab.producer.batch;

import org.jspecify.annotations.NullMarked;
