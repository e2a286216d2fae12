package dev.failoverlab.lab.cli;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;

import dev.failoverlab.lab.console.Terminal;
import dev.failoverlab.lab.scenario.Catalogue;
import dev.failoverlab.lab.scenario.Scenarios;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

class ClaimsRunTests {

	private static final PrintStream NOWHERE = new PrintStream(OutputStream.nullOutputStream());

	private final LabContext context = new LabContext(new LabHome(Path.of("")),
			new Terminal(NOWHERE, NOWHERE, false, false));

	private final Catalogue catalogue = new Catalogue(new Scenarios()::read);

	@Test
	void takesTheWordForAllAndTheNameOfOne() {
		assertThat(List.of("claims", "claims/rf-1", "seeds", "seeds/rf-1")).allMatch(ClaimsRun::takes);
		assertThat(List.of("claim", "claimsman", "seed", "seedsman", "leader-kill", "matrix"))
			.noneMatch(ClaimsRun::takes);
		assertThatNoException().isThrownBy(
				() -> ClaimsRun.of(this.context, this.catalogue, List.of("claims/rf-1", "seeds/rf-4", "claims")));
	}

	@Test
	void aNameThatIsNotThereBringsTheNearest() {
		assertThatExceptionOfType(UsageException.class)
			.isThrownBy(() -> ClaimsRun.of(this.context, this.catalogue, List.of("claims/layout")))
			.withMessageContaining("There is no claim \"layout\". Did you mean claims/layouts?")
			.withMessageContaining("rf-1");
	}

}
