package dev.failoverlab.lab.bench;

import java.util.Arrays;

/**
 * Runs a tool several times in one JVM, so that its later runs are warm. The main class
 * of a separate JVM.
 */
final class WarmTool {

	private WarmTool() {
	}

	/**
	 * Runs the tool.
	 * @param args how often, its main class, and its arguments
	 */
	public static void main(String[] args) throws ReflectiveOperationException {
		String[] own = Arrays.copyOfRange(args, 2, args.length);
		for (int run = 0; run < Integer.parseInt(args[0]); run++) {
			Class.forName(args[1]).getMethod("main", String[].class).invoke(null, (Object) own);
		}
	}

}
