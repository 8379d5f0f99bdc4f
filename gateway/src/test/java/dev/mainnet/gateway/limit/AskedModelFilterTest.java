package dev.mainnet.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mainnet.gateway.Clients;
import dev.mainnet.gateway.GatewayTest;
import dev.mainnet.gateway.Tokens;
import dev.mainnet.gateway.request.RawConnection;
import java.io.IOException;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;

/** An account may have 300 KB held. */
@GatewayTest
class AskedModelFilterTest {

    @LocalServerPort
    int port;

    @Autowired
    WebTestClient http;

    @Autowired
    HeldBodies held;

    @Test
    void slowBodiesOfAnAccountStopNobodyElse() throws IOException {
        String ada = Tokens.bearer(UUID.randomUUID());
        try (RawConnection slow = SlowBodies.begin(port, ada)) {
            await().until(() -> held.large() >= SlowBodies.LENGTH - 1);

            assertThat(chat(ada, SlowBodies.LENGTH)).isEqualTo(429);
            assertThat(chat(ada, 1_000)).isEqualTo(200);
            assertThat(chat(Tokens.bearer(UUID.randomUUID()), SlowBodies.LENGTH))
                    .isEqualTo(200);
            assertThat(slow.send("}").head()).startsWith("HTTP/1.1 200");
        }
        await().until(held::isEmpty);
    }

    private int chat(String authorization, int length) {
        return Clients.somewhere(http)
                .post()
                .uri("/v1/chat/completions")
                .header("Authorization", authorization)
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(SlowBodies.conversation(length))
                .exchange()
                .returnResult(String.class)
                .getStatus()
                .value();
    }
}
