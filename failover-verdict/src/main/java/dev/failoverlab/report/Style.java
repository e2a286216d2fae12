package dev.failoverlab.report;

/** Colours of a terminal, or none. */
enum Style {

	/** For files, pipes and whoever asked for no colours. */
	PLAIN {
		@Override
		String apply(String code, String text) {
			return text;
		}
	},

	/** ANSI escape sequences. */
	COLOUR {
		@Override
		String apply(String code, String text) {
			return "\u001B[" + code + "m" + text + "\u001B[0m";
		}
	};

	abstract String apply(String code, String text);

	String good(String text) {
		return apply("32", text);
	}

	String bad(String text) {
		return apply("31;1", text);
	}

	String doubtful(String text) {
		return apply("33;1", text);
	}

	String strong(String text) {
		return apply("1", text);
	}

	String faint(String text) {
		return apply("2", text);
	}

}
