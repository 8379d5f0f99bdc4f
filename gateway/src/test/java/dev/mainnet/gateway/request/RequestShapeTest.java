package dev.mainnet.gateway.request;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mainnet.gateway.Clients;
import dev.mainnet.gateway.GatewayTest;
import dev.mainnet.gateway.Tokens;
import java.io.IOException;
import java.net.SocketException;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.web.reactive.server.WebTestClient;

@GatewayTest
class RequestShapeTest {

    @LocalServerPort
    int port;

    @Autowired
    WebTestClient http;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/hub/..%2f..%2factuator",
                "/api/v1/hub/%2e%2e/user",
                "/api/v1/hub/../user/me",
                "/api/v1/hub/.",
                "//actuator",
                "/api/v1//hub",
                "/api/v1/hub/%5c",
                "/api/v1/hub;a=b",
                "/api/v1/hub/%3Ba",
                "/api/v1/hub/%00",
                "/api/v1/hub/%252f",
                "/api/v1/hub/%0d%0aX-A:b"
            })
    void refusesAPathThatCouldMeanAnother(String path) throws IOException {
        String answer = raw("GET " + path + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 400").contains("\"error\":\"validation_error\"");
    }

    @Test
    void takesAModelsNameWithItsSlashEscapedAsOpenAisClientsSendIt() throws IOException {
        String authorization = "Authorization: " + Tokens.bearer(UUID.randomUUID());
        String answer = raw(
                "GET /v1/models/ada%2Fecho HTTP/1.1\r\nHost: a\r\n" + authorization + "\r\nConnection: close\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 200").contains("/v1/models/ada/echo");
        assertThat(raw("GET /v1/models/ada%2F..%2Fecho HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 400");
        assertThat(raw("GET /v1/models/..%2Fecho HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 400");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/hub/%zz", "/api/v1/hub/\\\\", "/api/v1/h b"})
    void refusesWhatIsNoPath(String path) throws IOException {
        assertThat(raw("GET " + path + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 400");
    }

    @ParameterizedTest
    @ValueSource(strings = {"TRACE", "FOO"})
    void refusesOddMethods(String method) throws IOException {
        assertThat(raw(method + " /api/v1/hub HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 405")
                .contains("\"error\":\"method_not_allowed\"");
    }

    @Test
    void refusesAHeaderThatIsTooLong() {
        Clients.somewhere(http)
                .get()
                .uri("/api/v1/hub")
                .header("X-Long", "x".repeat(8 * 1024 + 1))
                .exchange()
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.details[0].field")
                .isEqualTo("X-Long");
    }

    /** What is left unread when the connection closes may reset it before the answer is seen. */
    @Test
    void refusesTooManyHeaders() {
        String headers = "X-A: %s\r\n".formatted("x".repeat(4_000)).repeat(10);

        try {
            assertThat(raw("GET / HTTP/1.1\r\nHost: a\r\n" + headers + "\r\n")).startsWith("HTTP/1.1 431");
        } catch (IOException e) {
            assertThat(e).isInstanceOf(SocketException.class);
        }
    }

    @Test
    void refusesALineThatIsTooLong() throws IOException {
        assertThat(raw("GET /" + "x".repeat(9_000) + " HTTP/1.1\r\nHost: a\r\n\r\n"))
                .startsWith("HTTP/1.1 414");
    }

    private String raw(String request) throws IOException {
        try (RawConnection connection = new RawConnection(port)) {
            return connection.send(request).untilClosed();
        }
    }
}
