package dev.failoverlab.report;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The page's files on the class path, and its modules as one script: each becomes a
 * function that is called after those that it imports. They import by name from files
 * beside them, and export declarations.
 */
final class PageSource {

	private static final Pattern IMPORT = Pattern.compile("(?m)^import (\\{[^}]*}) from '\\./([a-z-]+)\\.js';$");

	private static final Pattern EXPORT = Pattern
		.compile("(?m)^export ((?:async )?(?:function\\*?|class|const) (\\w+))");

	private static final Pattern VERSION = Pattern.compile("(?m)^version=(\\S+)");

	private final Map<String, String> modules = new LinkedHashMap<>();

	private PageSource() {
	}

	/** The script that runs a module and all that it needs. */
	static String script(String module) {
		PageSource source = new PageSource();
		source.add(module);
		return String.join("\n", source.modules.values());
	}

	/** A file of a webjar by its name, wherever its version puts it. */
	static String webjar(String library, String name) {
		Matcher version = VERSION.matcher(text("/META-INF/maven/org.webjars.npm/" + library + "/pom.properties"));
		if (!version.find()) {
			throw new IllegalStateException("The webjar of " + library + " does not know its version");
		}
		return text("/META-INF/resources/webjars/" + library + "/" + version.group(1) + "/" + name);
	}

	/** A file beside this class, or from the root. */
	static String text(String name) {
		try (InputStream in = PageSource.class.getResourceAsStream(name.startsWith("/") ? name : "page/" + name)) {
			if (in == null) {
				throw new IllegalStateException("The page's file " + name + " is not on the class path");
			}
			return new String(in.readAllBytes(), StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new IllegalStateException("The page's file " + name + " cannot be read", ex);
		}
	}

	private void add(String module) {
		if (this.modules.containsKey(module)) {
			return;
		}
		String text = text(module + ".js");
		IMPORT.matcher(text).results().map((found) -> found.group(2)).forEach(this::add);
		this.modules.put(module, wrapped(module, text));
	}

	private static String wrapped(String module, String text) {
		String names = EXPORT.matcher(text)
			.results()
			.map((found) -> found.group(2))
			.collect(Collectors.joining(", ", "{ ", " }"));
		String body = IMPORT.matcher(text).replaceAll((found) -> Matcher.quoteReplacement(imported(found)));
		return "const " + variable(module) + " = (() => {\n" + EXPORT.matcher(body).replaceAll("$1") + "return " + names
				+ ";\n})();\n";
	}

	private static String imported(MatchResult found) {
		return "const " + found.group(1) + " = " + variable(found.group(2)) + ";";
	}

	private static String variable(String module) {
		return "module_" + module.replace('-', '_');
	}

}
