package dev.failoverlab.run;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class CloseStackTests {

	private final List<String> closed = new ArrayList<>();

	private final CloseStack stack = new CloseStack();

	@Test
	void closesInReverseAndOnce() {
		this.stack.add(() -> this.closed.add("cluster"));
		this.stack.add(() -> this.closed.add("service"));
		this.stack.close();
		this.stack.close();
		assertThat(this.closed).containsExactly("service", "cluster");
	}

	@Test
	void whatCannotBeClosedKeepsNothingElseOpen() {
		this.stack.add(() -> this.closed.add("cluster"));
		this.stack.add(() -> {
			throw new IllegalStateException("stuck");
		});
		assertThatExceptionOfType(RunException.class).isThrownBy(this.stack::close).withMessageContaining("stuck");
		assertThat(this.closed).containsExactly("cluster");
	}

	@Test
	void whatComesTooLateIsClosedAtOnce() {
		this.stack.close();
		assertThatExceptionOfType(RunException.class)
			.isThrownBy(() -> this.stack.add(() -> this.closed.add("straggler")))
			.withMessage("Closed before it was ready.");
		assertThat(this.closed).containsExactly("straggler");
	}

}
