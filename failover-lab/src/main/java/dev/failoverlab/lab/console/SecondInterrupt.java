package dev.failoverlab.lab.console;

import java.lang.reflect.Proxy;

/**
 * Ends this process at once when it is asked to end a second time; the JVM itself ignores
 * that. The children then end by themselves, because each has a guard.
 */
final class SecondInterrupt {

	private SecondInterrupt() {
	}

	/** From now on, SIGINT and SIGTERM end the process without any further work. */
	static void endsAtOnce() {
		try {
			handle("INT", 130);
			handle("TERM", 143);
		}
		catch (ReflectiveOperationException | IllegalArgumentException ex) {
			// A JVM without them, or one that leaves signals alone (-Xrs).
		}
	}

	/**
	 * By reflection, because the compiler warns of each mention of sun.misc.Signal,
	 * although the module jdk.unsupported exports it and nothing replaces it.
	 */
	private static void handle(String name, int status) throws ReflectiveOperationException {
		Class<?> signal = Class.forName("sun.misc.Signal");
		Class<?> handler = Class.forName("sun.misc.SignalHandler");
		Object end = Proxy.newProxyInstance(handler.getClassLoader(), new Class<?>[] { handler },
				(self, method, args) -> {
					Runtime.getRuntime().halt(status);
					return null;
				});
		signal.getMethod("handle", signal, handler)
			.invoke(null, signal.getConstructor(String.class).newInstance(name), end);
	}

}
