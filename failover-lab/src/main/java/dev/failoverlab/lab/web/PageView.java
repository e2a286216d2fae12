package dev.failoverlab.lab.web;

import java.util.Map;
import java.util.function.Function;

import dev.failoverlab.report.Page;

/**
 * What the page is used for.
 *
 * @param use makes the page from its settings
 * @param commands what a viewer without power types: {@code lab} or {@code compose}
 */
record PageView(Function<Map<String, Object>, String> use, String commands) {

	static final PageView LAB = new PageView(Page::live, "lab");

	static final PageView REPLAY = new PageView(Page::replay, "lab");

	String html(boolean power) {
		return this.use.apply(Map.of("power", power, "commands", this.commands));
	}

}
