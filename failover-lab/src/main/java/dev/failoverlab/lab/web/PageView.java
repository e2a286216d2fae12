package dev.failoverlab.lab.web;

import java.util.Map;
import java.util.function.Function;

import dev.failoverlab.report.Page;

/**
 * What the page is used for.
 *
 * @param use makes the page from its settings
 * @param commands what a viewer without power types: {@code lab} or {@code compose}
 * @param link the command that prints the link with the token, or an empty string
 */
record PageView(Function<Map<String, Object>, String> use, String commands, String link) {

	static final PageView LAB = new PageView(Page::live, "lab", "");

	static final PageView COMPOSE = new PageView(Page::live, "compose", "docker compose exec lab cat /tmp/link");

	static final PageView REPLAY = new PageView(Page::replay, "lab", "");

	/**
	 * The page.
	 * @param power whether the viewer has power over the nodes
	 * @param possible whether another viewer can have it
	 */
	String html(boolean power, boolean possible) {
		return this.use.apply(Map.of("power", power, "commands", this.commands, "link", possible ? this.link : ""));
	}

}
