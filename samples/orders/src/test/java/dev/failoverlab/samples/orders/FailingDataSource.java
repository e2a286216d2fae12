package dev.failoverlab.samples.orders;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicBoolean;

import javax.sql.DataSource;

import org.springframework.jdbc.datasource.DelegatingDataSource;

/** A database whose driver can fail once with an error that ends the listener. */
final class FailingDataSource extends DelegatingDataSource {

	private final AtomicBoolean fails = new AtomicBoolean();

	FailingDataSource(DataSource database) {
		super(database);
	}

	void failOnce() {
		this.fails.set(true);
	}

	@Override
	public Connection getConnection() throws SQLException {
		if (this.fails.compareAndSet(true, false)) {
			throw new OutOfMemoryError("by the test");
		}
		return super.getConnection();
	}

}
