package dev.failoverlab.lab.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import com.sun.net.httpserver.HttpServer;
import dev.failoverlab.lab.web.UpFile;
import dev.failoverlab.report.Browser;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.condition.EnabledIf;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The page of {@code ./lab up} on real nodes, one cluster for all tests: each leaves it
 * whole, and the last one ends it.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PageIT {

	private static final Duration START = Duration.ofMinutes(8);

	private static final JsonMapper JSON = JsonMapper.shared();

	private static final String BROWSER = "dev.failoverlab.report.Browser#isHere";

	private static final String HEADLINE = "document.querySelector('h1').textContent";

	private static final String DETAIL = "document.querySelector('header .detail').textContent";

	private static final String CALM = HEADLINE + " === 'All replicas are in sync'";

	private static Path home = Path.of("");

	private static LabProcess lab;

	private static UpFile up;

	@BeforeAll
	static void start() throws Exception {
		home = Files.createTempDirectory(Files.createDirectories(Path.of("target/page-it").toAbsolutePath()), "page");
		lab = LabProcess.start(home, "up", "--ports", "auto", "--load", "5");
		lab.await("up", START, () -> lab.output().contains("Ctrl-C ends everything"));
		up = UpFile.read(home.resolve(".lab/up.json")).orElseThrow();
	}

	@AfterAll
	static void stop() {
		lab.close();
	}

	@Test
	@Order(1)
	void anEmailIsFollowedANodeIsKilledAndAllIsInTheHistory() throws Exception {
		PageClient page = new PageClient(up);
		String id = page.post("/emails", "{\"to\": \"ann@example.org\"}").path("id").stringValue();
		lab.await("the email everywhere", START,
				() -> page.has("way",
						(way) -> id.equals(way.path("id").stringValue()) && way.path("replicas").size() == 3
								&& way.path("high_watermark").asLong() > way.path("offset").asLong()
								&& way.path("segment").asString("").endsWith(".log")));
		lab.await("its delivery", START, () -> page.has("poll", (poll) -> poll.toString().contains(id)));
		lab.await("the ends of replicas", START, () -> page.has("offsets", (ends) -> ends.path("ends").size() == 3));
		lab.await("the lags of voters", START, () -> page.has("voters", (lags) -> lags.path("lags").size() == 3));
		assertThat(page.put("/load", "{\"rate\": 20}").path("rate").intValue()).isEqualTo(20);
		assertThat(page.get("/actions").path("load").path("rate").intValue()).isEqualTo(20);
		int node = page.post("/actuator/brokers/leader", "{\"action\": \"kill\"}").path("node").intValue();
		lab.await("the fault", START, () -> page.has("fault",
				(fault) -> fault.path("type").asString("").equals("begin") && fault.path("node").intValue() == node));
		lab.await("its silence", START, () -> page.has("node",
				(silent) -> silent.path("node").intValue() == node && !silent.path("answers").booleanValue()));
		lab.await("a new leader", START, () -> page.has("partition", (state) -> state.path("leader").isNumber()
				&& state.path("leader").intValue() != node && !state.path("isr").toString().contains("" + node)));
		assertThat(page.post("/actuator/brokers/all", "{\"action\": \"heal\"}").path("message").stringValue())
			.isEqualTo("node " + node + " has been started");
		lab.await("an answer again", START, () -> page.answers(node));
		theStreamIsTheFile(page);
	}

	@Test
	@Order(2)
	@EnabledIf(BROWSER)
	void theLeaderIsKilledByAClickAndStartedByAnother() {
		try (Browser browser = open()) {
			assertThat(browser.ask("location.search")).as("the token is not in the address bar").isEqualTo("");
			long leader = (Long) browser.ask("failoverlab.model().state.partitions[0].leader");
			browser.choose("Action", "kill");
			browser.choose("Target", "the leader of partition 0");
			browser.click("kill: the leader of partition 0");
			browser.await(HEADLINE + ".startsWith('Writes to ')", START);
			assertThat(browser.ask(DETAIL)).asString().contains("The ISR still contains node " + leader);
			assertThat(browser.shown("nodes")).contains("killed");
			browser.await(cell(leader) + ".contains('out')", START);
			assertThat(browser.ask("failoverlab.model().state.partitions[0].isr")).asString()
				.doesNotContain(String.valueOf(leader));
			assertThat(browser.ask("document.querySelectorAll('.grid tbody tr:first-child td.leader').length"))
				.isEqualTo(1L);
			assertThat(browser.accessibilityFaults()).isEmpty();
			browser.choose("Action", "start");
			browser.choose("Target", "node " + leader);
			browser.click("start: node " + leader);
			browser.await(CALM, START);
			assertThat(browser.ask(cell(leader) + ".contains('insync') || " + cell(leader) + ".contains('leader')"))
				.isEqualTo(true);
			assertThat(browser.ask("document.querySelectorAll('.leaders .changed').length")).isNotEqualTo(0L);
			assertThat(browser.errors()).isEmpty();
		}
	}

	@Test
	@Order(3)
	@EnabledIf(BROWSER)
	void whenNoNodeAnswersTheLastKnownStateIsShownWithItsAge() {
		try (Browser browser = open()) {
			Object before = browser.ask("document.querySelectorAll('.grid tbody tr').length");
			browser.choose("Action", "kill");
			for (int node = 1; node <= 3; node++) {
				browser.choose("Target", "node " + node);
				browser.click("kill: node " + node);
				browser.await("document.querySelectorAll('.node.killed').length === " + node, START);
			}
			browser.await(HEADLINE + " === 'No node answers'");
			assertThat(browser.ask(DETAIL)).asString()
				.matches("This is the last known state\\. It is [\\d.]+ m?s old\\.");
			browser.await(DETAIL + ".match(/ (\\d+)\\.\\d s/)?.[1] >= 3");
			assertThat(browser.ask("document.querySelectorAll('.grid tbody tr').length")).isEqualTo(before);
			browser.click("Heal all faults");
			browser.await(CALM, START);
			assertThat(browser.errors()).isEmpty();
		}
	}

	@Test
	@Order(4)
	@EnabledIf(BROWSER)
	void onlyTheLinkGivesPower() throws Exception {
		String kill = "(url) => fetch(url + 'actuator/brokers/1', { method: 'POST', body: '{\"action\": \"kill\"}', "
				+ "headers: { 'Content-Type': 'application/json' } }).then((answer) => answer.status, () => 'refused')";
		PageClient events = new PageClient(up);
		try (Browser browser = Browser.start("en", false); Elsewhere other = new Elsewhere()) {
			browser.open(up.url().toString() + "/");
			browser.await("document.getElementById('controls').innerText.includes('./lab kill 1')");
			assertThat(browser.shown("controls")).contains("This page only watches.");
			assertThat(browser.ask("document.querySelector('.danger')")).isNull();
			assertThat(browser.promise("(" + kill + ")('/')")).isEqualTo(401L);
			browser.visit(up.url() + "/?token=guess");
			assertThat(browser.ask("document.body.innerText")).asString().contains("This link is of another lab");
			assertThat(browser.promise("(" + kill + ")('/')")).isEqualTo(401L);
			browser.open(up.url() + "/?token=" + up.token());
			browser.visit(other.url());
			assertThat(browser.promise("(" + kill + ")('" + up.url() + "/')")).isEqualTo("refused");
			assertThat(browser
				.promise("fetch('" + up.url() + "/actuator/brokers/1', { method: 'POST', mode: 'no-cors', "
						+ "credentials: 'include', body: '{\"action\": \"kill\"}' }).then((answer) => answer.type)"))
				.isEqualTo("opaque");
		}
		lab.await("the history", START, () -> !events.events().isEmpty());
		assertThat(events.get("/actuator/brokers").toString()).doesNotContain("\"down\"");
	}

	@Test
	@Order(5)
	@EnabledIf(BROWSER)
	void aRunIsPlayedInPlaceAnotherIsEndedAndPastOnesAreOpened() {
		String progress = "document.querySelector('.played .progress')?.textContent";
		try (Browser browser = open()) {
			browser.choose("Name", "claims/rf-4");
			browser.click("Run");
			browser.await(progress + "?.includes('The cluster starts')", START);
			assertThat(browser.shown("controls")).contains("A replication factor of 4 is impossible");
			browser.await(progress + "?.startsWith('Pass. ')", START);
			browser.await("document.querySelector('.runs a') !== null", START);
			browser.choose("Name", "none");
			browser.click("Run");
			browser.await(progress + "?.includes('The cluster starts')", START);
			browser.click("End this run");
			browser.await(progress + " === 'It ended before a verdict.'", START);
			assertThat(browser.errors()).isEmpty();
			browser.open(String.valueOf(browser.ask("document.querySelector('.runs a').href")));
			assertThat(browser.ask("document.querySelector('.outcome').textContent")).isEqualTo("Pass");
		}
	}

	@Test
	@Order(6)
	@EnabledIf(BROWSER)
	void theVerdictReachesThePageAndTheReportEndsInTheSamePicture() throws Exception {
		try (Browser browser = open()) {
			lab.signal();
			browser.await("document.querySelector('.outcome')?.textContent === 'Pass'", START);
			browser.await("!document.querySelector('.banner:not([hidden])')");
			Object state = browser.state();
			List<String> picture = picture(browser);
			assertThat(browser.errors()).isEmpty();
			browser.open(file("report.html").toUri().toString());
			assertThat(browser.state()).isEqualTo(state);
			assertThat(picture(browser)).isEqualTo(picture);
			assertThat(browser.accessibilityFaults()).isEmpty();
			assertThat(browser.errors()).isEmpty();
		}
	}

	/** Opens the page by its link, and waits until the cluster is whole. */
	private static Browser open() {
		Browser browser = Browser.start("en", false).open(up.url() + "/?token=" + up.token());
		browser.await(CALM, START);
		browser.await("document.querySelector('#controls select') !== null");
		return browser;
	}

	/** The classes of a node's cell in the first row. */
	private static String cell(long node) {
		return "document.querySelector('.grid tbody tr').children[" + node + "].classList";
	}

	private static List<String> picture(Browser browser) {
		return Stream.of("verdict", "nodes", "partitions", "emails", "outages", "leaders").map(browser::shown).toList();
	}

	private static void theStreamIsTheFile(PageClient page) throws IOException {
		List<String> streamed = page.events().stream().map(JsonNode::toString).toList();
		assertThat(Files.readAllLines(file("history.ndjson")).subList(0, streamed.size()).stream().map(JSON::readTree))
			.map(JsonNode::toString)
			.isEqualTo(streamed);
	}

	private static Path file(String name) throws IOException {
		try (Stream<Path> files = Files.walk(home.resolve("runs"), 2)) {
			return files.filter((file) -> file.endsWith(name) && file.toString().contains("-up/"))
				.findFirst()
				.orElseThrow();
		}
	}

	/** A page of another origin on the same machine, for which cookies are the same. */
	private static final class Elsewhere implements AutoCloseable {

		private final HttpServer server;

		Elsewhere() throws IOException {
			this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
			this.server.createContext("/", (exchange) -> {
				exchange.getResponseHeaders().add("Content-Type", "text/html");
				exchange.sendResponseHeaders(200, -1);
				exchange.close();
			});
			this.server.start();
		}

		String url() {
			return "http://127.0.0.1:" + this.server.getAddress().getPort() + "/";
		}

		@Override
		public void close() {
			this.server.stop(0);
		}

	}

}
