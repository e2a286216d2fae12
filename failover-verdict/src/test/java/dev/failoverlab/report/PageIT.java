package dev.failoverlab.report;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import dev.failoverlab.history.Event.FaultChange;
import dev.failoverlab.history.Event.Phase;
import dev.failoverlab.history.TestHistory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.Keys;

import static org.assertj.core.api.Assertions.assertThat;

/** The page in a real browser, with a history made by hand. */
@Timeout(180)
@EnabledIf("dev.failoverlab.report.Browser#isHere")
class PageIT {

	private static final String HEADLINE = "document.querySelector('h1').textContent";

	@TempDir
	private static Path folder;

	private static List<String> lines = List.of();

	private static String report = "";

	@BeforeAll
	static void writeReport() throws Exception {
		TestHistory history = killedLeader();
		Path file = Files.write(folder.resolve("history.ndjson"), history.bytes());
		lines = Files.readAllLines(file);
		Path page = folder.resolve("report.html");
		new RunFiles(file, null, page, null).write(history.verdict());
		report = page.toUri().toString();
	}

	@ParameterizedTest
	@CsvSource({ "en, false, 1300, Pass", "en, true, 360, Pass", "ko, false, 360, 통과", "ko, true, 1300, 통과" })
	void reportOpensAtTheVerdictForEverybody(String language, boolean dark, int width, String outcome) {
		try (Browser browser = Browser.start(language, dark)) {
			browser.size(width, 900).open(report);
			assertThat(browser.ask("document.querySelector('.outcome').textContent")).isEqualTo(outcome);
			assertThat(browser.ask("document.documentElement.lang")).isEqualTo(language);
			assertThat(browser.ask("document.documentElement.scrollWidth <= innerWidth")).isEqualTo(true);
			assertThat(browser.accessibilityFaults()).isEmpty();
			assertThat(browser.errors()).isEmpty();
		}
	}

	@Test
	void replayShowsTheOutageAndItsReason() {
		try (Browser browser = Browser.start("en", false)) {
			browser.open(report);
			browser.ask("failoverlab.seek(7e9)");
			assertThat(browser.ask(HEADLINE)).isEqualTo("Writes to partition 0 stopped 4.0 s ago");
			assertThat(browser.ask("document.querySelector('header .detail').textContent")).asString()
				.contains("The ISR still contains node 1", "in about 5.0 s");
			assertThat(browser.ask("document.querySelector('.node').textContent")).asString().contains("killed");
			assertThat(browser.accessibilityFaults()).isEmpty();
			browser.ask("[...document.querySelectorAll('.transport .step')][1].click()");
			assertThat(browser.ask("failoverlab.model().state.partitions[0].leader")).isEqualTo(2L);
			assertThat(browser.errors()).isEmpty();
		}
	}

	@Test
	void anotherLanguageKeepsTheMomentAndTheFollowedEmail() {
		try (Browser browser = Browser.start("en", false)) {
			browser.open(report);
			browser.ask("failoverlab.seek(7e9)");
			browser.run("document.querySelector('#way [type=submit]').click()");
			browser.await("document.querySelectorAll('#way li').length > 1");
			Object followed = browser.ask("document.querySelector('#way input').value");
			browser.run("document.querySelector('.languages [lang=ko]').click()");
			browser.await("document.querySelectorAll('#way li').length > 1");
			assertThat(browser.ask("document.documentElement.lang")).isEqualTo("ko");
			assertThat(browser.ask("document.querySelector('#way input').value")).isEqualTo(followed);
			assertThat(browser.ask("failoverlab.model().now / 1e9")).isEqualTo(7L);
			assertThat(browser.errors()).isEmpty();
		}
	}

	@Test
	void replayEndsInTheStateInWhichLiveEndedAlthoughItsStreamWasCutOff() throws Exception {
		try (Browser browser = Browser.start("en", false); StreamServer server = new StreamServer(lines, 97)) {
			browser.open(report);
			Object replayed = browser.state();
			browser.open(server.url());
			browser.await("failoverlab.model().state.line === " + lines.size());
			assertThat(browser.state()).isEqualTo(replayed);
			assertThat(server.began).startsWith(0, 97, 194, 291);
			assertThat(browser.ask("document.querySelector('.commands code').textContent")).isEqualTo("./lab kill 1");
			assertThat(browser.accessibilityFaults()).isEmpty();
			assertThat(browser.errors()).isEmpty();
		}
	}

