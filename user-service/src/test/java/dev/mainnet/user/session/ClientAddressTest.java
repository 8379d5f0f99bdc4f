package dev.mainnet.user.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import dev.mainnet.testing.ServiceTest;
import dev.mainnet.testing.TestIdentity;
import dev.mainnet.user.Person;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.test.web.reactive.server.WebTestClient;

@ServiceTest
class ClientAddressTest {

    private static final String STATEMENT = "X-Mainnet-Client";

    @Autowired
    WebTestClient http;

    private Person ada;

    @BeforeEach
    void arrive() {
        ada = Person.arrive(http);
    }

    @Test
    void isWhatTheGatewayStates() {
        assertThat(addressOf(headers -> headers.set(STATEMENT, TestIdentity.clientAt("203.0.113.9"))))
                .isEqualTo("203.0.113.9");
        assertThat(addressOf(headers -> headers.set(STATEMENT, TestIdentity.clientAt("2001:db8::7"))))
                .isEqualTo("2001:db8:0:0:0:0:0:7");
    }

    @Test
    void isTheSendersOwnWhateverHeClaims() {
        String expired = TestIdentity.clientAt("6.6.6.6", Instant.now().minusSeconds(60));
        String ofAnotherType = TestIdentity.sign(
                TestIdentity.user("ada").claims().subject("6.6.6.6").build());
        for (String claim : List.of("6.6.6.6", "nonsense", "a.b.c", expired, ofAnotherType, ada.accessToken())) {
            assertThat(addressOf(headers -> headers.set(STATEMENT, claim))).isEqualTo("127.0.0.1");
        }
        assertThat(addressOf(headers -> headers.set(STATEMENT, TestIdentity.clientAt("localhost"))))
                .isEqualTo("127.0.0.1");
        assertThat(addressOf(headers -> headers.set("X-Forwarded-For", "6.6.6.6")))
                .isEqualTo("127.0.0.1");
    }

    @Test
    void isNoIdentity() {
        http.get()
                .uri("/user/me")
                .header(HttpHeaders.AUTHORIZATION, "Bearer " + TestIdentity.clientAt("203.0.113.9"))
                .exchange()
                .expectStatus()
                .isUnauthorized();
    }

    /** Where the owner finds that a sign-in with these headers came from. */
    private String addressOf(Consumer<HttpHeaders> headers) {
        http.post()
                .uri("/user/auth/login")
                .headers(headers)
                .bodyValue(Map.of("username", ada.username(), "password", Person.PASSWORD))
                .exchange()
                .expectStatus()
                .isOk();
        return JsonPath.read(
                http.get()
                        .uri("/user/sessions?sort_by=created_at&order=desc&limit=1")
                        .header(HttpHeaders.AUTHORIZATION, ada.bearer())
                        .exchange()
                        .expectBody(String.class)
                        .returnResult()
                        .getResponseBody(),
                "$.sessions[0].address");
    }
}
