package dev.failoverlab.cluster;

import java.util.HashSet;
import java.util.Iterator;
import java.util.Set;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class FreePortsTests {

	@Test
	void aPortThatNoNodeListensOnYetIsNotGivenAgain() {
		Set<Integer> given = new HashSet<>();
		Iterator<Integer> ports = FreePorts.any();
		Iterator<Integer> others = FreePorts.any();
		for (int i = 0; i < 600; i++) {
			given.add(ports.next());
			given.add(others.next());
		}
		assertThat(given).hasSize(1200);
	}

}
