package dev.failoverlab.verdict;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class NewStatesTests {

	private final NewStates<String> sightings = new NewStates<>();

	@Test
	void whatSeveralReportIsNewsOnce() {
		assertThat(this.sightings.isNews(1, "whole")).isTrue();
		assertThat(this.sightings.isNews(2, "whole")).isFalse();
		assertThat(this.sightings.isNews(3, "whole")).isFalse();
	}

	@Test
	void aSlowReporterThatPassesThroughOldStatesBringsNoNews() {
		this.sightings.isNews(1, "whole");
		this.sightings.isNews(1, "shrunk");
		this.sightings.isNews(1, "shrunk twice");
		assertThat(this.sightings.isNews(2, "whole")).isFalse();
		assertThat(this.sightings.isNews(2, "shrunk")).isFalse();
		assertThat(this.sightings.latest()).contains("shrunk twice");
	}

	@Test
	void aStateThatComesAgainIsNewsAgain() {
		this.sightings.isNews(1, "whole");
		this.sightings.isNews(2, "whole");
		this.sightings.isNews(1, "shrunk");
		assertThat(this.sightings.isNews(2, "shrunk")).isFalse();
		assertThat(this.sightings.isNews(2, "whole")).isTrue();
		assertThat(this.sightings.isNews(1, "whole")).isFalse();
	}

}
