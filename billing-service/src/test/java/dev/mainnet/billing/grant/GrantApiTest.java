package dev.mainnet.billing.grant;

import static dev.mainnet.billing.Deliveries.usage;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mainnet.billing.BillingTest;
import dev.mainnet.billing.Books;
import dev.mainnet.billing.Deliveries;
import dev.mainnet.contracts.JobEvent.JobCancelled;
import dev.mainnet.contracts.JobEvent.JobSubmitted;
import dev.mainnet.contracts.JobEvent.JobSucceeded;
import dev.mainnet.contracts.UserEvent.UserRegistered;
import dev.mainnet.testing.TestIdentity;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

@BillingTest
class GrantApiTest {

    private static final long CREDIT = 1_000_000;

    @Autowired
    WebTestClient http;

    @Autowired
    Deliveries deliveries;

    @Autowired
    Books books;

    @Autowired
    ExpireGrants expireGrants;

    private final TestIdentity admin = TestIdentity.admin();
    private final Instant now = Instant.now();
    private final UUID owner = UUID.randomUUID();
    private TestIdentity ada;
    private UUID user;

    @BeforeEach
    void register() {
        ada = TestIdentity.user("ada");
        user = ada.accountId();
        deliveries.deliver(new UserRegistered(user, "ada", Instant.EPOCH));
    }

    @Test
    void spendingUsesUpTheGrantThatEndsFirst() {
        give(10, Duration.ofHours(2));
        give(10, Duration.ofHours(1));

        deliveries.deliver(usage(user, owner, 15 * CREDIT));

        assertThat(remaining()).containsExactly(5.0);
        assertThat(books.available(user)).isEqualTo(105 * CREDIT);
    }

    @Test
    void takesBackWhatRemainsAtTheEndAndOnlyThat() {
        give(10, Duration.ofHours(2));
        give(10, Duration.ofHours(1));
        deliveries.deliver(usage(user, owner, 15 * CREDIT));

        expire(Duration.ofMinutes(90));
        assertThat(books.available(user)).isEqualTo(105 * CREDIT);
        expire(Duration.ofHours(3));
        expire(Duration.ofHours(4));

        assertThat(books.available(user)).isEqualTo(100 * CREDIT);
        assertThat(books.kinds(user)).endsWith("usage", "grant_expiry");
        assertThat(remaining()).isEmpty();
        books.assertSound();
    }

    @Test
    void takesEachGrantBackAtItsOwnEndHoweverCloseTheyAre() {
        give(10, Duration.ofSeconds(60));
        give(10, Duration.ofSeconds(61));
        give(10, Duration.ofSeconds(90));

        expire(Duration.ofSeconds(60));
        assertThat(books.available(user)).isEqualTo(120 * CREDIT);
        expire(Duration.ofSeconds(61));
        assertThat(books.available(user)).isEqualTo(110 * CREDIT);
        deliveries.deliver(usage(user, owner, 4 * CREDIT));
        expire(Duration.ofSeconds(89));
        assertThat(books.available(user)).isEqualTo(106 * CREDIT);
        expire(Duration.ofSeconds(90));

        assertThat(books.available(user)).isEqualTo(100 * CREDIT);
        books.assertSound();
    }

    @Test
    void aNewGrantPutsOffNoLookAtAnEndedOne() {
        give(10, Duration.ofHours(1));
        UUID job = submit(110);
        expire(Duration.ofHours(2));
        give(10, Duration.ofHours(5));

        assertThat(books.number("""
                        SELECT count(*) FROM credit_grant WHERE user_id = '%s' AND due_at > expires_at
                        """.formatted(user))).isEqualTo(1);
        deliveries.deliver(new JobCancelled(job, user, "training", Instant.EPOCH));
        expire(Duration.ofHours(3));
        assertThat(books.available(user)).isEqualTo(110 * CREDIT);
    }

    @Test
    void aGrantDoesNotPayForWhatWasSpentBeforeIt() {
        give(10, Duration.ofHours(1));
        deliveries.deliver(usage(user, owner, 4 * CREDIT));
        give(7, Duration.ofMinutes(30));

        assertThat(remaining()).containsExactly(7.0, 6.0);
        deliveries.deliver(usage(user, owner, 8 * CREDIT));
        assertThat(remaining()).containsExactly(5.0);
    }

    @Test
    void jobsSpendGrantsWhenTheyArePaidAndNotWhenTheyAreReserved() {
        give(10, Duration.ofHours(1));
        UUID job = submit(30);
        assertThat(remaining()).containsExactly(10.0);

        deliveries.deliver(new JobSucceeded(job, user, "training", 3 * CREDIT, owner, CREDIT, null, Instant.EPOCH));

        assertThat(remaining()).containsExactly(6.0);
        assertThat(books.available(user)).isEqualTo(106 * CREDIT);
    }

