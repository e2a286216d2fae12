package dev.failoverlab.lab.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The launcher script in a project of empty files, with a Java and a Maven that only say
 * what they are asked.
 */
class LauncherTests {

	private static final Path SCRIPT = Path.of("../lab");

	private static final List<String> BASICS = List.of("sh", "cat", "date", "dirname", "find", "grep", "head", "kill",
			"mkdir", "mv", "ps", "readlink", "rm", "sed", "sleep", "tail", "touch");

	private static final String JAVA = """
			#!/bin/sh
			case $1 in
			-XshowSettings*)
				echo "    java.home = $(cd "$(dirname "$0")/.." && pwd)"
				echo "    sun.jnu.encoding = ANSI_X3.4-1968"
				echo "    java.version = VERSION" ;;
			*) echo "ran $*" ;;
			esac
			""";

	private static final String MAVEN = """
			#!/bin/sh
			echo "[INFO] Building failover-lab 0.1 [6/6]"
			mkdir -p failover-lab/target/lib kafka-nodes/target/kafka-libs
			for module in kafka-cluster producer-service consumer-service failover-lab; do
				mkdir -p $module/target && touch $module/target/$module-0.1.jar
			done
			""";

	@TempDir
	private Path folder;

	private Path project;

	private Path tools;

	@BeforeEach
	void layOutAProject() throws IOException {
		this.project = Files.createDirectory(this.folder.resolve("a project"));
		this.tools = Files.createDirectories(this.folder.resolve("jdk/bin"));
		Files.copy(SCRIPT, this.project.resolve("lab"), StandardCopyOption.COPY_ATTRIBUTES);
		for (String module : List.of("kafka-cluster", "kafka-actuator", "producer-service", "consumer-service",
				"failover-lab")) {
			source(module + "/src/main/java/Main.java");
			source(module + "/pom.xml");
		}
		source("pom.xml");
		source("kafka-config/node-1.properties");
		tool("java", JAVA.replace("VERSION", "17.0.15"));
		tool("javac", "#!/bin/sh\n");
		tool("mvn", MAVEN);
	}

	@Test
	void buildsWhatIsNotBuiltSaysSoAndRunsIt() throws Exception {
		Outcome outcome = lab("scenarios", "--debug");
		assertThat(outcome.status()).isZero();
		assertThat(outcome.text()).contains("lab: building: failover-lab/target/lib is not there yet")
			.contains("lab: built in ")
			.contains("dev.failoverlab.lab.cli.Lab scenarios --debug")
			.contains("-Dfailoverlab.home=" + this.project.toRealPath());
	}

	@Test
	void helpNeverBuilds() throws Exception {
		for (String[] line : List.of(new String[0], new String[] { "--help" }, new String[] { "run", "-h" })) {
			Outcome outcome = lab(line);
			assertThat(outcome.status()).isZero();
			assertThat(outcome.text()).contains("Usage: ./lab COMMAND", "run leader-kill", "not built yet")
				.doesNotContain("building", "ran ");
		}
		lab("scenarios");
		Files.setLastModifiedTime(this.project.resolve("pom.xml"), FileTime.from(Instant.now().plusSeconds(60)));
		assertThat(lab("run", "--help").text()).startsWith("ran ").endsWith("run --help\n");
	}

	@Test
	void findsItselfAlsoWhereCdPrints() throws Exception {
		lab("scenarios");
		Outcome outcome = in(this.folder, Map.of("CDPATH", "/nowhere:."), "sh", "a project/lab", "scenarios");
		assertThat(outcome.text()).startsWith("ran ").contains("home=" + this.project.toRealPath() + " ");
	}

	@Test
	void refusesAFolderThatAClassPathCannotName() throws Exception {
		Files.move(this.project, this.folder.resolve("a:b"));
		Outcome outcome = in(this.folder, Map.of(), "sh", "a:b/lab", "scenarios");
		assertThat(outcome.status()).isEqualTo(2);
		assertThat(outcome.text()).contains("a colon in its name", "a:b", "Rename the folder").doesNotContain("ran ");
	}

	@Test
	void readsNamesAsUtf8AlsoInABareLocale() throws Exception {
		Files.move(this.project, this.folder.resolve("ab"));
		tool("java", JAVA.replace("VERSION", "17.0.15").replace("ran $*", "ran in $LC_ALL"));
		assertThat(in(this.folder, Map.of("LC_ALL", "C"), "sh", "ab/lab", "scenarios").text()).endsWith("in C.UTF-8\n");
		assertThat(in(this.folder, Map.of("LC_ALL", "tr_TR.utf8"), "sh", "ab/lab", "scenarios").text())
			.endsWith("in tr_TR.utf8\n");
	}

