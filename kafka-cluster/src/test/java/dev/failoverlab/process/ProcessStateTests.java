package dev.failoverlab.process;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ProcessStateTests {

	@Test
	void theStateIsFoundAfterANameWithAnyCharacters() {
		assertThat(ProcessState.stateIn("17 (java) S 1 17 17 0")).isEqualTo('S');
		assertThat(ProcessState.stateIn("17 (a) T (b) T 1 17 17 0")).isEqualTo('T');
		assertThat(ProcessState.stateIn("17 (odd) R) Z 1 17 17 0")).isEqualTo('Z');
	}

	@Test
	void aMissingProcessIsNotStopped() {
		assertThat(ProcessState.isStopped(Long.MAX_VALUE)).isFalse();
	}

}
