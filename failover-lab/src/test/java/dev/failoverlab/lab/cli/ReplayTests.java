package dev.failoverlab.lab.cli;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.failoverlab.history.TestHistory;
import dev.failoverlab.judge.ExitStatus;
import dev.failoverlab.lab.console.Screen;
import dev.failoverlab.lab.run.LabHome;
import dev.failoverlab.report.JsonReport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class ReplayTests {

	private static final TestHistory HISTORY = TestHistory.of(1).sent("a", 0, 0).scan("0:0:a").log(0, 0, 1);

	@TempDir
	private Path home;

	@Test
	void servesTheHistoryOfARunsFolderUntilItIsInterrupted() throws Exception {
		Files.write(this.home.resolve("history.ndjson"), HISTORY.bytes());
		try (LabProcess lab = LabProcess.start(this.home, "replay", this.home.toString())) {
			lab.await("the link", Duration.ofMinutes(1), () -> lab.output().contains("Ctrl-C ends it"));
			Matcher link = Pattern.compile("http://127\\.0\\.0\\.1:\\d+/").matcher(lab.output());
			assertThat(link.find()).isTrue();
			URI page = URI.create(link.group());
			assertThat(get(page)).startsWith("<!");
			assertThat(get(page.resolve("history"))).isEqualTo(new String(HISTORY.bytes(), StandardCharsets.UTF_8));
			assertThat(get(page.resolve("report"))).isEqualTo(JsonReport.of(HISTORY.verdict()));
			assertThat(get(page.resolve("events"))).contains("event: verdict").endsWith("data: {}\n\n");
			assertThat(lab.interrupt()).isEqualTo(130);
			assertThat(lab.output()).doesNotContain("\tat ");
		}
	}

	@Test
	void aHistoryThatCannotBeTrustedIsNotReplayed() throws IOException {
		Files.writeString(this.home.resolve("broken.ndjson"),
				new String(HISTORY.bytes(), StandardCharsets.UTF_8) + "{\n");
		Screen screen = Screen.pipe();
		LabContext context = new LabContext(new LabHome(this.home), screen.terminal());
		int status = Lab.commandLine(context, Map.of())
			.execute("replay", this.home.resolve("broken.ndjson").toString());
		assertThat(status).isNotEqualTo(ExitStatus.PASS);
		assertThat(screen.err()).contains("Line 6 of the history");
	}

	private static String get(URI uri) throws Exception {
		HttpResponse<String> answer = HttpClient.newHttpClient()
			.send(HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(30)).build(),
					HttpResponse.BodyHandlers.ofString());
		assertThat(answer.statusCode()).isEqualTo(200);
		return answer.body();
	}

}
