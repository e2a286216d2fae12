package dev.failoverlab.witness;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mockito.AdditionalAnswers;
import org.mockito.ArgumentMatchers;
import org.mockito.Mockito;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(60)
class WitnessFileTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(20);

	private static final int SMALL = 64 << 10;

	@TempDir
	Path folder;

	@Test
	void linesAreInTheFileInTheirOrderWhenItIsFlushed() throws IOException {
		WitnessFile file = new WitnessFile(path(), open(), WitnessFile.CAPACITY);
		IntStream.range(0, 5000).forEach((number) -> file.append(line(number)));
		assertThat(file.flush(TIMEOUT)).isTrue();
		List<JsonNode> events = Events.in(path());
		assertThat(events).hasSize(5001).isSortedAccordingTo((a, b) -> Long.compare(t(a), t(b)));
		assertThat(Events.text(events.get(0), "kind")).isEqualTo("witness");
		assertThat(events.subList(1, 5001)).extracting((event) -> event.path("number").intValue())
			.isEqualTo(IntStream.range(0, 5000).boxed().toList());
		assertThat(file.close(TIMEOUT)).isTrue();
	}

	@Test
	void aLineIsWrittenWithoutAFlush() throws Exception {
		WitnessFile file = new WitnessFile(path(), open(), WitnessFile.CAPACITY);
		file.append(line(1));
		long deadline = System.nanoTime() + TIMEOUT.toNanos();
		while (Events.in(path(), "test").isEmpty()) {
			assertThat(System.nanoTime()).isLessThan(deadline);
			Thread.onSpinWait();
		}
		file.close(TIMEOUT);
	}

	@Test
	void anyTextIsJson() throws IOException {
		WitnessFile file = new WitnessFile(path(), open(), WitnessFile.CAPACITY);
		String text = "a\"b\\c\n\u0000 주문 \uD83D\uDE00 \u2028";
		file.append(new Line("test").text("text", text));
		file.close(TIMEOUT);
		assertThat(Events.text(Events.in(path(), "test").get(0), "text")).isEqualTo(text);
	}

	@ParameterizedTest
	@ValueSource(longs = { 0, 9, 10, 1_234_567_890_123L, -1, Long.MAX_VALUE, Long.MIN_VALUE })
	void anyNumberIsJson(long number) throws IOException {
		WitnessFile file = new WitnessFile(path(), open(), WitnessFile.CAPACITY);
		file.append(new Line("test").number("number", number));
		file.close(TIMEOUT);
		assertThat(Events.in(path(), "test").get(0).path("number").longValue()).isEqualTo(number);
	}

	@Test
	void sendsWithTheSameBeginningShareALineUntilAnotherOneComes() throws IOException {
		WitnessFile file = new WitnessFile(path(), open(), WitnessFile.CAPACITY);
		Line head = new Line("sends").text("ids", "a-");
		Line other = new Line("sends").text("ids", "b-");
		file.append(head, 1, null, null);
		file.append(head, 2, 3, 4L);
		file.append(other, 1, 0, null);
		file.append(line(7));
		file.append(head, 3, null, null);
		file.flush(TIMEOUT);
		file.append(head, 4, null, null);
		file.close(TIMEOUT);
		assertThat(Events.in(path()))
			.extracting((event) -> Events.text(event, "id") + event.path("number").asString(""))
			.containsExactly("", "a-1", "a-2", "b-1", "7", "a-3", "a-4");
		JsonNode placed = Events.in(path()).get(2);
		assertThat(placed.path("partition").intValue()).isEqualTo(3);
		assertThat(placed.path("offset").intValue()).isEqualTo(4);
		assertThat(Events.in(path())).isSortedAccordingTo((a, b) -> Long.compare(t(a), t(b)));
		assertThat(Files.readAllLines(path())).hasSizeLessThan(7);
	}

	@Test
	void aListOfSendsEndsBeforeItsLineIsTooLong() throws IOException {
		WitnessFile file = new WitnessFile(path(), open(), WitnessFile.CAPACITY);
		Line head = new Line("sends").text("ids", "a-");
		LongStream.range(0, 10_000).forEach((number) -> file.append(head, number, 0, number));
		file.close(TIMEOUT);
		assertThat(Events.in(path(), "send")).hasSize(10_000);
		assertThat(Files.readAllLines(path())).allMatch((each) -> each.length() < 32 << 10);
	}

	@Test
	void aLineGrowsAndItsBeginningIsKeptApart() throws IOException {
		WitnessFile file = new WitnessFile(path(), open(), WitnessFile.CAPACITY);
		Line head = new Line("test").text("text", "x".repeat(1000));
		file.append(new Line(head).number("number", 1));
		file.append(new Line(head).number("number", 2));
		file.close(TIMEOUT);
		assertThat(Events.in(path(), "test")).extracting((event) -> event.path("number").intValue())
			.containsExactly(1, 2);
	}

	@Test
	void whatDoesNotFitWhileTheFileCannotBeWrittenIsCountedWhereItIsMissing() throws Exception {
		AtomicBoolean full = new AtomicBoolean(true);
		CountDownLatch tried = new CountDownLatch(1);
		WitnessFile file = new WitnessFile(path(), failing(full, tried), SMALL);
		assertThat(tried.await(20, TimeUnit.SECONDS)).isTrue();
		int many = 200_000;
		IntStream.range(0, many).forEach((number) -> file.append(line(number)));
		assertThat(file.flush(Duration.ofMillis(50))).isFalse();
		full.set(false);
		assertThat(file.flush(TIMEOUT)).isTrue();
		assertThat(Files.size(path())).isLessThan(2 * SMALL);
		file.append(line(many));
		assertThat(file.close(TIMEOUT)).isTrue();
		List<JsonNode> dropped = Events.in(path(), "dropped");
		long missing = dropped.stream().mapToLong((event) -> event.path("events").longValue()).sum();
		assertThat(missing).isPositive();
		assertThat(Events.in(path(), "test").size() + missing).isEqualTo(many + 1);
	}

	@Test
	@EnabledOnOs(OS.LINUX)
	void aDiskThatStaysFullBlocksNothing() throws IOException {
		WitnessFile file = new WitnessFile(Path.of("/dev/full"),
				FileChannel.open(Path.of("/dev/full"), StandardOpenOption.WRITE), SMALL);
		IntStream.range(0, 100_000).forEach((number) -> file.append(line(number)));
		assertThat(file.close(Duration.ofMillis(100))).isFalse();
	}

	/** Writes half of what it gets, and then fails, as long as it is full. */
	private FileChannel failing(AtomicBoolean full, CountDownLatch tried) throws IOException {
		FileChannel real = open();
		FileChannel channel = Mockito.mock(FileChannel.class, AdditionalAnswers.delegatesTo(real));
		Mockito.doAnswer((call) -> {
			ByteBuffer bytes = call.getArgument(0);
			if (!full.get()) {
				return real.write(bytes);
			}
			real.write(bytes.slice(0, bytes.remaining() / 2));
			tried.countDown();
			throw new IOException("No space left on device");
		}).when(channel).write(ArgumentMatchers.any(ByteBuffer.class));
		return channel;
	}

	private FileChannel open() throws IOException {
		return FileChannel.open(path(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
	}

	private Path path() {
		return this.folder.resolve("witness.ndjson");
	}

	private static Line line(int number) {
		return new Line("test").number("number", number);
	}

	private static long t(JsonNode event) {
		return event.path("t").longValue();
	}

}