	@Test
	void refusesAFolderThatJavaCannotRead() throws Exception {
		Outcome outcome = in(this.folder, Map.of(), "/bin/sh", "-c",
				"name=$(printf '\\303\\266') && /bin/mv 'a project' $name && exec ./$name/lab scenarios");
		assertThat(outcome.status()).isEqualTo(2);
		assertThat(outcome.text()).contains("letters that Java cannot read here (ANSI_X3.4-1968)", "LC_ALL");
	}

	@Test
	void doesNotBuildWhatIsBuilt() throws Exception {
		lab("scenarios");
		assertThat(lab("scenarios").text()).doesNotContain("building").startsWith("ran ");
	}

	@Test
	void buildsAgainWhenASourceIsNewer() throws Exception {
		lab("scenarios");
		for (String newer : List.of("producer-service/src/main/java/Main.java", "kafka-config/node-1.properties",
				"kafka-actuator/pom.xml", "pom.xml")) {
			Files.setLastModifiedTime(this.project.resolve(newer), FileTime.from(Instant.now().plusSeconds(60)));
			assertThat(lab("scenarios").text()).contains("lab: building: " + newer + " has changed since");
			Files.setLastModifiedTime(this.project.resolve(newer), FileTime.from(Instant.now().minusSeconds(3600)));
		}
		assertThat(lab("scenarios").text()).doesNotContain("building");
	}

	@Test
	void aBuildByMavenAloneCounts() throws Exception {
		lab("scenarios");
		Files.delete(this.project.resolve("failover-lab/target/lab-built"));
		assertThat(lab("scenarios").text()).doesNotContain("building");
	}

	@Test
	void leavesTheJarsOfARunningLabAlone() throws Exception {
		lab("scenarios");
		Process named = new ProcessBuilder("sh", "-c", "read -r line; : dev.failoverlab.lab.cli.Lab up").start();
		try {
			Files.createDirectories(this.project.resolve(".lab"));
			Files.writeString(this.project.resolve(".lab/lock"), named.pid() + "\n./lab up\n");
			Files.setLastModifiedTime(this.project.resolve("pom.xml"), FileTime.from(Instant.now().plusSeconds(60)));
			assertThat(lab("brokers").text()).contains("the lab of process " + named.pid() + " runs from what is built")
				.doesNotContain("building");
		}
		finally {
			named.destroyForcibly();
		}
	}

	@Test
	void aFailedBuildShowsItsErrorsAndWhereTheLogIs() throws Exception {
		tool("mvn", "#!/bin/sh\necho '[ERROR] Main.java:[1,1] no such thing'\nexit 1\n");
		Outcome outcome = lab("scenarios");
		assertThat(outcome.status()).isEqualTo(70);
		assertThat(outcome.text()).contains("the build failed")
			.contains("Main.java:[1,1] no such thing")
			.contains(".lab/build.log")
			.doesNotContain("ran ");
		assertThat(this.project.resolve(".lab/build.lock")).doesNotExist();
	}

	@Test
	void withoutAnyJavaItSaysWhatToInstall() throws Exception {
		Files.delete(this.tools.resolve("java"));
		Outcome outcome = lab("scenarios");
		assertThat(outcome.status()).isEqualTo(70);
		assertThat(outcome.text()).contains("There is no Java here").contains("Install a JDK 17 or later");
	}

	@Test
	void anOldJavaIsNamedWithItsVersion() throws Exception {
		for (String old : List.of("1.8.0_392", "11.0.2", "16")) {
			tool("java", JAVA.replace("VERSION", old));
			Outcome outcome = lab("scenarios");
			assertThat(outcome.status()).isEqualTo(70);
			assertThat(outcome.text()).contains("is Java " + old + "; a JDK 17 or later is needed");
		}
		tool("java", JAVA.replace("VERSION", "25-ea"));
		assertThat(lab("scenarios").status()).isZero();
	}

	@Test
	void aJavaWithoutACompilerIsEnoughForWhatIsBuilt() throws Exception {
		Files.delete(this.tools.resolve("javac"));
		Outcome outcome = lab("scenarios");
		assertThat(outcome.status()).isEqualTo(70);
		assertThat(outcome.text()).contains("without a compiler").contains("a JDK 17 or later");
		tool("javac", "#!/bin/sh\n");
		lab("scenarios");
		Files.delete(this.tools.resolve("javac"));
		assertThat(lab("scenarios").status()).isZero();
	}

