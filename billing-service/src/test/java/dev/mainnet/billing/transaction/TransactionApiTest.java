package dev.mainnet.billing.transaction;

import static dev.mainnet.billing.Deliveries.usage;
import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import dev.mainnet.billing.BillingTest;
import dev.mainnet.billing.Deliveries;
import dev.mainnet.contracts.Event;
import dev.mainnet.contracts.JobEvent.JobSubmitted;
import dev.mainnet.contracts.JobEvent.JobSucceeded;
import dev.mainnet.testing.TestIdentity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.test.web.reactive.server.WebTestClient;

@BillingTest
class TransactionApiTest {

    @Autowired
    WebTestClient http;

    @Autowired
    Deliveries deliveries;

    @Test
    void listsTheNewestFirstPageByPage() {
        UUID user = deliveries.newUser();
        deliveries.deliver(IntStream.rangeClosed(1, 24)
                .mapToObj(i -> usage(user, UUID.randomUUID(), i))
                .toArray(Event[]::new));

        List<String> ids = new ArrayList<>();
        String query = "?limit=10";
        for (int page = 0; page < 3; page++) {
            String body = list(user, query);
            ids.addAll(JsonPath.read(body, "$.data[*].id"));
            assertThat(JsonPath.<Boolean>read(body, "$.has_more")).isEqualTo(page < 2);
            query = page < 2 ? "?limit=10&after=" + JsonPath.read(body, "$.next_cursor") : "";
        }

        assertThat(ids).hasSize(25).doesNotHaveDuplicates();
        String first = list(user, "?limit=1");
        assertThat(JsonPath.<Double>read(first, "$.data[0].amount")).isEqualTo(-0.000024);
        assertThat(JsonPath.<String>read(first, "$.data[0].kind")).isEqualTo("usage");
    }

    @Test
    void showsOnlyTheCallersPostings() {
        UUID payer = deliveries.newUser();
        UUID owner = deliveries.newUser();
        UUID job = UUID.randomUUID();
        deliveries.deliver(
                new JobSubmitted(job, payer, "training", 40_000_000, Instant.EPOCH),
                new JobSucceeded(job, payer, "training", 10_000_000, owner, 0, null, Instant.EPOCH));

        String paid = list(payer, "");
        assertThat(JsonPath.<List<String>>read(paid, "$.data[0].postings[*].account"))
                .containsExactlyInAnyOrder("available", "reserved");
        assertThat(JsonPath.<Integer>read(paid, "$.data[0].amount")).isEqualTo(-10);
        assertThat(JsonPath.<String>read(paid, "$.data[0].job_id")).isEqualTo(job.toString());
        assertThat(JsonPath.<Integer>read(paid, "$.data[1].amount")).isZero();
        String earned = list(owner, "");
        assertThat(earned).doesNotContain(payer.toString(), job.toString(), "available\",\"amount\":-");
        assertThat(JsonPath.<Integer>read(earned, "$.data[0].amount")).isEqualTo(8);
        assertThat(JsonPath.<List<Object>>read(earned, "$.data")).hasSize(2);
    }

    @Test
    void refusesACursorOrLimitThatIsNone() {
        TestIdentity who = TestIdentity.user("ada");
        for (String query : List.of("?after=nowhere", "?limit=0", "?limit=101", "?limit=ten")) {
            http.get()
                    .uri("/api/v1/billing/transactions" + query)
                    .header(HttpHeaders.AUTHORIZATION, who.bearer())
                    .exchange()
                    .expectStatus()
                    .isBadRequest()
                    .expectBody()
                    .jsonPath("$.error")
                    .isEqualTo("validation_error");
        }
    }

    private String list(UUID user, String query) {
        return http.get()
                .uri("/api/v1/billing/transactions" + query)
                .header(HttpHeaders.AUTHORIZATION, new TestIdentity(user, "ada", List.of("client"), "billing").bearer())
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();
    }
}
