package dev.mainnet.runner;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Starts the runner. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class RunnerApplication {
    public static void main(String[] arguments) {
        SpringApplication.run(RunnerApplication.class, arguments);
    }
}
