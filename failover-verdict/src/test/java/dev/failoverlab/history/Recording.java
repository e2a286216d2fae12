package dev.failoverlab.history;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongFunction;

/** A recorder for tests: keeps what it is given. */
public final class Recording implements Recorder {

	private final List<Event> events = new CopyOnWriteArrayList<>();

	@Override
	public void record(LongFunction<Event> event) {
		this.events.add(event.apply(System.nanoTime()));
	}

	public List<Event> events() {
		return this.events;
	}

	public List<Event.Send> sends(Event.Type type) {
		return of(Event.Send.class).stream().filter((send) -> send.type() == type).toList();
	}

	public <T extends Event> List<T> of(Class<T> kind) {
		return this.events.stream().filter(kind::isInstance).map(kind::cast).toList();
	}

}
