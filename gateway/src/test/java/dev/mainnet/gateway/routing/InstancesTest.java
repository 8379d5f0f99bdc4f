package dev.mainnet.gateway.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mainnet.gateway.Clients;
import dev.mainnet.gateway.FakePlatform;
import dev.mainnet.gateway.FakeRegistry;
import dev.mainnet.gateway.GatewayTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.reactive.server.WebTestClient;

@GatewayTest
class InstancesTest {

    @Autowired
    WebTestClient http;

    @Test
    void aDeadInstanceCostsNoCallerAnything() {
        WebTestClient client = Clients.somewhere(http);
        for (int i = 0; i < 10; i++) {
            client.get()
                    .uri("/api/v1/billing/balance")
                    .exchange()
                    .expectStatus()
                    .isOk();
            client.post()
                    .uri("/api/v1/billing/checkout")
                    .bodyValue("{\"credits\": 5}")
                    .exchange()
                    .expectStatus()
                    .isOk()
                    .expectBody()
                    .jsonPath("$.bytes")
                    .isEqualTo(14);
        }
    }

    @Test
    void sendsAnIdempotentRequestThatBrokeOffAgain() {
        int before = FakePlatform.BILLING.requests();

        send(HttpMethod.GET, "/api/v1/billing/breaks-off").expectStatus().isEqualTo(503);
        assertThat(FakePlatform.BILLING.requests() - before).isGreaterThan(1);
    }

    @Test
    void sendsARequestWithAnIdempotencyKeyThatBrokeOffAgain() {
        int before = FakePlatform.BILLING.requests();

        Clients.somewhere(http)
                .post()
                .uri("/api/v1/billing/breaks-off")
                .header("Idempotency-Key", "once")
                .exchange()
                .expectStatus()
                .isEqualTo(503);
        assertThat(FakePlatform.BILLING.requests() - before).isGreaterThan(1);
    }

    @Test
    void sendsOtherRequestsThatBrokeOffOnceOnly() {
        int before = FakePlatform.MODELS.requests();

        send(HttpMethod.POST, "/api/v1/models/breaks-off")
                .expectStatus()
                .isEqualTo(503)
                .expectHeader()
                .exists("Retry-After")
                .expectBody()
                .jsonPath("$.error")
                .isEqualTo("unavailable");
        assertThat(FakePlatform.MODELS.requests() - before).isEqualTo(1);
    }

    @Test
    void tellsThatNobodyIsThere() {
        FakeRegistry.register("user-service");
        try {
            await().untilAsserted(() -> send(HttpMethod.GET, "/api/v1/user/me")
                    .expectStatus()
                    .isEqualTo(503)
                    .expectHeader()
                    .exists("Retry-After")
                    .expectBody()
                    .jsonPath("$.error")
                    .isEqualTo("unavailable")
                    .jsonPath("$.retry_after")
                    .isEqualTo(1));
        } finally {
            FakeRegistry.register("user-service", FakePlatform.USERS.port());
        }
        await().untilAsserted(() ->
                send(HttpMethod.GET, "/api/v1/user/me").expectStatus().isOk());
    }

    @Test
    void tellsThatAllInstancesAreDeadAndComesBackWithThem() {
        FakeRegistry.register("user-service", FakePlatform.DEAD_PORT);
        try {
            await().untilAsserted(() -> send(HttpMethod.POST, "/api/v1/user/auth/login")
                    .expectStatus()
                    .isEqualTo(503));
        } finally {
            FakeRegistry.register("user-service", FakePlatform.USERS.port());
        }
        await().untilAsserted(() ->
                send(HttpMethod.POST, "/api/v1/user/auth/login").expectStatus().isOk());
    }

    private WebTestClient.ResponseSpec send(HttpMethod method, String path) {
        return Clients.somewhere(http).method(method).uri(path).exchange();
    }
}
