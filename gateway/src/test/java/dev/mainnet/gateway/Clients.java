package dev.mainnet.gateway;

import java.util.concurrent.ThreadLocalRandom;
import org.springframework.test.web.reactive.server.WebTestClient;

/** Callers from addresses of their own, behind a proxy that the gateway trusts: no test uses up another's limit. */
public final class Clients {

    private Clients() {}

    public static WebTestClient from(WebTestClient http, String address) {
        return http.mutate().defaultHeader("X-Forwarded-For", address).build();
    }

    public static WebTestClient somewhere(WebTestClient http) {
        return from(http, newAddress());
    }

    public static String newAddress() {
        var random = ThreadLocalRandom.current();
        return "198." + random.nextInt(256) + "." + random.nextInt(256) + "." + random.nextInt(256);
    }
}
