package dev.mainnet.gateway.request;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mainnet.gateway.Clients;
import dev.mainnet.gateway.GatewayTest;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.test.web.reactive.server.WebTestClient;

@GatewayTest
class RequestTest {

    @Autowired
    WebTestClient http;

    @Test
    void namesEveryAnswer() {
        for (String path : new String[] {"/", "/api/v1/hub", "/nothing"}) {
            assertThat(headers(path, "X-Request-Id", "call-1.a_b").get("X-Request-Id"))
                    .containsExactly("call-1.a_b");
        }
    }

    @Test
    void makesAnIdWhereTheClientsIsNone() {
        String id = headers("/nothing", "X-Request-Id", "a b").getFirst("X-Request-Id");

        assertThat(UUID.fromString(id).version()).isEqualTo(7);
    }

    @Test
    void tellsTheServiceTheId() {
        Clients.somewhere(http)
                .get()
                .uri("/api/v1/hub")
                .header("X-Request-Id", "mine")
                .exchange()
                .expectBody()
                .jsonPath("$.headers['x-request-id']")
                .isEqualTo("mine");
    }

    @Test
    void protectsEveryAnswer() {
        for (String path : new String[] {"/", "/api/v1/hub", "/nothing"}) {
            HttpHeaders headers = headers(path, "Accept", "application/json");
            assertThat(headers.get("X-Content-Type-Options")).containsExactly("nosniff");
            assertThat(headers.get("X-Frame-Options")).containsExactly("DENY");
        }
    }

    @Test
    void letsPagesOfAnyOriginCall() {
        Clients.somewhere(http)
                .options()
                .uri("/api/v1/models")
                .header("Origin", "https://example.org")
                .header("Access-Control-Request-Method", "POST")
                .header("Access-Control-Request-Headers", "x-api-key, content-type")
                .exchange()
                .expectStatus()
                .isOk()
                .expectHeader()
                .valueEquals("Access-Control-Allow-Origin", "*")
                .expectHeader()
                .valueEquals("Access-Control-Allow-Headers", "x-api-key, content-type")
                .expectHeader()
                .doesNotExist("Access-Control-Allow-Credentials");
        HttpHeaders error = headers("/nothing", "Origin", "https://example.org");
        assertThat(error.getFirst("Access-Control-Allow-Origin")).isEqualTo("*");
        assertThat(error.getFirst("Access-Control-Expose-Headers"))
                .contains(
                        "X-Request-Id",
                        "X-RateLimit-Limit",
                        "X-RateLimit-Remaining",
                        "X-RateLimit-Reset",
                        "Retry-After",
                        "X-Mainnet-Cost",
                        "X-Mainnet-Balance",
                        "X-Mainnet-Input-Tokens",
                        "X-Mainnet-Output-Tokens");
    }

    @Test
    void keepsQueriesOutOfTheLog() {
        assertThat(AccessLogLines.path("/api/v1/hub?key=mk_secret")).isEqualTo("/api/v1/hub");
        assertThat(AccessLogLines.path("/a\u001b[31m\r\nforged")).isEqualTo("/a?[31m??forged");
    }

    private HttpHeaders headers(String path, String name, String value) {
        return Clients.somewhere(http)
                .get()
                .uri(path)
                .header(name, value)
                .exchange()
                .returnResult(String.class)
                .getResponseHeaders();
    }
}
