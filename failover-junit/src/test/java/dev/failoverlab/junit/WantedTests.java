package dev.failoverlab.junit;

import java.util.Map;

import dev.failoverlab.run.Topic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class WantedTests {

	@Test
	void anAnnotationBecomesACluster() {
		Wanted wanted = wanted(Usual.class);
		assertThat(wanted.nodes()).isEqualTo(3);
		assertThat(wanted.topics()).containsExactly(new Topic("orders", 6, 3, 2), new Topic("audit.log", 1, 1, 1),
				new Topic("strict", 1, 3, 3));
		assertThat(wanted.settings()).isEqualTo(Map.of("broker.session.timeout.ms", "3000"));
		assertThat(wanted.topic("strict").minIsr()).isEqualTo(3);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					NoSuchForm   | @KafkaFailover: topics must be NAME:PARTITIONS:REPLICAS or NAME:PARTITIONS:REPLICAS:MIN-ISR, for example "orders:3:3", not "orders".
					TooMany      | @KafkaFailover: topic "orders:3:4" wants 4 replicas on 3 nodes.
					TooStrict    | @KafkaFailover: topic "orders:3:2:3" wants more in-sync replicas than it has replicas.
					Twice        | @KafkaFailover: topics names a topic twice.
					NoNodes      | @KafkaFailover: nodes must be 1 to 9, not 0.
					NoSetting    | @KafkaFailover: settings must be NAME=VALUE, not "compression".
					""")
	void aValueThatIsNotValidIsRefusedWithWhatWouldBe(String type, String message) throws ClassNotFoundException {
		Class<?> annotated = Class.forName(WantedTests.class.getName() + "$" + type);
		assertThatIllegalArgumentException().isThrownBy(() -> wanted(annotated)).withMessage(message);
	}

	@Test
	void aTopicThatIsNotThereIsRefusedByName() {
		assertThatIllegalArgumentException().isThrownBy(() -> wanted(Usual.class).topic("payments"))
			.withMessage("There is no topic payments in @KafkaFailover. There are: orders, audit.log, strict");
	}

	@Test
	void aNestedClassHasTheClusterOfTheClassAroundItUnlessItHasOneOfItsOwn() {
		assertThat(Owner.of(Usual.Nested.class)).map(Owner::type).hasValue(Usual.class);
		assertThat(Owner.of(Usual.Apart.class)).map(Owner::type).hasValue(Usual.Apart.class);
		assertThat(Owner.of(Extending.class)).map(Owner::type).hasValue(Extending.class);
		assertThat(Owner.of(WantedTests.class)).isEmpty();
	}

	private static Wanted wanted(Class<?> type) {
		return Wanted.of(Owner.of(type).orElseThrow().annotation());
	}

	@KafkaFailover(topics = { "orders:6:3", "audit.log:1:1", "strict:1:3:3" },
			settings = "broker.session.timeout.ms = 3000")
	static class Usual {

		static class Nested {

		}

		@KafkaFailover(topics = "own:1:1", nodes = 1)
		static class Apart {

		}

	}

	static class Extending extends Usual {

	}

	@KafkaFailover(topics = "orders")
	static class NoSuchForm {

	}

	@KafkaFailover(topics = "orders:3:4")
	static class TooMany {

	}

	@KafkaFailover(topics = "orders:3:2:3")
	static class TooStrict {

	}

	@KafkaFailover(topics = { "orders:3:2", "orders:1:1" })
	static class Twice {

	}

	@KafkaFailover(topics = "orders:1:1", nodes = 0)
	static class NoNodes {

	}

	@KafkaFailover(topics = "orders:1:1", settings = "compression")
	static class NoSetting {

	}

}
