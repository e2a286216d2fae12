package dev.failoverlab.producer;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

import static org.assertj.core.api.Assertions.assertThat;

/** Every container of docker-compose.yml has no more rights and room than it needs. */
class ComposeFileTests {

	@Test
	void everyContainerIsConfined() throws IOException {
		Map<String, Map<String, Map<String, Object>>> file;
		try (Reader reader = Files.newBufferedReader(Path.of("..", "docker-compose.yml"))) {
			file = new Yaml().load(reader);
		}
		assertThat(file.get("services")).hasSize(5).allSatisfy((name, service) -> {
			assertThat(service).containsEntry("read_only", true)
				.containsEntry("cap_drop", List.of("ALL"))
				.containsEntry("security_opt", List.of("no-new-privileges:true"))
				.containsKeys("tmpfs", "pids_limit", "mem_limit");
			assertThat(String.valueOf(service.get("user"))).matches("[1-9]\\d*:[1-9]\\d*");
			assertThat(String.valueOf(service.get("logging"))).contains("max-size", "max-file");
		});
	}

}
