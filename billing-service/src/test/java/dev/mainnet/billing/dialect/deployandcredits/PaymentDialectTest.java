package dev.mainnet.billing.dialect.deployandcredits;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mainnet.billing.BillingTest;
import dev.mainnet.billing.FakeStripe;
import dev.mainnet.testing.TestIdentity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;

/** The gateway makes {@code {"error": TEXT}} of these errors' messages; see its own tests. */
@BillingTest
class PaymentDialectTest {

    @Autowired
    WebTestClient http;

    private final TestIdentity ada = TestIdentity.user("ada");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"creditsToBuy\": 500}",
                "{\"creditsToBuy\": 500.0}",
                "{\"creditsToBuy\": 5e2}",
                "{\"creditsToBuy\": 500, \"userId\": 1, \"currency\": \"eur\"}"
            })
    void startsACheckout(String body) {
        buy(ada, body)
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.length()")
                .isEqualTo(1)
                .jsonPath("$.url")
                .value(url -> assertThat((String) url).startsWith("https://checkout.stripe.com/"));

        assertThat(FakeStripe.requestsOf(ada.accountId()))
                .singleElement()
                .satisfies(request -> assertThat(request.form()).containsEntry("metadata[creditsToBuy]", "500"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "[]",
                "5",
                "null",
                "{\"creditsToBuy\": null}",
                "{\"creditsToBuy\": 0}",
                "{\"creditsToBuy\": -5}",
                "{\"creditsToBuy\": 0.5}",
                "{\"creditsToBuy\": \"500\"}",
                "{\"creditsToBuy\": \"abc\"}",
                "{\"creditsToBuy\": 100000000}",
                "{\"creditsToBuy\": 1e999999999}",
                "{\"creditsToBuy\": -1e999999999}",
                "{\"creditsToBuy\": 1e-999999999}",
                "{\"creditsToBuy\": 9223372036854775808}",
                "{\"creditsToBuy\": [5]}",
                "{\"creditsToBuy\": true}",
                "{\"creditsToBuy\": NaN}",
                "{\"creditsToBuy\": 1234567890123456789012345678901234567890}",
                "no json"
            })
    void refusesAQuantityThatIsNone(String body) {
        buy(ada, body)
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.message")
                .isEqualTo("Invalid credit quantity");
        assertThat(FakeStripe.requestsOf(ada.accountId())).isEmpty();
    }

    @Test
    void knowsOneStatusForAllThatFailsBehindIt() {
        buy(ada, "{\"creditsToBuy\": 666}")
                .expectStatus()
                .isEqualTo(500)
                .expectBody()
                .jsonPath("$.message")
                .isEqualTo("The payment provider failed");
    }

    @Test
    void sellsToNobodyWithAnApiKey() {
        buy(ada.scoped("billing invoke"), "{\"creditsToBuy\": 5}")
                .expectStatus()
                .isForbidden();
    }

    private WebTestClient.ResponseSpec buy(TestIdentity who, String body) {
        return http.post()
                .uri("/api/payment/buy")
                .header(HttpHeaders.AUTHORIZATION, who.bearer())
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(body)
                .exchange();
    }
}