	@Test
	void withoutMavenItSaysWhatToInstall() throws Exception {
		Files.delete(this.tools.resolve("mvn"));
		Outcome outcome = lab("scenarios");
		assertThat(outcome.status()).isEqualTo(70);
		assertThat(outcome.text()).contains("Maven is not here").contains("Install Maven 3.8 or later");
	}

	@Test
	void aJavaHomeThatIsNoneIsNamed() throws Exception {
		Outcome outcome = run(Map.of("JAVA_HOME", "/nowhere"), "scenarios");
		assertThat(outcome.status()).isEqualTo(70);
		assertThat(outcome.text()).contains("JAVA_HOME is /nowhere, and there is no bin/java in it");
	}

	@Test
	void javaHomeComesBeforeThePath() throws Exception {
		Path other = Files.createDirectories(this.folder.resolve("other/bin"));
		Files.move(this.tools.resolve("java"), other.resolve("java"));
		Files.copy(this.tools.resolve("javac"), other.resolve("javac"), StandardCopyOption.COPY_ATTRIBUTES);
		assertThat(run(Map.of("JAVA_HOME", this.folder.resolve("other").toString()), "scenarios").status()).isZero();
	}

	@Test
	void anInterruptedBuildEndsAndLeavesNoLock() throws Exception {
		tool("mvn", "#!/bin/sh\necho $$ > pid\nexec sleep 60\n");
		Process process = start(Map.of(), "scenarios");
		Path pid = this.project.resolve("pid");
		for (int i = 0; i < 300 && !(Files.exists(pid) && Files.size(pid) > 0); i++) {
			assertThat(process.waitFor(100, TimeUnit.MILLISECONDS)).isFalse();
		}
		ProcessHandle maven = ProcessHandle.of(Long.parseLong(Files.readString(pid).strip())).orElseThrow();
		// Process.destroy would close the pipe as well, and there would be nobody to
		// tell.
		process.toHandle().destroy();
		assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
		assertThat(process.exitValue()).isEqualTo(143);
		assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
			.contains("interrupted while building");
		assertThat(maven.onExit().get(30, TimeUnit.SECONDS).isAlive()).isFalse();
		assertThat(this.project.resolve(".lab/build.lock")).doesNotExist();
	}

	private Outcome lab(String... arguments) throws Exception {
		return run(Map.of(), arguments);
	}

	private Outcome run(Map<String, String> environment, String... arguments) throws Exception {
		return ended(start(environment, arguments));
	}

	/** The script by a path in a folder. */
	private Outcome in(Path folder, Map<String, String> environment, String... command) throws Exception {
		ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
		return ended(start(builder, environment));
	}

	private static Outcome ended(Process process) throws Exception {
		String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
		return new Outcome(process.exitValue(), text);
	}

	private Process start(Map<String, String> environment, String... arguments) throws IOException {
		ProcessBuilder builder = new ProcessBuilder(this.project.resolve("lab").toString());
		builder.command().addAll(List.of(arguments));
		return start(builder, environment);
	}

	private Process start(ProcessBuilder builder, Map<String, String> environment) throws IOException {
		builder.redirectErrorStream(true).environment().remove("JAVA_HOME");
		builder.environment().put("PATH", this.tools + ":" + basics());
		builder.environment().putAll(environment);
		return builder.start();
	}

	/**
	 * The commands that the script may count on, without this machine's Java and Maven.
	 */
	private static Path basics() throws IOException {
		Path basics = Files.createDirectories(Path.of("target/launcher-basics").toAbsolutePath());
		for (String command : BASICS) {
			Path link = basics.resolve(command);
			Path place = Files.exists(Path.of("/bin", command)) ? Path.of("/bin", command)
					: Path.of("/usr/bin", command);
			if (Files.notExists(link)) {
				Files.createSymbolicLink(link, place);
			}
		}
		return basics;
	}

	private void source(String path) throws IOException {
		Path file = this.project.resolve(path);
		Files.createDirectories(file.getParent());
		Files.writeString(file, "");
		FileTime old = FileTime.from(Instant.now().minusSeconds(3600));
		Files.setLastModifiedTime(file, old);
		for (Path below = Path.of(path); below.getNameCount() > 1;) {
			below = below.subpath(0, below.getNameCount() - 1);
			Files.setLastModifiedTime(this.project.resolve(below), old);
		}
	}

	private void tool(String name, String script) throws IOException {
		Path file = this.tools.resolve(name);
		Files.writeString(file, script);
		Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
	}

	private record Outcome(int status, String text) {
	}

}
