package dev.failoverlab.producer;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

import static org.assertj.core.api.Assertions.assertThat;

/** Every container of docker-compose.yml has no more rights and room than it needs. */
class ComposeFileTests {

	@Test
	void everyContainerIsConfined() throws IOException {
		assertThat(services("docker-compose.yml")).hasSize(6).allSatisfy((name, service) -> {
			assertThat(service).containsEntry("read_only", true)
				.containsEntry("cap_drop", List.of("ALL"))
				.containsEntry("security_opt", List.of("no-new-privileges:true"))
				.containsKeys("tmpfs", "pids_limit", "mem_limit");
			assertThat(String.valueOf(service.get("user"))).matches("[1-9]\\d*:[1-9]\\d*");
			assertThat(String.valueOf(service.get("logging"))).contains("max-size", "max-file");
			assertThat(String.valueOf(service)).doesNotContain("docker.sock");
		});
	}

	/** With Docker's socket the lab is still an ordinary user, of one group more. */
	@Test
	void onlyTheFaultsFileMountsDockersSocket() throws IOException {
		Map<String, Map<String, Object>> services = services("docker-compose.faults.yml");
		assertThat(services).containsOnlyKeys("lab");
		Map<String, Object> lab = Objects.requireNonNull(services.get("lab"));
		assertThat(lab).containsOnlyKeys("build", "image", "command", "group_add", "volumes");
		assertThat(String.valueOf(lab.get("volumes"))).contains("docker.sock");
	}

	private static Map<String, Map<String, Object>> services(String file) throws IOException {
		try (Reader reader = Files.newBufferedReader(Path.of("..", file))) {
			Map<String, Map<String, Map<String, Object>>> read = new Yaml().load(reader);
			return Objects.requireNonNull(read.get("services"));
		}
	}

}
