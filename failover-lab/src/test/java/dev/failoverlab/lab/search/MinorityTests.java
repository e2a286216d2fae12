package dev.failoverlab.lab.search;

import java.util.OptionalInt;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class MinorityTests {

	private final Minority one = Minority.of(3);

	private final Minority two = Minority.of(5);

	@Test
	void ofThreeNodesOneMayBeDown() {
		assertThat(this.one.most()).isEqualTo(1);
		assertThat(permits(this.one, "0s kill node 1", "1s heal", "0s pause active controller")).isTrue();
		assertThat(permits(this.one, "0s kill node 1", "0s pause node 2")).isFalse();
		assertThat(permits(this.one, "0s kill a majority")).isFalse();
		assertThat(permits(this.one, "0s bounce a majority")).isFalse();
	}

	@Test
	void aMinorityIsAsManyNodesAsItMeans() {
		assertThat(permits(this.two, "0s kill a minority")).isTrue();
		assertThat(permits(this.two, "0s kill a minority", "0s pause node 1")).isFalse();
		assertThat(permits(new Minority(3, 3), "0s kill all nodes")).isTrue();
	}

	@Test
	void whatHealsItselfIsDownOnlyMeanwhile() {
		assertThat(permits(this.one, "0s bounce node 1", "0s kill node 2")).isTrue();
		assertThat(permits(this.one, "0s kill node 2", "0s bounce node 1")).isFalse();
		assertThat(permits(this.one, "0s rolling-restart all nodes")).isTrue();
	}

	@Test
	void aNodeThatWasHealedAloneCountsUntilAllAreBack() {
		assertThat(permits(this.two, "0s kill node 1", "0s kill node 2", "0s heal node 1", "0s kill node 3")).isFalse();
		assertThat(permits(this.two, "0s kill node 1", "0s kill node 2", "0s heal", "0s kill node 3")).isTrue();
		assertThat(this.two.down(Spaces.schedule("0s kill node 1", "0s heal node 1").moves()))
			.isEqualTo(OptionalInt.of(1));
	}

	@Test
	void aNodeThatIsDownIsNotHitAgainAndOneThatIsNotDownIsNotHealed() {
		assertThat(permits(this.two, "0s pause node 1", "0s kill node 1")).isFalse();
		assertThat(permits(this.two, "0s heal node 1")).isFalse();
	}

	@Test
	void aServiceIsNoNode() {
		Move restart = Move.inflict("0s",
				java.util.Map.of("fault", "restart-client", "with", "kill", "target", "consumer"), java.util.Map.of());
		assertThat(this.one.size(restart)).isZero();
	}

	private static boolean permits(Minority minority, String... moves) {
		return minority.permits(Spaces.schedule(moves).moves());
	}

}
