package dev.failoverlab.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** The tests of the page's modules, run by Node.js. */
@Timeout(120)
class PageScriptTests {

	@Test
	void modulesPassTheirTests() throws Exception {
		assumeTrue(nodeIsHere(), "There is no Node.js.");
		Process node = new ProcessBuilder("node", "--test", "src/test/page/").redirectErrorStream(true).start();
		String output = new String(node.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(node.waitFor()).as(output).isZero();
	}

	/**
	 * What is skipped must be seen. Where a browser is promised, Node.js is promised too.
	 */
	private static boolean nodeIsHere() throws InterruptedException {
		try {
			return new ProcessBuilder("node", "--version").start().waitFor() == 0;
		}
		catch (IOException ex) {
			assertThat(System.getenv("FAILOVERLAB_REQUIRE_BROWSER")).as("Node.js is required: " + ex)
				.isNotEqualTo("true");
			System.out.println("SKIPPED: the tests of the page's modules. There is no Node.js: " + ex.getMessage());
			return false;
		}
	}

}
