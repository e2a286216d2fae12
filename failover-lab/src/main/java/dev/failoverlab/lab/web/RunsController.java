package dev.failoverlab.lab.web;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

import dev.failoverlab.history.Recorder;
import dev.failoverlab.lab.UsageException;
import dev.failoverlab.lab.scenario.DefinitionException;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/** Plays scenarios and claims, one at a time, and opens past runs. */
@RestController
class RunsController implements AutoCloseable {

	private final LabServer.Settings settings;

	private final Recorder recorder;

	private final PastRuns past;

	private @Nullable PlayedPlan current;

	RunsController(LabServer.Settings settings, Recorder recorder) {
		this.settings = settings;
		this.recorder = recorder;
		this.past = new PastRuns(settings.runs());
	}

	/** Begins to play a scenario or a claim, by its name. */
	@PostMapping("/runs")
	synchronized ResponseEntity<?> play(@RequestBody Map<String, String> body) {
		if (!this.settings.site().hasRuns()) {
			return answer(Problem.IMPOSSIBLE_HERE, "In its container the lab cannot start other clusters. Type in a"
					+ " terminal: ./lab run SCENARIO --cluster compose");
		}
		String name = body.getOrDefault("name", "");
		if (Actions.playable().stream().noneMatch((known) -> known.name().equals(name))) {
			return answer(Problem.NOT_FOUND, "There is no scenario or claim \"" + name + "\". /actions lists them.");
		}
		if (this.current != null && !this.current.isOver()) {
			return answer(Problem.BUSY,
					"The run " + this.current.name() + " is going on. Wait for its end, or end it.");
		}
		PlayedPlan played = PlayedPlan.start(name, this.settings.backend(), this.settings.runs(), this.recorder);
		this.current = played;
		return ResponseEntity.accepted()
			.location(URI.create("/runs/" + played.name() + "/events"))
			.body(Map.of("run", played.name()));
	}

	/** Ends the run that is going on, if there is one. */
	@DeleteMapping("/runs/current")
	ResponseEntity<Void> end() {
		close();
		return ResponseEntity.noContent().build();
	}

	/** The report of a run. */
	@GetMapping({ "/runs/{run}", "/runs/{run}/{part}" })
	ResponseEntity<?> report(@PathVariable String run, @PathVariable(required = false) @Nullable String part)
			throws IOException {
		Path folder = this.past.find(name(run, part)).orElse(null);
		return (folder != null && Files.exists(folder.resolve("report.html")))
				? PageController.secured(ResponseEntity.ok())
					.contentType(MediaType.TEXT_HTML)
					.body(Files.readString(folder.resolve("report.html")))
				: answer(Problem.NOT_FOUND, "There is no report of a run \"" + name(run, part) + "\".");
	}

	/**
	 * The history of a run as events, while it is going on and afterwards. Spring streams
	 * only what is declared as a stream.
	 */
	@GetMapping({ "/runs/{run}/events", "/runs/{run}/{part}/events" })
	ResponseEntity<StreamingResponseBody> events(@PathVariable String run,
			@PathVariable(required = false) @Nullable String part,
			@RequestHeader(name = "Last-Event-ID", defaultValue = "") String after, HttpServletResponse response)
			throws IOException {
		PlayedPlan playing = playing(run);
		if (part == null && playing != null) {
			return EventsController.stream(playing.shown(), after, response);
		}
		Path folder = this.past.find(name(run, part)).orElse(null);
		if (folder == null) {
			throw new ErrorResponseException(HttpStatus.NOT_FOUND,
					Problem.NOT_FOUND.detail("There is no run \"" + name(run, part) + "\"."), null);
		}
		Path report = folder.resolve("report.json");
		HistoryFile history = new HistoryFile(folder.resolve("history.ndjson"))
			.end(Files.exists(report) ? Files.readString(report) : null);
		return EventsController.stream(ShownHistories.only(history), after, response);
	}

	@ExceptionHandler({ UsageException.class, DefinitionException.class })
	ResponseEntity<?> notPlayable(RuntimeException ex) {
		return answer(Problem.BAD_VALUES, String.valueOf(ex.getMessage()));
	}

	private @Nullable PlayedPlan playing(String run) {
		PlayedPlan played = current();
		return (played != null && played.name().equals(run)) ? played : null;
	}

	/** The name of the run that is going on. */
	Optional<String> playing() {
		return Optional.ofNullable(current()).filter((played) -> !played.isOver()).map(PlayedPlan::name);
	}

	private synchronized @Nullable PlayedPlan current() {
		return this.current;
	}

	private static String name(String run, @Nullable String part) {
		return (part != null) ? run + "/" + part : run;
	}

	private static ResponseEntity<?> answer(Problem problem, String detail) {
		return ResponseEntity.of(problem.detail(detail)).build();
	}

	/** Ends the run without the monitor: its cluster takes a while, and readers go on. */
	@Override
	public void close() {
		PlayedPlan played = current();
		if (played != null) {
			played.close();
		}
	}

}
