package dev.mainnet.discovery;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.cloud.netflix.eureka.server.EnableEurekaServer;

/** The registry in which the services find each other. It keeps nothing on disk: after a restart every service registers again by itself. */
@SpringBootApplication
@EnableEurekaServer
public class DiscoveryApplication {

    /** Starts the registry. */
    public static void main(String[] args) {
        SpringApplication.run(DiscoveryApplication.class, args);
    }
}
