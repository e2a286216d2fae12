package dev.failoverlab.report;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PaletteTests {

	@Test
	void onlyItsOwnColoursReachATerminal() {
		String painted = Palette.BAD.paint("lab: ") + "a\tb\nc";
		assertThat(Palette.safe(painted)).isEqualTo(painted);
		assertThat(Palette.safe("\033[2J\033]0;title\007\rhidden\033[8m \u202E$1\\"))
			.isEqualTo("\\u001b[2J\\u001b]0;title\\u0007\\u000dhidden\\u001b[8m \\u202e$1\\");
	}

}
