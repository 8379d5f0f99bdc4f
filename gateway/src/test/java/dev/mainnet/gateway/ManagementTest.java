package dev.mainnet.gateway;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.test.web.reactive.server.WebTestClient;

@GatewayTest
class ManagementTest {

    @LocalManagementPort
    int port;

    @Test
    void isReadyOnceAllIsKnown() {
        management("/actuator/health/readiness")
                .expectBody()
                .jsonPath("$.status")
                .isEqualTo("UP")
                .jsonPath("$.components.accessTokenKeys.status")
                .isEqualTo("UP")
                .jsonPath("$.components.views.status")
                .isEqualTo("UP");
    }

    @Test
    void showsItsMetricsWithoutLimits() {
        for (int i = 0; i < FakePlatform.ANONYMOUS_LIMIT * 2; i++) {
            management("/actuator/prometheus").expectHeader().doesNotExist("X-RateLimit-Limit");
        }
    }

    private WebTestClient.ResponseSpec management(String path) {
        return WebTestClient.bindToServer()
                .baseUrl("http://localhost:" + port)
                .responseTimeout(Duration.ofSeconds(60))
                .build()
                .get()
                .uri(path)
                .exchange()
                .expectStatus()
                .isOk();
    }
}
