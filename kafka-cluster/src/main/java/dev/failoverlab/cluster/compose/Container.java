package dev.failoverlab.cluster.compose;

import java.util.List;
import java.util.Optional;

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

	/** The container of a service of a Compose project, running or not. */
	static Optional<String> of(String project, String service) {
		return Docker
			.run("ps", "--all", "--quiet", "--no-trunc", "--filter", "label=com.docker.compose.project=" + project,
					"--filter", "label=com.docker.compose.service=" + service)
			.lines()
			.findFirst();
	}

	/** The Compose project of a container. */
	static String project(String id) {
		return Docker.run("inspect", "--format", "{{index .Config.Labels \"com.docker.compose.project\"}}", id);
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