    @Test
    void whatIsSetAsideForAJobIsTakenWhenItComesBack() {
        give(10, Duration.ofHours(1));
        UUID job = submit(110);

        expire(Duration.ofHours(2));
        assertThat(books.available(user)).isZero();
        deliveries.deliver(new JobCancelled(job, user, "training", Instant.EPOCH));
        expire(Duration.ofHours(2));
        assertThat(books.available(user)).as("not due again yet").isEqualTo(110 * CREDIT);
        expire(Duration.ofHours(3));

        assertThat(books.available(user)).isEqualTo(100 * CREDIT);
        books.assertSound();
    }

    @Test
    void anExpiryNeverTakesABalanceBelowZero() {
        give(10, Duration.ofHours(1));
        adjust(-105);

        expire(Duration.ofHours(2));

        assertThat(books.available(user)).isZero();
        adjust(3);
        expire(Duration.ofHours(3));
        assertThat(books.available(user)).isZero();
        books.assertSound();
    }

    @Test
    void givesOnceForAnIdempotencyKey() {
        for (int i = 0; i < 2; i++) {
            post(admin, body(10, Duration.ofHours(1)), "key-" + user)
                    .expectStatus()
                    .isCreated();
        }

        assertThat(books.available(user)).isEqualTo(110 * CREDIT);
        assertThat(remaining()).containsExactly(10.0);
        assertThat(books.number(
                        "SELECT count(*) FROM audit_entry WHERE action = 'grant.given' AND user_id = '" + user + "'"))
                .isEqualTo(1);
    }

    @Test
    void refusesEverybodyElseAndWhatIsNoGrant() {
        post(ada, body(10, Duration.ofHours(1)), null).expectStatus().isForbidden();
        post(ada, "no json", null).expectStatus().isForbidden();
        for (String body : List.of(
                body(0, Duration.ofHours(1)),
                body(-1, Duration.ofHours(1)),
                body(1_000_001, Duration.ofHours(1)),
                body(1, Duration.ofHours(-1)),
                body(1, Duration.ofDays(4_000)),
                "{\"amount\": 1, \"reason\": \"x\"}",
                "{\"amount\": 1, \"reason\": \"x\", \"expires_at\": \"tomorrow\"}",
                "{\"amount\": 0.0000001, \"reason\": \"x\", \"expires_at\": \"" + now.plusSeconds(60) + "\"}",
                "{\"amount\": 1, \"expires_at\": \"" + now.plusSeconds(60) + "\"}")) {
            post(admin, body, null)
                    .expectStatus()
                    .isBadRequest()
                    .expectBody()
                    .jsonPath("$.error")
                    .isEqualTo("validation_error");
        }
        assertThat(books.available(user)).isEqualTo(100 * CREDIT);

        user = UUID.randomUUID();
        post(admin, body(1, Duration.ofHours(1)), null).expectStatus().isNotFound();
    }

    private void give(int credits, Duration lifetime) {
        post(admin, body(credits, lifetime), null)
                .expectStatus()
                .isCreated()
                .expectBody()
                .jsonPath("$.remaining")
                .isEqualTo(credits);
    }

    private String body(int credits, Duration lifetime) {
        return "{\"amount\": %d, \"reason\": \"A gift\", \"expires_at\": \"%s\"}"
                .formatted(credits, now.plus(lifetime));
    }

    private void adjust(int credits) {
        http.post()
                .uri("/api/v1/billing/users/" + user + "/adjustments")
                .header(HttpHeaders.AUTHORIZATION, admin.bearer())
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue("{\"amount\": %d, \"reason\": \"x\"}".formatted(credits))
                .exchange()
                .expectStatus()
                .isCreated();
    }

    private void expire(Duration later) {
        expireGrants.expire(now.plus(later)).block();
    }

    private UUID submit(int credits) {
        UUID job = UUID.randomUUID();
        deliveries.deliver(new JobSubmitted(job, user, "training", credits * CREDIT, Instant.EPOCH));
        return job;
    }

    private List<Double> remaining() {
        JsonNode body = http.get()
                .uri("/api/v1/billing/grants")
                .header(HttpHeaders.AUTHORIZATION, ada.bearer())
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(JsonNode.class)
                .returnResult()
                .getResponseBody();
        return body.path("grants")
                .valueStream()
                .map(grant -> grant.path("remaining").asDouble())
                .toList();
    }

    private WebTestClient.ResponseSpec post(TestIdentity who, String body, String idempotencyKey) {
        var request = http.post()
                .uri("/api/v1/billing/users/" + user + "/grants")
                .header(HttpHeaders.AUTHORIZATION, who.bearer())
                .contentType(MediaType.APPLICATION_JSON);
        if (idempotencyKey != null) {
            request.header("Idempotency-Key", idempotencyKey);
        }
        return request.bodyValue(body).exchange();
    }
}
