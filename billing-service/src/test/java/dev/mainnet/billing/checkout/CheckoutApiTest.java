package dev.mainnet.billing.checkout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mainnet.billing.BillingTest;
import dev.mainnet.billing.Books;
import dev.mainnet.billing.FakeStripe;
import dev.mainnet.billing.Shop;
import dev.mainnet.billing.Shop.Purchase;
import dev.mainnet.testing.TestIdentity;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;

@BillingTest
class CheckoutApiTest {

    @Autowired
    WebTestClient http;

    @Autowired
    Books books;

    @Autowired
    Shop shop;

    private final TestIdentity ada = TestIdentity.user("ada");

    @Test
    void opensTheDocumentedSession() {
        buy(ada, "{\"credits\": 500}")
                .expectStatus()
                .isCreated()
                .expectBody()
                .jsonPath("$.session_id")
                .value(id -> assertThat((String) id).startsWith("cs_test_"))
                .jsonPath("$.url")
                .value(url -> assertThat((String) url).startsWith("https://checkout.stripe.com/c/pay/cs_test_"));

        var sent = FakeStripe.requestsOf(ada.accountId());
        assertThat(sent).singleElement().satisfies(request -> {
            assertThat(request.authorization()).isEqualTo("Bearer " + FakeStripe.KEY);
            assertThat(request.form())
                    .containsEntry("mode", "payment")
                    .containsEntry("payment_method_types[0]", "card")
                    .containsEntry("line_items[0][quantity]", "1")
                    .containsEntry("line_items[0][price_data][currency]", "usd")
                    .containsEntry("line_items[0][price_data][unit_amount]", "500")
                    .containsEntry("line_items[0][price_data][product_data][name]", "500 Credits")
                    .containsEntry("metadata[creditsToBuy]", "500")
                    .containsEntry(
                            "success_url", "https://mainnet.example/payment/success?session_id={CHECKOUT_SESSION_ID}")
                    .containsEntry("cancel_url", "https://mainnet.example/payment/cancel");
            assertThat(PublishedParameters.objectionsTo(request.form())).isEmpty();
            String checkoutId = request.form().get("client_reference_id");
            assertThat(request.form()).containsEntry("metadata[checkoutId]", checkoutId);
            assertThat(request.idempotencyKey()).isEqualTo("checkout-" + checkoutId);
        });
    }

    @Test
    void knowsAFormThatStripeWouldNotTake() {
        assertThat(PublishedParameters.objectionsTo(Map.of(
                        "mode",
                        "one-time",
                        "line_items[0][quantity]",
                        "one",
                        "line_items[0][price_data][unit_amount]",
                        "5.5",
                        "line_items[0][price_data][product_data]",
                        "Credits",
                        "credits",
                        "5")))
                .hasSize(6);
    }

    @Test
    void sellsMoreThanOnceWhereEverySessionIsTheSameExample() {
        TestIdentity bob = TestIdentity.user("bob");
        for (int credits : new int[] {671, 672, 671}) {
            buy(ada, "{\"credits\": %d}".formatted(credits))
                    .expectStatus()
                    .isCreated()
                    .expectBody()
                    .jsonPath("$.session_id")
                    .isEqualTo(FakeStripe.EXAMPLE);
        }
        buy(bob, "{\"credits\": 673}").expectStatus().isCreated();

        shop.deliver(example(ada, 671), example(ada, 672), example(ada, 671), example(ada, 671), example(bob, 673));

        assertThat(books.available(ada.accountId())).isEqualTo((671 + 672 + 671) * 1_000_000L);
        assertThat(books.available(bob.accountId())).isEqualTo(673_000_000);
    }

    private static String example(TestIdentity buyer, long cents) {
        return Purchase.documented(FakeStripe.EXAMPLE, buyer.accountId().toString(), cents);
    }

    @Test
    void saysThatThereIsNoPageToPayOnAndStillKnowsTheSession() {
        buy(ada, "{\"credits\": 669}")
                .expectStatus()
                .isEqualTo(502)
                .expectBody()
                .jsonPath("$.message")
                .isEqualTo("The payment provider opened a session without a page to pay on");

        shop.deliver(Purchase.documented(FakeStripe.PAGELESS, ada.accountId().toString(), 669));

        assertThat(books.available(ada.accountId())).isEqualTo(669_000_000);
    }

