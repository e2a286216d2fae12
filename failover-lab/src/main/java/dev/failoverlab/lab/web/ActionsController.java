package dev.failoverlab.lab.web;

import java.util.Optional;
import java.util.function.Supplier;

import dev.failoverlab.cluster.KafkaCluster;
import dev.failoverlab.lab.load.LoadGenerator;
import org.jspecify.annotations.Nullable;

import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** What the page can do, and the rate of the background load. */
@RestController
class ActionsController {

	private static final int MOST = 1000;

	private final KafkaCluster cluster;

	private final Site site;

	private final PastRuns past;

	private final RunsController runs;

	private final Supplier<Optional<LoadGenerator>> load;

	ActionsController(KafkaCluster cluster, LabServer.Settings settings, RunsController runs) {
		this.cluster = cluster;
		this.site = settings.site();
		this.past = new PastRuns(settings.runs());
		this.runs = runs;
		this.load = settings.load();
	}

	@GetMapping("/actions")
	Actions actions() {
		return Actions.of(this.cluster, this.site, this.past, this.runs.playing().orElse(null), rate().orElse(null));
	}

	@GetMapping("/load")
	ResponseEntity<Actions.Rate> load() {
		return ResponseEntity.of(rate());
	}

	/** Sets the rate; 0 pauses the load. */
	@PutMapping("/load")
	ResponseEntity<?> load(@RequestBody NewRate wanted) {
		Integer rate = wanted.rate();
		if (rate == null || rate < 0 || rate > MOST) {
			return ResponseEntity
				.of(Problem.BAD_VALUES.detail("The rate must be 0 to " + MOST + " emails a second, not " + rate + "."))
				.build();
		}
		this.load.get().ifPresent((background) -> background.rate(rate));
		return load();
	}

	private Optional<Actions.Rate> rate() {
		return this.load.get().map((background) -> new Actions.Rate(background.rate(), MOST));
	}

	/**
	 * The rate that is asked for.
	 *
	 * @param rate emails a second
	 */
	record NewRate(@Nullable Integer rate) {
	}

}
