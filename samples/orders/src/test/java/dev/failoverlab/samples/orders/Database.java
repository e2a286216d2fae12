package dev.failoverlab.samples.orders;

import java.io.IOException;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;

/** A PostgreSQL for the tests. */
@TestConfiguration(proxyBeanMethods = false)
class Database {

	@Bean(destroyMethod = "close")
	EmbeddedPostgres postgres() throws IOException {
		return EmbeddedPostgres.start();
	}

	@Bean
	FailingDataSource dataSource(EmbeddedPostgres postgres) {
		return new FailingDataSource(postgres.getPostgresDatabase());
	}

}
