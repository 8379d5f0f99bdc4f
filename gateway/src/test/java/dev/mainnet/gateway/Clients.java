package dev.mainnet.gateway;

import java.util.Map;
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

    /** How a call with those headers, of a path that needs an identity, is answered. */
    public static int status(WebTestClient client, Map<String, String> headers) {
        return client.get()
                .uri("/api/v1/models")
                .headers(all -> headers.forEach(all::set))
                .exchange()
                .returnResult(String.class)
                .getStatus()
                .value();
    }

    public static String newAddress() {
        var random = ThreadLocalRandom.current();
        return "198." + random.nextInt(256) + "." + random.nextInt(256) + "." + random.nextInt(256);
    }
}
