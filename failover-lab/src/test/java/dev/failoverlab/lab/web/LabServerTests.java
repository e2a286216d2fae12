package dev.failoverlab.lab.web;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

import dev.failoverlab.cluster.Deadline;
import dev.failoverlab.cluster.Node;
import dev.failoverlab.history.Event;
import dev.failoverlab.lab.LabException;
import dev.failoverlab.lab.run.StartedNodes;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * The web application on a real port, with requests written by hand: only so can the
 * headers be sent that a browser sends.
 */
class LabServerTests {

	private static final Token TOKEN = Token.random();

	private static final StandInCluster CLUSTER = new StandInCluster();

	private static final List<Event> EVENTS = new CopyOnWriteArrayList<>();

	private static final String AUTHORIZED = "Authorization: Bearer " + TOKEN.value();

	@TempDir
	private static Path runs;

	private static LabServer server;

	@BeforeAll
	static void start() throws IOException {
		Files.createFile(Files.createDirectory(runs.resolve("past")).resolve("history.ndjson"));
		server = LabServer.start(settings(0), CLUSTER, (event) -> EVENTS.add(event.apply(1)), new ShownHistories());
	}

	@AfterAll
	static void stop() {
		server.close();
		assertThat(CLUSTER.closed).as("whoever made the cluster closes it").isFalse();
	}

	@BeforeEach
	void reset() {
		CLUSTER.nodes().forEach(Node::resume);
		CLUSTER.nodes().forEach(Node::start);
		CLUSTER.answers = true;
		EVENTS.clear();
	}

	@Test
	void listsTheNodesWithTheirState() throws IOException {
		CLUSTER.node(3).kill();
		String answer = get("/actuator/brokers", AUTHORIZED);
		assertThat(answer).startsWith("HTTP/1.1 200")
			.contains("\"topic\":\"email.send\"")
			.contains("{\"id\":1,\"state\":\"running\",\"pid\":1001,\"broker\":\"localhost:10\","
					+ "\"controller\":\"localhost:11\",\"active_controller\":false,\"leads\":[0]}")
			.contains("\"id\":2,\"state\":\"running\"")
			.contains("\"active_controller\":true,\"leads\":[1]}")
			.contains("{\"id\":3,\"state\":\"down\",\"pid\":null,");
	}

	@Test
	void leadersAreNullWhenTheClusterDoesNotAnswer() throws IOException {
		CLUSTER.answers = false;
		assertThat(get("/actuator/brokers", AUTHORIZED)).startsWith("HTTP/1.1 200")
			.contains("\"active_controller\":null,\"leads\":null");
	}

	@Test
	void killsTheLeaderAndRecordsIt() throws IOException {
		String answer = act("leader", "{\"action\": \"kill\"}");
		assertThat(answer).startsWith("HTTP/1.1 200")
			.contains("\"node\":1,\"action\":\"kill\",\"changed\":true,\"state\":\"down\",\"took_ms\":")
			.contains("\"message\":\"node 1 is dead\"");
		assertThat(CLUSTER.node(1).state()).isEqualTo(Node.State.DOWN);
		assertThat(EVENTS).containsExactly(
				new Event.FaultChange(1, Event.FaultChange.ASKED, "kill", 1, null, "leader of email.send-0", "kill",
						true, null),
				new Event.FaultChange(1, Event.FaultChange.BEGIN, "kill", 1, null, "leader of email.send-0", "kill",
						true, null));
	}

	@Test
	void findsTheActiveController() throws IOException {
		assertThat(act("controller", "{\"action\": \"pause\"}")).contains("\"message\":\"node 2 is frozen\"");
		assertThat(act("2", "{\"action\": \"resume\"}")).contains("\"message\":\"node 2 is resumed\"");
		assertThat(EVENTS).last()
			.isEqualTo(
					new Event.FaultChange(1, Event.FaultChange.END, "pause", 2, null, "node 2", "pause", true, null));
	}

