package dev.failoverlab.lab.run;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import dev.failoverlab.lab.LabException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The last recorded real runs of each claim and of the matrix: a JSON file for each.
 *
 * @param folder where they are kept; made when the first is written
 */
public record Records(Path folder) {

	private static final JsonMapper JSON = JsonMapper.builder()
		.enable(SerializationFeature.INDENT_OUTPUT)
		.disable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS)
		.build();

	/**
	 * What was seen when something was recorded last.
	 * @param name what was run
	 * @return its runs, or empty when it was never recorded
	 * @throws LabException when the file cannot be read
	 */
	public Optional<List<RunSummary>> read(String name) {
		Path file = file(name);
		if (!Files.exists(file)) {
			return Optional.empty();
		}
		try {
			return Optional.of(List.of(JSON.readValue(Files.readAllBytes(file), RunSummary[].class)));
		}
		catch (IOException | JacksonException ex) {
			throw new LabException("The record " + file + " cannot be read: " + ex.getMessage(), ex);
		}
	}

	/**
	 * Keeps what was seen, over what was kept before.
	 * @param name what was run
	 * @param runs its runs
	 * @throws LabException when the file cannot be written
	 */
	public void write(String name, List<RunSummary> runs) {
		Path file = file(name);
		try {
			Files.createDirectories(this.folder);
			Files.writeString(file, JSON.writeValueAsString(runs).replace("\r\n", "\n") + "\n", StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new LabException("The record " + file + " cannot be written: " + ex + ".", ex);
		}
	}

	private Path file(String name) {
		return this.folder.resolve(name.replace('/', '-') + ".json");
	}

}
