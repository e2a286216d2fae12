package dev.failoverlab.actuator.web;

import java.io.IOException;
import java.util.Objects;

import org.apache.catalina.Context;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.core.StandardHost;
import org.apache.catalina.valves.ErrorReportValve;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.apache.tomcat.util.descriptor.web.ErrorPage;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;

/**
 * Answers with problem details where Tomcat would show a page: for what it refuses
 * itself, such as a malformed request, and for what nothing else answered. Boot's own
 * error page ({@code /error}) is not used: it knows nothing of the first kind, and anyone
 * can ask for it.
 */
final class ProblemValve extends ErrorReportValve {

	private static final Log logger = LogFactory.getLog(ProblemValve.class);

	static void install(Context context) {
		for (ErrorPage page : context.findErrorPages()) {
			context.removeErrorPage(page);
		}
		StandardHost host = (StandardHost) context.getParent();
		host.getPipeline().addValve(new ProblemValve());
		// Else the host adds Tomcat's own, closer to the application than this one.
		host.setErrorReportValveClass(ProblemValve.class.getName());
	}

	@Override
	protected void report(Request request, Response response, @Nullable Throwable error) {
		if (response.getStatus() < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
			return;
		}
		HttpStatus status = Objects.requireNonNullElse(HttpStatus.resolve(response.getStatus()),
				HttpStatus.INTERNAL_SERVER_ERROR);
		try {
			new Refusal(status, null).write(response);
			response.finishResponse();
		}
		catch (IOException | IllegalStateException ex) {
			logger.debug("An error could not be reported", ex);
		}
	}

}