	/** The fault that was inflicted is ended, not only the state that the node is in. */
	@Test
	void aStutterIsEndedByResume() throws IOException {
		assertThat(act("3", "{\"action\": \"stutter\"}")).contains("\"message\":\"node 3 stutters\"");
		assertThat(act("3", "{\"action\": \"stutter\"}")).contains("node 3 stutters already, nothing was done");
		assertThat(act("3", "{\"action\": \"resume\"}")).contains("\"message\":\"node 3 is resumed\"");
		assertThat(EVENTS).last()
			.isEqualTo(new Event.FaultChange(1, Event.FaultChange.END, "stutter", 3, null, "node 3", "stutter", false,
					null));
		assertThat(act("3", "{\"action\": \"resume\"}")).contains("node 3 already runs, nothing was done");
	}

	@Test
	void aStartEndsAllFaultsOfAProcess() throws IOException {
		act("3", "{\"action\": \"pause\"}");
		act("3", "{\"action\": \"kill\"}");
		EVENTS.clear();
		assertThat(act("3", "{\"action\": \"start\"}")).contains("\"message\":\"node 3 has been started\"");
		assertThat(EVENTS)
			.extracting((event) -> (event instanceof Event.FaultChange end) ? end.fault() + " " + end.type() : "")
			.containsExactly("pause end", "kill end");
	}

	@Test
	void everythingIsHealedTogether() throws IOException {
		act("1", "{\"action\": \"pause\"}");
		act("2", "{\"action\": \"kill\"}");
		CLUSTER.node(3).kill();
		assertThat(act("all", "{\"action\": \"heal\"}")).startsWith("HTTP/1.1 200")
			.contains("; node 2 has been started; node 3 has been started");
		assertThat(CLUSTER.nodes()).allMatch((node) -> node.state() == Node.State.RUNNING);
		assertThat(act("all", "{\"action\": \"heal\"}")).contains("\"changed\":false").contains("no fault is in force");
	}

	@Test
	void aFaultTakesValues() throws IOException {
		assertThat(act("3", "{\"action\": \"stutter\", \"values\": \"paused=2s running=1s\"}"))
			.contains("\"message\":\"node 3 stutters\"");
		act("3", "{\"action\": \"resume\"}");
	}

	@Test
	void aFaultThatGoesOnIsNotAskedForAgain() throws IOException {
		act("3", "{\"action\": \"kill\"}");
		EVENTS.clear();
		act("3", "{\"action\": \"kill\"}");
		assertThat(EVENTS).containsExactly(new Event.Note(1, "node 3 is down already, nothing was done"));
		act("3", "{\"action\": \"start\"}");
	}

	@ParameterizedTest
	@CsvSource({ "stop, running, Node 3 did not leave in time.", "pause, down, is down already" })
	void aFaultThatDidNotBeginEndsAtOnce(String fault, String state, String reason) throws IOException {
		if (state.equals("down")) {
			CLUSTER.node(3).kill();
		}
		act("3", "{\"action\": \"" + fault + "\"}");
		assertThat(EVENTS).extracting((event) -> ((Event.FaultChange) event).type())
			.containsExactly(Event.FaultChange.ASKED, Event.FaultChange.END);
		assertThat(((Event.FaultChange) EVENTS.get(1)).error()).contains(reason);
	}

	@Test
	void killingADeadNodeChangesNothing() throws IOException {
		CLUSTER.node(3).kill();
		assertThat(act("3", "{\"action\": \"kill\"}")).startsWith("HTTP/1.1 200")
			.contains("\"changed\":false,\"state\":\"down\"")
			.contains("\"message\":\"node 3 is down already, nothing was done\"");
	}

