package dev.mainnet.billing.adjustment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mainnet.billing.BillingTest;
import dev.mainnet.billing.Books;
import dev.mainnet.billing.Deliveries;
import dev.mainnet.testing.TestIdentity;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;

@BillingTest
class AdjustmentApiTest {

    @Autowired
    WebTestClient http;

    @Autowired
    Deliveries deliveries;

    @Autowired
    Books books;

    private final TestIdentity admin = TestIdentity.admin();
    private UUID user;

    @BeforeEach
    void register() {
        user = deliveries.newUser();
    }

    @Test
    void givesAndTakes() {
        adjust(admin, "{\"amount\": 2.5, \"reason\": \"Sorry\"}")
                .expectStatus()
                .isCreated()
                .expectBody()
                .jsonPath("$.kind")
                .isEqualTo("adjustment")
                .jsonPath("$.amount")
                .isEqualTo(2.5)
                .jsonPath("$.description")
                .isEqualTo("Sorry");
        adjust(admin, "{\"amount\": -103, \"reason\": \"A mistake\"}")
                .expectStatus()
                .isCreated();

        assertThat(books.available(user)).isEqualTo(-500_000);
        assertThat(books.number("SELECT count(*) FROM journal_entry WHERE actor_id = '" + admin.accountId() + "'"))
                .isEqualTo(2);
        books.assertSound();
    }

    @Test
    void adjustsOnceForAnIdempotencyKey() {
        for (int i = 0; i < 2; i++) {
            http.post()
                    .uri("/api/v1/billing/users/" + user + "/adjustments")
                    .header(HttpHeaders.AUTHORIZATION, admin.bearer())
                    .header("Idempotency-Key", "key-" + user)
                    .contentType(MediaType.APPLICATION_JSON)
                    .bodyValue("{\"amount\": 1, \"reason\": \"Once\"}")
                    .exchange()
                    .expectStatus()
                    .isCreated();
        }

        assertThat(books.available(user)).isEqualTo(101_000_000);
    }

    @Test
    void refusesEverybodyElseWhateverTheySend() {
        for (String body : List.of("{\"amount\": 1, \"reason\": \"Me\"}", "{}", "no json")) {
            adjust(TestIdentity.user("eve"), body).expectStatus().isForbidden();
        }
        adjust(admin.scoped("billing"), "{\"amount\": 1, \"reason\": \"By a key\"}")
                .expectStatus()
                .isForbidden();

        assertThat(books.available(user)).isEqualTo(100_000_000);
    }

    @Test
    void refusesAmountsAndReasonsThatAreNone() {
        for (String body : List.of(
                "{\"amount\": 0, \"reason\": \"x\"}",
                "{\"amount\": 0.0000001, \"reason\": \"x\"}",
                "{\"amount\": 1000000001, \"reason\": \"x\"}",
                "{\"amount\": 1e300, \"reason\": \"x\"}",
                "{\"amount\": 1e999999999, \"reason\": \"x\"}",
                "{\"amount\": \"five\", \"reason\": \"x\"}",
                "{\"amount\": NaN, \"reason\": \"x\"}",
                "{\"amount\": null, \"reason\": \"x\"}",
                "{\"reason\": \"x\"}",
                "{\"amount\": 1}",
                "{\"amount\": 1, \"reason\": \" \"}",
                "{\"amount\": 1, \"reason\": \"\\u0000\"}",
                "{\"amount\": 1, \"reason\": \"" + "x".repeat(501) + "\"}",
                "{\"amount\": 1, \"reason\": \"x\", \"currency\": \"eur\"}",
                "")) {
            adjust(admin, body)
                    .expectStatus()
                    .isBadRequest()
                    .expectBody()
                    .jsonPath("$.error")
                    .isEqualTo("validation_error");
        }
        assertThat(books.available(user)).isEqualTo(100_000_000);
    }

    @Test
    void knowsNoBalanceOfAUserItNeverHeardOf() {
        user = UUID.randomUUID();

        adjust(admin, "{\"amount\": 1, \"reason\": \"Who?\"}").expectStatus().isNotFound();
    }

    private WebTestClient.ResponseSpec adjust(TestIdentity who, String body) {
        return http.post()
                .uri("/api/v1/billing/users/" + user + "/adjustments")
                .header(HttpHeaders.AUTHORIZATION, who.bearer())
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(body)
                .exchange();
    }
}
