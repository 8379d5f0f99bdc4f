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

/** An account may have 300 KB held, a body come within four seconds. */
@GatewayTest
class AskedModelFilterTest {

    private static final int BODY = 200_000;

    @LocalServerPort
    int port;

    @Autowired
    WebTestClient http;

    @Autowired
    HeldBodies held;

    @Test
    void slowBodiesOfAnAccountStopNobodyElse() throws IOException {
        String ada = Tokens.bearer(UUID.randomUUID());
        try (RawConnection slow = begin(ada)) {
            await().until(() -> held.large() >= BODY - 1);

            assertThat(chat(ada, BODY)).isEqualTo(429);
            assertThat(chat(ada, 1_000)).isEqualTo(200);
            assertThat(chat(Tokens.bearer(UUID.randomUUID()), BODY)).isEqualTo(200);
            assertThat(slow.send("}").head()).startsWith("HTTP/1.1 200");
        }
        await().until(held::isEmpty);
    }

    @Test
    void aBodyThatDoesNotComeInTimeIsRefused() throws IOException {
        try (RawConnection slow = begin(Tokens.bearer(UUID.randomUUID()))) {
            assertThat(slow.untilClosed())
                    .startsWith("HTTP/1.1 400")
                    .contains("body did not come within 4 s", "invalid_request_error");
        }
        await().until(held::isEmpty);
    }

    /** All but the last byte. */
    private RawConnection begin(String authorization) throws IOException {
        return new RawConnection(port)
                .send(
                        "POST /v1/chat/completions HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nAuthorization: "
                                + authorization + "\r\nContent-Length: " + BODY + "\r\n\r\n"
                                + body(BODY).substring(0, BODY - 1));
    }

    private static String body(int length) {
        return "{\"model\":\"" + "x".repeat(length - 12) + "\"}";
    }

    private int chat(String authorization, int length) {
        return Clients.somewhere(http)
                .post()
                .uri("/v1/chat/completions")
                .header("Authorization", authorization)
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(body(length))
                .exchange()
                .returnResult(String.class)
                .getStatus()
                .value();
    }
}
