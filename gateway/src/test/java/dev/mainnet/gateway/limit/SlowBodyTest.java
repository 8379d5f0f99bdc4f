package dev.mainnet.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mainnet.gateway.ImpatientGatewayTest;
import dev.mainnet.gateway.Tokens;
import dev.mainnet.gateway.request.RawConnection;
import java.io.IOException;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@ImpatientGatewayTest
class SlowBodyTest {

    @LocalServerPort
    int port;

    @Autowired
    HeldBodies held;

    @Test
    void isRefused() throws IOException {
        try (RawConnection slow = SlowBodies.begin(port, Tokens.bearer(UUID.randomUUID()))) {
            assertThat(slow.untilClosed())
                    .startsWith("HTTP/1.1 400")
                    .contains("body did not come within 2 s", "invalid_request_error");
        }
        await().until(held::isEmpty);
    }
}
