package dev.failoverlab.published;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

import javax.xml.parsers.DocumentBuilderFactory;

import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/**
 * An artefact in the tests' local repository.
 *
 * @param name its artifactId
 */
record Installed(String name) {

	static final Path REPOSITORY = Path.of(System.getProperty("installed"));

	private static final String VERSION = System.getProperty("version");

	private static final Path GROUP = REPOSITORY.resolve("dev/failoverlab");

	/** The artefact that lists the versions of all others. */
	static final Installed BOM = new Installed("failoverlab-bom");

	/** What all others inherit from. */
	static final Installed PARENT = new Installed("kafka-failover-lab");

	/** Those that the bom lists. */
	static List<Installed> listed() {
		NodeList names = BOM.pom().getElementsByTagName("artifactId");
		return IntStream.range(0, names.getLength())
			.mapToObj((index) -> names.item(index).getTextContent())
			.filter((name) -> !name.equals(BOM.name))
			.map(Installed::new)
			.toList();
	}

	/** The names of all that is there. */
	static Set<String> names() throws IOException {
		try (Stream<Path> folders = Files.list(GROUP)) {
			return new TreeSet<>(
					folders.filter(Files::isDirectory).map((folder) -> String.valueOf(folder.getFileName())).toList());
		}
	}

	/** Its jar or its POM. */
	Path file(String ending) {
		return GROUP.resolve(this.name).resolve(VERSION).resolve(this.name + "-" + VERSION + ending);
	}

	/** Its sources or its Javadoc, which are beside the repository. */
	Path file(String classifier, Path folder) {
		return folder.resolve(this.name + "-" + VERSION + "-" + classifier + ".jar");
	}

	/** The names of the files in a jar. */
	static List<String> content(Path file) {
		try (JarFile jar = new JarFile(file.toFile())) {
			return jar.stream().map(ZipEntry::getName).toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(file + ": " + ex.getMessage(), ex);
		}
	}

	/** A file of its jar. */
	byte[] read(String entry) throws IOException {
		try (JarFile jar = new JarFile(file(".jar").toFile());
				InputStream content = jar.getInputStream(jar.getEntry(entry))) {
			return content.readAllBytes();
		}
	}

	private Document pom() {
		try {
			return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file(".pom").toFile());
		}
		catch (Exception ex) {
			throw new IllegalStateException(file(".pom") + " cannot be read.", ex);
		}
	}

	/** The text of an element of its POM that stands at the top, or nothing. */
	String inPom(String element) {
		NodeList all = pom().getDocumentElement().getChildNodes();
		return IntStream.range(0, all.getLength())
			.mapToObj(all::item)
			.filter(Element.class::isInstance)
			.filter((node) -> node.getNodeName().equals(element))
			.map(Node::getTextContent)
			.map(String::strip)
			.findFirst()
			.orElse("");
	}

	@Override
	public String toString() {
		return this.name;
	}

}
