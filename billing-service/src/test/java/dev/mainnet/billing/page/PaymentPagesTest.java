package dev.mainnet.billing.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mainnet.billing.BillingTest;
import dev.mainnet.billing.Shop;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.WebTestClient;

@BillingTest
class PaymentPagesTest {

    @Autowired
    WebTestClient http;

    @Autowired
    Shop shop;

    @ParameterizedTest
    @ValueSource(strings = {"text/html,application/xhtml+xml,*/*;q=0.8", "*/*"})
    void showsBrowsersAPage(String accept) {
        assertThat(get("/payment/success?session_id=<script>", accept))
                .startsWith("<!doctype html>")
                .contains("as soon as Stripe confirms")
                .doesNotContain("<script>");
        assertThat(get("/payment/cancel", accept)).contains("Nothing was paid");
    }

    @Test
    void tellsProgramsAMessage() {
        assertThat(get("/payment/success", "application/json"))
                .startsWith("{\"message\":")
                .contains("as soon as Stripe confirms");
        assertThat(get("/payment/cancel", "application/json, text/plain, */*")).startsWith("{\"message\":");
    }

    @Test
    void playsNoPaymentWhereStripeIsSet() {
        String session = shop.begin(5).sessionId();

        http.get().uri("/payment/checkout/" + session).exchange().expectStatus().isNotFound();
        http.post()
                .uri("/payment/checkout/" + session + "/pay")
                .exchange()
                .expectStatus()
                .isNotFound();
    }

    private String get(String path, String accept) {
        return http.get()
                .uri(path)
                .header("Accept", accept)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();
    }
}
