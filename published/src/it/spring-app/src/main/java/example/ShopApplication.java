package example;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** An app of Spring Boot that knows nothing of the lab. */
@SpringBootApplication
public class ShopApplication {

	/** Starts the app. */
	public static void main(String[] args) {
		SpringApplication.run(ShopApplication.class, args);
	}

}
