package dev.failoverlab.lab.web;

import java.util.Map;
import java.util.function.Function;

/**
 * What the page is used for.
 *
 * @param use makes the page from its settings
 * @param commands what a viewer without power types: {@code lab} or {@code compose}
 */
record PageView(Function<Map<String, Object>, String> use, String commands) {

	static final PageView LAB = new PageView(PageView::stub, "lab");

	static final PageView REPLAY = new PageView(PageView::stub, "lab");

	String html(boolean power) {
		return this.use.apply(Map.of("power", power, "commands", this.commands));
	}

	private static String stub(Map<String, Object> settings) {
		return "<!doctype html><title>Failover lab</title>" + settings;
	}

}
