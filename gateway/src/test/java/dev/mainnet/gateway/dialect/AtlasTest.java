package dev.mainnet.gateway.dialect;

import dev.mainnet.gateway.Clients;
import dev.mainnet.gateway.GatewayTest;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.WebTestClient;

@GatewayTest
class AtlasTest {

    @Autowired
    WebTestClient http;

    @ParameterizedTest
    @CsvSource({
        "/atlas/auth/refused, 400, Told by the service",
        "/kraken/auth/unauthorized, 401, Invalid or expired token",
        "/atlas/nothing, 404, Resource not found",
        "/atlas/auth/a;b, 400, Invalid input data: path is ambiguous"
    })
    void tellsEveryErrorInOneMessage(String path, int status, String message) {
        ask(path, null, status, message);
    }

    @Test
    void tellsThatATokenIsInvalid() {
        ask("/atlas/auth/sign-out", "Bearer abc", 401, "Invalid or expired token");
        ask("/atlas/auth/sign-out", "Bearer mr_abc", 401, "Invalid or expired token");
    }

    @Test
    void passesTheRefreshTokenToTheServiceThatJudgesIt() {
        Clients.somewhere(http)
                .post()
                .uri("/atlas/refresh/accessToken")
                .header("Authorization", "Bearer mr_abc")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.headers.authorization")
                .isEqualTo("Bearer mr_abc");
    }

    private void ask(String path, String authorization, int status, String message) {
        Clients.somewhere(http)
                .post()
                .uri(path)
                .headers(headers -> {
                    if (authorization != null) {
                        headers.set("Authorization", authorization);
                    }
                })
                .exchange()
                .expectStatus()
                .isEqualTo(status)
                .expectBody(Map.class)
                .isEqualTo(Map.of("message", message));
    }
}
