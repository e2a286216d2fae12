package dev.failoverlab.cluster.process;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import dev.failoverlab.cluster.ClusterSpec.Jvm;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class NodeLauncherTests {

	@Test
	void aNodeChangesTheCaseOfNamesAlikeForUsersOfAllLanguages() throws Exception {
		List<String> command = new ArrayList<>(NodeLauncher.java(Jvm.QUICK_START));
		command.addAll(List.of("-cp", System.getProperty("java.class.path"), Upper.class.getName()));
		ProcessBuilder node = new ProcessBuilder(command);
		node.environment().put("JAVA_TOOL_OPTIONS", "-Duser.language=tr -Duser.country=TR");
		Process process = node.start();
		assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip())
			.isEqualTo("CLASSIC");
		assertThat(process.waitFor()).isZero();
	}

	/** Changes case by the language of the JVM, as Kafka does. */
	static final class Upper {

		private Upper() {
		}

		@SuppressWarnings("StringCaseLocaleUsage")
		public static void main(String[] args) {
			System.out.println("classic".toUpperCase());
		}

	}

}
