package dev.failoverlab.samples.orders;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The app. */
@SpringBootApplication(proxyBeanMethods = false)
public class OrdersApplication {

	/** Starts the app. */
	public static void main(String[] args) {
		SpringApplication.run(OrdersApplication.class, args);
	}

}