	@Test
	void anImpossibleActionNamesAnAlternative() throws IOException {
		CLUSTER.node(1).pause();
		assertThat(act("1", "{\"action\": \"start\"}"))
			.contains("node 1 is paused; resume it instead, nothing was done");
		CLUSTER.node(1).kill();
		assertThat(act("1", "{\"action\": \"resume\"}"))
			.contains("node 1 is already down; start it instead, nothing was done");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					9      | {"action": "kill"}   | 404 | There is no node \\"9\\". Use one of 1, 2, 3, leader, controller.
					0x1    | {"action": "kill"}   | 404 | There is no node \\"0x1\\".
					1      | {"action": "maim"}   | 400 | There is no action \\"maim\\". The body must name one of stop, kill, pause,
					1      | {"action": "slow"}   | 400 | The fault slow cannot be inflicted on these nodes. Start the lab with ./lab up --cluster compose
					1      | {}                   | 400 | The request names no action.
					1      | {"action": ["kill"]} | 400 | The body is not a JSON object of texts.
					1      | kill                 | 400 | The body is not a JSON object of texts.
					1      | {"action": "kill     | 400 | The body is not a JSON object of texts.
					1      | {"action": "stop"}   | 500 | Node 1 did not leave in time.
					1      | {"action": "kill", "values": "x=1"} | 400 | \\"x=1\\" is no value of kill. It takes none.
					1      | {"action": "stutter", "values": "paused=soon"} | 400 | paused must be a time such as 500ms
					1      | {"action": "start", "values": "x=1"} | 400 | start takes no values.
					all    | {"action": "kill"}   | 404 | There is no node \\"all\\".
					""")
	void refusesWithHelpfulProblemDetails(String target, String body, int status, String detail) throws IOException {
		assertThat(act(target, body)).startsWith("HTTP/1.1 " + status)
			.containsIgnoringCase("Content-Type: application/problem+json")
			.contains(detail);
		assertThat(CLUSTER.node(1).state()).isEqualTo(Node.State.RUNNING);
	}

	@Test
	void aRoleWithoutANodeIsAProblem() throws IOException {
		CLUSTER.answers = false;
		assertThat(act("leader", "{\"action\": \"kill\"}")).startsWith("HTTP/1.1 409").contains("No node could say.");
		CLUSTER.nodes().forEach(Node::kill);
		assertThat(act("controller", "{\"action\": \"kill\"}")).startsWith("HTTP/1.1 409")
			.contains("No node is running, so the active controller is unknown.");
	}

	@Test
	void refusesABodyOfAnotherTypeOrTooLong() throws IOException {
		assertThat(post("/actuator/brokers/1", "action=kill", AUTHORIZED,
				"Content-Type: application/x-www-form-urlencoded"))
			.startsWith("HTTP/1.1 415")
			.contains("with Content-Type: application/json");
		assertThat(post("/actuator/brokers/1", "{\"action\": \"" + "k".repeat(70_000) + "\"}", AUTHORIZED,
				"Content-Type: application/json"))
			.startsWith("HTTP/1.1 413")
			.contains("larger than 65536 bytes");
	}

	@ParameterizedTest
	@ValueSource(strings = { "X-Nothing: at all", "Authorization: Bearer guess", "Authorization: Bearer ",
			"Authorization: Basic dG9rZW46" })
	void readingAndActingNeedTheToken(String header) throws IOException {
		for (String answer : List.of(get("/actuator/brokers", header),
				post("/actuator/brokers/1", "{\"action\": \"kill\"}", header, "Content-Type: application/json"))) {
			assertThat(answer).startsWith("HTTP/1.1 401")
				.contains("WWW-Authenticate: Bearer")
				.contains("application/problem+json")
				.contains(".lab/up.json");
		}
		assertThat(CLUSTER.node(1).state()).isEqualTo(Node.State.RUNNING);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/actuator/brokers/", "/actuator//brokers", "/actuator/./brokers",
			"/actuator/health/../brokers", "/actuator/brokers;a=b", "/actuator/%62rokers",
			"/actuator/health/%2e%2e/brokers" })
	void noSpellingOfThePathAvoidsTheToken(String path) throws IOException {
		assertThat(get(path, "X-Nothing: at all")).doesNotStartWith("HTTP/1.1 200").doesNotContain("\"pid\"");
	}

	/** Spring routes by the path as sent, the container reads it as the page's. */
	@Test
	void aPathThatOnlyLooksFreeNeedsTheToken() throws IOException {
		assertThat(get("/runs/..", "X-Nothing: at all")).startsWith("HTTP/1.1 401");
	}

	@Test
	void aRunThatIsMissingHasNoReport() throws IOException {
		assertThat(get("/runs/none", AUTHORIZED)).startsWith("HTTP/1.1 404").contains("no report of a run");
	}

	@ParameterizedTest
	@ValueSource(strings = { "Origin: http://evil.example", "Origin: null", "Origin: http://localhost:8081",
			"Sec-Fetch-Site: cross-site", "Sec-Fetch-Site: same-site" })
	void refusesPagesOfOtherOrigins(String header) throws IOException {
		assertThat(get("/actuator/health", header)).startsWith("HTTP/1.1 403").contains("application/problem+json");
		assertThat(post("/actuator/brokers/1", "{\"action\": \"kill\"}", AUTHORIZED, header,
				"Content-Type: application/json"))
			.startsWith("HTTP/1.1 403");
		assertThat(CLUSTER.node(1).state()).isEqualTo(Node.State.RUNNING);
	}

	@Test
	void servesItsOwnPagesAndDirectNavigation() throws IOException {
		assertThat(get("/actuator", "Origin: http://localhost:" + port(), "Sec-Fetch-Site: same-origin"))
			.startsWith("HTTP/1.1 200");
		assertThat(get("/actuator", "Sec-Fetch-Site: none")).startsWith("HTTP/1.1 200").contains("brokers-target");
	}

	@ParameterizedTest
	@ValueSource(strings = { "evil.example:PORT", "evil.example", "127.0.0.1.evil.example:PORT",
			"localhost:PORT@evil.example:PORT" })
	void refusesForeignHostNames(String host) throws IOException {
		String named = host.replace("PORT", String.valueOf(port()));
		assertThat(exchange("GET /actuator/health HTTP/1.1\r\nHost: " + named + "\r\nConnection: close\r\n\r\n"))
			.doesNotStartWith("HTTP/1.1 200")
			.containsPattern("HTTP/1.1 40[03]");
	}

	@Test
	void everyErrorIsAProblemDetail() throws IOException {
		assertThat(get("/error", AUTHORIZED)).startsWith("HTTP/1.1 404").contains("application/problem+json");
		assertThat(exchange("TRACE / HTTP/1.1\r\n" + host() + "\r\n")).startsWith("HTTP/1.1 405")
			.contains("application/problem+json");
		assertThat(exchange("POST / HTTP/1.1\r\n" + host() + "Transfer-Encoding: zip\r\n\r\n"))
			.startsWith("HTTP/1.1 501")
			.contains("application/problem+json");
	}

	@Test
	void describesTheClusterWithoutAToken() throws IOException {
		assertThat(get("/actuator/quorum", "X-Nothing: at all")).doesNotStartWith("HTTP/1.1 401")
			.doesNotStartWith("HTTP/1.1 404");
		assertThat(get("/actuator/health", "X-Nothing: at all")).contains("\"kafka\"");
	}

	@Test
	void everythingElseNeedsTheTokenToo() throws IOException {
		assertThat(get("/actuator/env", "X-Nothing: at all")).startsWith("HTTP/1.1 401");
		assertThat(get("/actuator/env", AUTHORIZED)).startsWith("HTTP/1.1 404");
	}

	@Test
	void listensOnlyOnTheLoopbackInterface() throws IOException {
		assertThat(server.address().getHost()).isEqualTo("127.0.0.1");
		InetSocketAddress other = new InetSocketAddress(InetAddress.getByAddress(new byte[] { 127, 0, 0, 2 }), port());
		try (Socket socket = new Socket()) {
			assertThatThrownBy(() -> socket.connect(other, 2000)).isInstanceOf(IOException.class);
		}
	}

	@Test
	void aTakenPortIsReported() {
		LabServer.Settings taken = settings(port());
		assertThatThrownBy(() -> LabServer.start(taken, CLUSTER, (event) -> {
		}, new ShownHistories())).isInstanceOf(LabException.class).hasMessageContaining("Port " + port() + " is taken");
	}

	@Test
	void theTokenIsLongAndNeverPrinted() {
		assertThat(TOKEN.value()).hasSize(43).matches("[A-Za-z0-9_-]+").isNotEqualTo(Token.random().value());
		assertThat(TOKEN).doesNotHaveToString(TOKEN.value()).asString().doesNotContain(TOKEN.value());
	}

	@Test
	void oneStreamTooManyIsRefusedForARunToo() throws IOException {
		List<Socket> streams = new ArrayList<>();
		try {
			for (int open = 0; open < 32; open++) {
				streams.add(stream());
			}
			assertThat(get("/runs/past/events", AUTHORIZED)).startsWith("HTTP/1.1 429")
				.contains("As many pages as possible are being served.");
		}
		finally {
			for (Socket stream : streams) {
				stream.close();
			}
		}
	}

	/** Returns once the server streams. */
	private static Socket stream() throws IOException {
		Socket socket = new Socket(InetAddress.getLoopbackAddress(), port());
		socket.setSoTimeout(30_000);
		socket.getOutputStream()
			.write(("GET /events HTTP/1.1\r\n" + host() + "\r\n").getBytes(StandardCharsets.US_ASCII));
		assertThat(socket.getInputStream().read()).isEqualTo('H');
		return socket;
	}

	@Test
	void emailsWithoutAnAnswerAreCompletedAndMakeRoomForMore() throws IOException {
		for (int sent = 1; sent <= 12; sent++) {
			assertThat(post("/emails", "{\"to\": null}", AUTHORIZED, "Content-Type: application/json"))
				.startsWith("HTTP/1.1 202");
			int unknown = sent;
			assertThat(Deadline.in(Duration.ofSeconds(10))
				.until(LabServerTests::unknownSends, (count) -> count == unknown)).isEqualTo(sent);
		}
	}

	private static long unknownSends() {
		return EVENTS.stream()
			.filter((event) -> event instanceof Event.Send send && send.type() == Event.Type.INFO)
			.count();
	}

	private static int port() {
		return server.address().getPort();
	}

	private static String host() {
		return "Host: localhost:" + port() + "\r\nConnection: close\r\n";
	}

	private static String act(String target, String body) throws IOException {
		return post("/actuator/brokers/" + target, body, AUTHORIZED, "Content-Type: application/json");
	}

	private static String get(String path, String... headers) throws IOException {
		return exchange("GET " + path + " HTTP/1.1\r\n" + host() + String.join("\r\n", headers) + "\r\n\r\n");
	}

	private static String post(String path, String body, String... headers) throws IOException {
		return exchange("POST " + path + " HTTP/1.1\r\n" + host() + String.join("\r\n", headers)
				+ "\r\nContent-Length: " + body.length() + "\r\n\r\n" + body);
	}

	private static String exchange(String request) throws IOException {
		try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
			socket.setSoTimeout(30_000);
			socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
			BufferedReader reader = new BufferedReader(
					new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
			return reader.lines().collect(Collectors.joining("\n"));
		}
	}

	private static LabServer.Settings settings(int port) {
		return new LabServer.Settings(port, TOKEN, "email.send", 3, URI.create("http://127.0.0.1:9"), Site.MACHINE,
				StartedNodes.PROCESS, runs, Optional::empty);
	}

}
