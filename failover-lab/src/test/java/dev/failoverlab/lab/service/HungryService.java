package dev.failoverlab.lab.service;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** A service that needs more memory than it has, and would live on without it. */
final class HungryService {

	private HungryService() {
	}

	public static void main(String[] args) throws InterruptedException {
		try {
			System.out.println(new byte[Integer.MAX_VALUE - 8].length);
		}
		catch (OutOfMemoryError ex) {
			TimeUnit.MINUTES.sleep(5);
		}
	}

	static void writeJar(Path jar) throws IOException {
		Manifest manifest = new Manifest();
		manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
		manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, HungryService.class.getName());
		String entry = HungryService.class.getName().replace('.', '/') + ".class";
		Files.createDirectories(Objects.requireNonNull(jar.getParent()));
		try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest);
				InputStream code = Objects
					.requireNonNull(HungryService.class.getClassLoader().getResourceAsStream(entry))) {
			out.putNextEntry(new JarEntry(entry));
			code.transferTo(out);
		}
	}

}