    @Test
    void opensOneSessionForAnIdempotencyKey() {
        String key = UUID.randomUUID().toString();
        String first = bodyOf(buyWithKey(key, "{\"credits\": 5}"));

        assertThat(bodyOf(buyWithKey(key, "{\"credits\": 5}"))).isEqualTo(first);
        buyWithKey(key, "{\"credits\": 6}").expectStatus().isEqualTo(422);
        assertThat(FakeStripe.requestsOf(ada.accountId())).hasSize(1);
    }

    @Test
    void asksForTheSameSessionAgainAfterAFailure() {
        String key = UUID.randomUUID().toString();

        buyWithKey(key, "{\"credits\": 666}").expectStatus().isEqualTo(502);
        buyWithKey(key, "{\"credits\": 666}").expectStatus().isEqualTo(502);

        var sent = FakeStripe.requestsOf(ada.accountId());
        assertThat(sent).hasSize(2);
        assertThat(sent.get(1).idempotencyKey()).isEqualTo(sent.get(0).idempotencyKey());
        assertThat(books.number("SELECT count(*) FROM checkout WHERE user_id = '" + ada.accountId() + "'"))
                .isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "-1",
                "-99999999999999999999",
                "0.5",
                "1.0",
                "1e3",
                "100000000",
                "9223372036854775807",
                "9223372036854775808",
                "1e999999999",
                "\"5\"",
                "\"five\"",
                "true",
                "null",
                "[5]",
                "{}",
                "NaN",
                ""
            })
    void refusesAnAmountThatCannotBeBought(String credits) {
        buy(ada, "{\"credits\": " + credits + "}")
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.error")
                .isEqualTo("validation_error");
        assertThat(FakeStripe.requestsOf(ada.accountId())).isEmpty();
    }

    @Test
    void namesTheFieldThatIsWrong() {
        for (String body : new String[] {"{\"credits\": 0}", "{}", "{\"credits\": 1.5}", "{\"credits\": 100000000}"}) {
            buy(ada, body).expectBody().jsonPath("$.details[0].field").isEqualTo("credits");
        }
        buy(ada, "{\"credits\": 5, \"currency\": \"eur\"}")
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.details[0].field")
                .isEqualTo("currency");
    }

    @Test
    void sellsTheMostThatStripeTakes() {
        buy(ada, "{\"credits\": 99999999}").expectStatus().isCreated();
    }

    @ParameterizedTest
    @CsvSource({"666, 502, upstream_error", "667, 504, upstream_timeout", "668, 502, upstream_error"})
    void saysThatStripeFailedAndNothingElse(int credits, int status, String code) {
        byte[] body = buy(ada, "{\"credits\": " + credits + "}")
                .expectStatus()
                .isEqualTo(status)
                .expectBody()
                .jsonPath("$.error")
                .isEqualTo(code)
                .returnResult()
                .getResponseBody();

        assertThat(new String(body, StandardCharsets.UTF_8)).doesNotContain("sk_test", "API Key");
    }

    @Test
    void sellsToNobodyWithAnApiKeyOrWithoutAToken() {
        buy(ada.scoped("billing invoke models jobs"), "{\"credits\": 5}")
                .expectStatus()
                .isForbidden();
        http.post()
                .uri("/api/v1/billing/checkout")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue("{\"credits\": 5}")
                .exchange()
                .expectStatus()
                .isUnauthorized();
    }

    private WebTestClient.ResponseSpec buyWithKey(String key, String body) {
        return post(ada).header("Idempotency-Key", key).bodyValue(body).exchange();
    }

    private WebTestClient.ResponseSpec buy(TestIdentity who, String body) {
        return post(who).bodyValue(body).exchange();
    }

    private WebTestClient.RequestBodySpec post(TestIdentity who) {
        return http.post()
                .uri("/api/v1/billing/checkout")
                .header(HttpHeaders.AUTHORIZATION, who.bearer())
                .contentType(MediaType.APPLICATION_JSON);
    }

    private static String bodyOf(WebTestClient.ResponseSpec answer) {
        return answer.expectStatus()
                .isCreated()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();
    }
}
