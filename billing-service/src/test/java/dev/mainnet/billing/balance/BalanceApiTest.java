package dev.mainnet.billing.balance;

import static dev.mainnet.billing.Deliveries.usage;

import dev.mainnet.billing.BillingTest;
import dev.mainnet.billing.Deliveries;
import dev.mainnet.contracts.JobEvent.JobSubmitted;
import dev.mainnet.testing.TestIdentity;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.test.web.reactive.server.WebTestClient;

@BillingTest
class BalanceApiTest {

    @Autowired
    WebTestClient http;

    @Autowired
    Deliveries deliveries;

    @Test
    void showsWhatIsThereWhatIsSetAsideAndWhatIsEarned() {
        UUID user = deliveries.newUser();
        deliveries.deliver(
                usage(user, UUID.randomUUID(), 2_000_001),
                usage(UUID.randomUUID(), user, 1_000_000),
                new JobSubmitted(UUID.randomUUID(), user, "training", 40_000_000, Instant.EPOCH));

        get("/api/v1/billing/balance", signedIn(user))
                .expectStatus()
                .isOk()
                .expectBody()
                .json("""
                        {"user_id": "%s", "balance": 97.999999, "reserved": 40, "available": 57.999999,
                         "earnings": 0.8, "currency": "credits"}
                        """.formatted(user));
    }

    @Test
    void showsNothingToAnAccountItHasNotHeardOf() {
        get("/api/v1/billing/balance", TestIdentity.user("new"))
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.balance")
                .isEqualTo(0);
    }

    @Test
    void wantsAnIdentityWithTheScopeBilling() {
        http.get().uri("/api/v1/billing/balance").exchange().expectStatus().isUnauthorized();
        get("/api/v1/billing/balance", TestIdentity.user("ada").scoped("invoke"))
                .expectStatus()
                .isForbidden()
                .expectBody()
                .jsonPath("$.error")
                .isEqualTo("forbidden");
    }

    @Test
    void showsAnybodysBalanceToAnAdministrator() {
        UUID user = deliveries.newUser();

        get("/api/v1/billing/users/" + user + "/balance", TestIdentity.admin())
                .expectBody()
                .jsonPath("$.available")
                .isEqualTo(100);
        get("/api/v1/billing/users/" + UUID.randomUUID() + "/balance", TestIdentity.admin())
                .expectStatus()
                .isNotFound();
        get("/api/v1/billing/users/no-id/balance", TestIdentity.admin())
                .expectStatus()
                .isBadRequest();
    }

    @Test
    void showsNobodyElsesBalanceToAUserOrToAKeyOfAnAdministrator() {
        UUID user = deliveries.newUser();

        get("/api/v1/billing/users/" + user + "/balance", signedIn(user))
                .expectStatus()
                .isForbidden();
        get("/api/v1/billing/users/" + user + "/balance", TestIdentity.admin().scoped("billing"))
                .expectStatus()
                .isForbidden();
    }

    private WebTestClient.ResponseSpec get(String path, TestIdentity who) {
        return http.get()
                .uri(path)
                .header(HttpHeaders.AUTHORIZATION, who.bearer())
                .exchange();
    }

    private static TestIdentity signedIn(UUID user) {
        return new TestIdentity(user, "ada", List.of("client"), "account models invoke jobs billing");
    }
}
