package dev.failoverlab.watch;

import java.io.IOException;
import java.util.List;
import java.util.function.LongFunction;
import java.util.stream.Stream;

import dev.failoverlab.cluster.NodeConnection;
import dev.failoverlab.history.Event;

/**
 * Asks another question, and reports whether the node answers at all.
 *
 * @param question the other question
 * @param node the node
 */
record AnswerQuestion(Question question, int node) implements Question {

	@Override
	public List<LongFunction<Event>> ask(NodeConnection connection) throws IOException {
		return Stream.concat(answers(true), this.question.ask(connection).stream()).toList();
	}

	@Override
	public List<LongFunction<Event>> silence() {
		return answers(false).toList();
	}

	private Stream<LongFunction<Event>> answers(boolean answers) {
		return Stream.of((t) -> new Event.NodeAnswers(t, this.node, answers));
	}

}