	/**
	 * Tab reaches all that can be used, in the order of the page, and shows where it is.
	 */
	@Test
	void allCanBeDoneWithTheKeyboard() {
		try (Browser browser = Browser.start("en", false)) {
			browser.open(report);
			browser
				.run("""
						globalThis.stops = [...document.querySelectorAll('button, a[href], input, select, summary, [tabindex]')]
							.filter((each) => each.checkVisibility())""");
			long stops = (Long) browser.ask("stops.length");
			assertThat(stops).isGreaterThan(10);
			for (long stop = 0; stop < stops; stop++) {
				browser.press(Keys.TAB);
				assertThat(browser.ask("stops.indexOf(document.activeElement)")).isEqualTo(stop);
				assertThat(browser.ask("parseFloat(getComputedStyle(document.activeElement).outlineWidth) >= 2"))
					.as("focus is seen: %s", browser.ask("document.activeElement.outerHTML"))
					.isEqualTo(true);
			}
			browser.run("document.querySelector('summary').focus()");
			browser.press(Keys.ENTER);
			assertThat(browser.ask("document.activeElement.parentElement.open")).isEqualTo(true);
			browser.run("document.querySelector('.play').focus()");
			browser.press(Keys.SPACE);
			browser.await("document.activeElement.textContent === 'Pause'");
			browser.press(Keys.ESCAPE);
			browser.await("document.activeElement.textContent === 'Play'");
			browser.run("document.querySelector('.scrubber input').focus()");
			browser.press(Keys.HOME);
			browser.await("failoverlab.model().now === failoverlab.model().begin");
		}
	}

	@Test
	void whatComesFromAHistoryIsOnlyText() throws Exception {
		String evil = "<img src=x onerror=document.title='evil'>";
		TestHistory history = killedLeader().observation("of " + evil, evil);
		Path file = Files.write(folder.resolve("evil.ndjson"), history.bytes());
		Path page = folder.resolve("evil.html");
		Files.write(page, Page.report(history.verdict(), file).getBytes(StandardCharsets.UTF_8));
		try (Browser browser = Browser.start("en", false)) {
			browser.open(page.toUri().toString());
			assertThat(browser.ask("document.body.textContent")).asString().contains(evil);
			assertThat(browser.ask("document.querySelectorAll('img').length")).isEqualTo(0L);
		}
	}

	/** Node 1 leads partition 0, is killed at 3 s, and is replaced by node 2 at 12 s. */
	private static TestHistory killedLeader() {
		TestHistory history = TestHistory.of(1).expect("lost-write = 0").at(10).report(1, 0, 1, 0, 1, 2, 3);
		history.report(2, 0, 1, 0, 1, 2, 3).report(3, 0, 1, 0, 1, 2, 3).phase(Phase.LOAD);
		for (int i = 0; i < 200; i++) {
			history.at(1000 + i * 10).invoke("p", "a" + i, 0).at(1002 + i * 10).ok("p", "a" + i, 0, i);
		}
		history.at(3000).fault(FaultChange.ASKED, "kill", 1).fault(FaultChange.BEGIN, "kill", 1).invoke("p", "b", 0);
		history.at(12_000).report(2, 0, 2, 1, 2, 3).ok("p", "b", 0, 200).at(13_000).phase(Phase.HEAL);
		history.fault(FaultChange.END, "kill", 1).at(14_000).report(1, 0, 2, 1, 1, 2, 3).report(2, 0, 2, 1, 1, 2, 3);
		history.phase(Phase.READ);
		String[] log = new String[201];
		for (int i = 0; i < 200; i++) {
			log[i] = "0:" + i + ":a" + i;
		}
		log[200] = "0:200:b";
		return history.poll("c", log).scan(log).log(0, 0, 201).phase(Phase.END);
	}

}
