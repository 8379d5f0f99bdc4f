package dev.mainnet.gateway.routing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mainnet.gateway.Clients;
import dev.mainnet.gateway.GatewayTest;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.web.reactive.server.WebTestClient;
import reactor.test.StepVerifier;

@GatewayTest
class RoutesTest {

    @LocalServerPort
    int port;

    @Autowired
    WebTestClient http;

    @ParameterizedTest
    @CsvSource({
        "/api/v1/user/auth/login, /user/auth/login",
        "/atlas/auth/sign-in, /atlas/auth/sign-in",
        "/atlas/me, /atlas/me",
        "/atlas/role, /atlas/role",
        "/atlas/version, /atlas/version",
        "/atlas/refresh/accessToken, /atlas/refresh/accessToken",
        "/api/auth/login, /api/auth/login",
        "/auth/register, /auth/register",
        "/api/v1/auth/register, /api/v1/auth/register",
        "/kraken/auth/sign-in, /kraken/auth/sign-in",
        "/api/v1/models?page=2&q=a%20b, /api/v1/models?page=2&q=a%20b",
        "/api/v1/invoke/ada/iris, /api/v1/invoke/ada/iris",
        "/v1/models, /v1/models",
        "/v1/chat/completions, /v1/chat/completions",
        "/api/deploy/, /api/deploy/",
        "/api/deploy/options, /api/deploy/options",
        "/api/deploy/invoke/1/meta.llama3-70b-instruct-v1:0, /api/deploy/invoke/1/meta.llama3-70b-instruct-v1:0",
        "/api/v1/billing/balance, /api/v1/billing/balance",
        "/api/payment/buy, /api/payment/buy",
        "/payment/success?session_id=cs_1, /payment/success?session_id=cs_1",
        "/payment/checkout/cs_1, /payment/checkout/cs_1",
        "/api/v1/billing/prices, /api/v1/billing/prices",
        "/api/v1/billing/statements/2026-11, /api/v1/billing/statements/2026-11",
        "/api/v1/jobs/1, /api/v1/jobs/1",
        "/api/v1/workers/1/leases, /api/v1/workers/1/leases",
        "/api/v1/webhooks/1/deliveries?limit=5, /api/v1/webhooks/1/deliveries?limit=5",
        "/webhooks, /webhooks",
        "/datasets?page=2, /datasets?page=2",
        "/datasets/1, /datasets/1",
        "/webhooks/1, /webhooks/1"
    })
    void passesAPathToItsService(String asked, String reached) {
        Clients.somewhere(http)
                .get()
                .uri(URI.create("http://localhost:" + port + asked))
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.uri")
                .isEqualTo(reached);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/nothing",
                "/api/v1",
                "/api/v1/nothing",
                "/user/auth/login",
                "/actuator",
                "/actuator/health",
                "/api/v2/models"
            })
    void knowsNoOtherPath(String path) {
        Clients.somewhere(http)
                .get()
                .uri(path)
                .exchange()
                .expectStatus()
                .isNotFound()
                .expectBody()
                .jsonPath("$.error")
                .isEqualTo("not_found");
    }

    @Test
    void welcomes() {
        Clients.somewhere(http)
                .get()
                .uri("/")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(Map.class)
                .isEqualTo(Map.of("message", "Welcome to the Deep Learning Platform"));
        Clients.somewhere(http)
                .post()
                .uri("/")
                .exchange()
                .expectStatus()
                .isEqualTo(405)
                .expectBody()
                .jsonPath("$.error")
                .isEqualTo("method_not_allowed");
    }

    @Test
    void passesTheFirstBytesOfAStreamAtOnce() {
        var answer = Clients.somewhere(http).get().uri("/api/v1/jobs/1/events").exchange();

        answer.expectStatus().isOk();
        StepVerifier.create(answer.returnResult(String.class).getResponseBody())
                .expectNext("first")
                .thenCancel()
                .verify(Duration.ofSeconds(60));
    }

    @Test
    void tellsOfAnAnswerThatNeverCame() {
        byte[] body = Clients.somewhere(http)
                .get()
                .uri("/api/v1/jobs/half")
                .exchange()
                .expectStatus()
                .isEqualTo(503)
                .expectBody()
                .jsonPath("$.error")
                .isEqualTo("unavailable")
                .returnResult()
                .getResponseBody();

        assertThat(body).hasSizeLessThan(1000);
    }

    @Test
    void ignoresAnUpgrade() {
        Clients.somewhere(http)
                .get()
                .uri("/api/v1/jobs/1")
                .header("Connection", "Upgrade")
                .header("Upgrade", "websocket")
                .header("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ==")
                .header("Sec-WebSocket-Version", "13")
                .exchange()
                .expectStatus()
                .isOk();
    }
}
