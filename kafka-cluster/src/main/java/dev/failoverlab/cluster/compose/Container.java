package dev.failoverlab.cluster.compose;

import java.util.List;

import dev.failoverlab.cluster.Node.State;

/**
 * A node's container as Docker describes it.
 *
 * @param status Docker's word: {@code running}, {@code paused}, {@code exited}, …
 * @param exitStatus of the process, once it has ended
 * @param startedAt when it was last started, in Docker's format
 */
record Container(String status, int exitStatus, String startedAt) {

	static Container look(String id) {
		List<String> words = List
			.of(Docker.run("inspect", "--format", "{{.State.Status}} {{.State.ExitCode}} {{.State.StartedAt}}", id)
				.split(" ", -1));
		return new Container(words.get(0), Integer.parseInt(words.get(1)), words.get(2));
	}

	/** Its address in the network, or an empty string while it does not run. */
	static String address(String id) {
		return Docker.run("inspect", "--format", "{{range .NetworkSettings.Networks}}{{.IPAddress}}{{end}}", id);
	}

	/** The image that it was created from. */
	static String image(String id) {
		return Docker.run("inspect", "--format", "{{.Config.Image}}", id);
	}

	State state() {
		return switch (this.status) {
			case "running", "restarting" -> State.RUNNING;
			case "paused" -> State.PAUSED;
			default -> State.DOWN;
		};
	}

}
