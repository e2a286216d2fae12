package dev.failoverlab.lab.console;

import dev.failoverlab.report.Palette;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TerminalTests {

	@Test
	void aPipeGetsLinesAndNothingElse() {
		Screen pipe = Screen.pipe();
		pipe.terminal().status("12 s");
		pipe.terminal().line("a leader moved");
		pipe.terminal().status("");
		assertThat(pipe.out()).isEqualToNormalizingNewlines("a leader moved\n");
	}

	@Test
	void aLiveTerminalKeepsTheStatusBelowTheLines() {
		Screen live = Screen.live();
		live.terminal().status("12 s");
		live.terminal().line("a leader moved");
		String redrawn = "\r\033[?7l12 s\033[K\033[?7h";
		assertThat(live.out()).isEqualToNormalizingNewlines(redrawn + "\r\033[Ka leader moved\n" + redrawn);
		live.terminal().status("");
		assertThat(live.out()).endsWith("\r\033[K");
	}

	@Test
	void coloursAreLeftAwayWhereNobodySeesThem() {
		Screen plain = Screen.live();
		plain.terminal().line(Palette.GOOD.paint("PASS"));
		assertThat(plain.out()).isEqualToNormalizingNewlines("PASS\n");
		Screen colourful = Screen.colourful();
		colourful.terminal().line(Palette.GOOD.paint("PASS"));
		assertThat(colourful.out()).isEqualToNormalizingNewlines("\033[32mPASS\033[0m\n");
	}

}
