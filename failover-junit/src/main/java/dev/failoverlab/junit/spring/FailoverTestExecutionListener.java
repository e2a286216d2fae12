package dev.failoverlab.junit.spring;

import dev.failoverlab.junit.Owner;
import org.springframework.test.annotation.DirtiesContext.HierarchyMode;
import org.springframework.test.context.TestContext;
import org.springframework.test.context.TestExecutionListener;

/** Closes the app before its cluster ends: its clients would miss the brokers. */
final class FailoverTestExecutionListener implements TestExecutionListener {

	@Override
	public void afterTestClass(TestContext context) {
		boolean clusterEnds = Owner.of(context.getTestClass())
			.filter((owner) -> !owner.isShared() && owner.type() == context.getTestClass())
			.isPresent();
		if (clusterEnds && context.hasApplicationContext()) {
			context.markApplicationContextDirty(HierarchyMode.EXHAUSTIVE);
		}
	}

}
