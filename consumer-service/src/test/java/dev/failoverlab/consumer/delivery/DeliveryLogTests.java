package dev.failoverlab.consumer.delivery;

import dev.failoverlab.consumer.ConsumerServiceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class DeliveryLogTests {

	private static final Clock NOON = Clock.fixed(Instant.parse("2030-01-02T12:00:00Z"), ZoneOffset.UTC);

	@TempDir
	Path directory;

	@Test
	void linesSayWhatHappenedInItsOrder() throws IOException {
		try (DeliveryLog deliveryLog = open("c-1")) {
			deliveryLog.assigned(List.of(2, 0, 1), Map.of(2, 5L, 0, 0L, 1, 17L));
			deliveryLog.delivered("a", "ann@example.org", "Hello", 0, 0);
			deliveryLog.deadLettered(null, 1, 17, "no email");
			deliveryLog.assigned(List.of(0), Map.of());
		}
		assertThat(Files.readAllLines(file())).containsExactly("""
				{"kind":"assignment","seq":1,"instance":"c-1","at":"2030-01-02T12:00:00Z",\
				"partitions":[0,1,2],"positions":{"0":0,"1":17,"2":5}}""",
				"""
						{"kind":"delivery","seq":2,"instance":"c-1","id":"a","to":"ann@example.org","subject":"Hello","partition":0,"offset":0,\
						"at":"2030-01-02T12:00:00Z","deliveries":1}""",
				"""
						{"kind":"dead-letter","seq":3,"instance":"c-1","id":null,"partition":1,"offset":17,\
						"at":"2030-01-02T12:00:00Z","deliveries":1,"cause":"no email"}""", """
						{"kind":"assignment","seq":4,"instance":"c-1","at":"2030-01-02T12:00:00Z",\
						"partitions":[0],"positions":{}}""");
	}

	@Test
	void aLineIsInTheFileBeforeTheCallReturns() throws IOException {
		try (DeliveryLog deliveryLog = open("c-1")) {
			deliveryLog.delivered("a", "ann@example.org", "Hello", 0, 0);
			assertThat(Files.readAllLines(file())).hasSize(1);
		}
	}

	@Test
	void aRestartGoesOnWithNumbersAndCountsUnderItsOwnName() throws IOException {
		try (DeliveryLog deliveryLog = open("c-1")) {
			deliveryLog.delivered("a", "ann@example.org", "Hello", 0, 0);
			deliveryLog.delivered("b", "ann@example.org", "Hello", 0, 1);
		}
		try (DeliveryLog deliveryLog = open("c-2")) {
			deliveryLog.delivered("b", "ann@example.org", "Hello", 0, 1);
			deliveryLog.delivered("c", "ann@example.org", "Hello", 0, 2);
		}
		assertThat(Files.readAllLines(file())).hasSize(4)
			.element(2)
			.asString()
			.contains("\"seq\":3,\"instance\":\"c-2\",\"id\":\"b\"", "\"deliveries\":2");
		assertThat(Files.readAllLines(file())).last().asString().contains("\"seq\":4", "\"deliveries\":1");
	}

	@Test
	void whatACrashLeftOfALineIsCutOff() throws IOException {
		try (DeliveryLog deliveryLog = open("c-1")) {
			deliveryLog.delivered("a", "ann@example.org", "Hello", 0, 0);
		}
		Files.writeString(file(), "{\"kind\":\"delivery\",\"seq\":2,\"inst", StandardOpenOption.APPEND);
		try (DeliveryLog deliveryLog = open("c-2")) {
			deliveryLog.delivered("b", "ann@example.org", "Hello", 0, 1);
		}
		assertThat(Files.readAllLines(file())).hasSize(2).last().asString().contains("\"seq\":2", "\"id\":\"b\"");
	}

	@Test
	void aFileWithNothingButATornLineIsAnEmptyDeliveryLog() throws IOException {
		Files.writeString(file(), "{\"kind\":\"deli");
		open("c-1").close();
		assertThat(file()).isEmptyFile();
	}

	@Test
	void aFileThatIsNoDeliveryLogIsRefusedAndLeftAsItIs() throws IOException {
		Files.writeString(file(), "dear diary\n");
		assertThatExceptionOfType(ConsumerServiceException.class).isThrownBy(() -> open("c-1"))
			.withMessageContaining("Line 1 of " + file())
			.withMessageContaining("consumer.account.file");
		assertThat(file()).hasContent("dear diary\n");
	}

	@Test
	void aDeliveryLogWithALineMissingIsRefused() throws IOException {
		try (DeliveryLog deliveryLog = open("c-1")) {
			deliveryLog.delivered("a", "ann@example.org", "Hello", 0, 0);
			deliveryLog.delivered("b", "ann@example.org", "Hello", 0, 1);
		}
		Files.write(file(), Files.readAllLines(file()).subList(1, 2));
		assertThatExceptionOfType(ConsumerServiceException.class).isThrownBy(() -> open("c-2"))
			.withMessageContaining("it says number 2");
	}

	@Test
	void aRefusedFileIsGivenFree() throws IOException {
		Files.writeString(file(), "dear diary\n");
		assertThatExceptionOfType(ConsumerServiceException.class).isThrownBy(() -> open("c-1"));
		Files.writeString(file(), "");
		open("c-2").close();
	}

	@Test
	void twoWritersAreNotLetIn() {
		try (DeliveryLog first = open("c-1")) {
			assertThatExceptionOfType(ConsumerServiceException.class).isThrownBy(() -> open("c-2"))
				.withMessageContaining("held by another instance")
				.withMessageContaining("consumer.account.file");
			first.delivered("a", "ann@example.org", "Hello", 0, 0);
		}
		open("c-3").close();
	}

	@Test
	void foldersOnTheWayAreMade() {
		Path deep = this.directory.resolve("a/b/deliveries.ndjson");
		new DeliveryLog(new DeliveryLogProperties(deep, 10), "c-1", NOON).close();
		assertThat(deep).exists();
	}

	@Test
	void onlyTheLastIdsAreReadBack() throws IOException {
		try (DeliveryLog deliveryLog = open("c-1")) {
			for (int i = 0; i < 25; i++) {
				deliveryLog.delivered("id-" + i, "ann@example.org", "Hello", 0, i);
			}
		}
		try (DeliveryLog deliveryLog = open("c-2")) {
			deliveryLog.delivered("id-24", "ann@example.org", "Hello", 0, 24);
			deliveryLog.delivered("id-0", "ann@example.org", "Hello", 0, 0);
		}
		List<String> lines = Files.readAllLines(file());
		assertThat(lines.get(25)).contains("\"id\":\"id-24\"", "\"deliveries\":2");
		assertThat(lines.get(26)).contains("\"id\":\"id-0\"", "\"deliveries\":1");
	}

	private DeliveryLog open(String instance) {
		return new DeliveryLog(new DeliveryLogProperties(file(), 10), instance, NOON);
	}

	private Path file() {
		return this.directory.resolve("deliveries.ndjson");
	}

}
