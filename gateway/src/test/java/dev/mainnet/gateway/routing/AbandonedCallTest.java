package dev.mainnet.gateway.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mainnet.gateway.FakePlatform;
import dev.mainnet.gateway.GatewayTest;
import dev.mainnet.gateway.Tokens;
import dev.mainnet.testing.HangUps;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

@GatewayTest
class AbandonedCallTest {

    @LocalServerPort
    int port;

    @Test
    void callersWhoHangUpLeaveNoCallAtAService() {
        int before = FakePlatform.MODELS.requests();

        new HangUps(port, "/api/v1/invoke/ada/endless", Map.of("Authorization", Tokens.bearer(UUID.randomUUID())), "{}")
                .make(300);

        await().untilAsserted(() -> assertThat(FakePlatform.MODELS.endless()).isZero());
        assertThat(FakePlatform.MODELS.requests() - before).isGreaterThanOrEqualTo(150);
    }
}
