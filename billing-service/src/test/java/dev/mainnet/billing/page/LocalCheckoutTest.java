package dev.mainnet.billing.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mainnet.billing.Books;
import dev.mainnet.billing.Deliveries;
import dev.mainnet.billing.FakeStripe;
import dev.mainnet.billing.Shop;
import dev.mainnet.billing.Shop.Purchase;
import dev.mainnet.testing.ServiceTest;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.http.MediaType;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;

@ServiceTest
@Import({Books.class, Deliveries.class, Shop.class})
@TestPropertySource(properties = "mainnet.payment.local-checkout=true")
class LocalCheckoutTest {

    @Autowired
    WebTestClient http;

    @Autowired
    Shop shop;

    @Autowired
    Books books;

    @Test
    void paysThroughTheSameWebhook() {
        Purchase purchase = shop.begin(1250);
        String page = get("/payment/checkout/" + purchase.sessionId());
        assertThat(page).contains("TEST MODE", "1250 Credits", "US$ 12.50", ">Pay<", ">Cancel<");

        for (int i = 0; i < 2; i++) {
            post(purchase, "pay", "/payment/success?session_id=" + purchase.sessionId());
        }

        assertThat(books.available(purchase.user())).isEqualTo(1_250_000_000);
        assertThat(books.number("SELECT count(*) FROM stripe_event WHERE type = 'checkout.session.completed'"))
                .isEqualTo(1);
        assertThat(get("/payment/checkout/" + purchase.sessionId()))
                .contains("This was paid")
                .doesNotContain(">Pay<");
        books.assertSound();
    }

    @Test
    void paysNothingWhenItIsCancelled() {
        Purchase purchase = shop.begin(5);

        post(purchase, "cancel", "/payment/cancel");

        assertThat(books.available(purchase.user())).isZero();
    }

    @Test
    void refusesEventsFromOutside() {
        Purchase purchase = shop.begin(5);
        String event = purchase.completed("paid");

        for (String secret : new String[] {"whsec_", "null", " "}) {
            shop.send(event, FakeStripe.sign(event, secret, Duration.ZERO))
                    .expectStatus()
                    .isBadRequest();
        }
        assertThat(books.available(purchase.user())).isZero();
    }

    @Test
    void knowsNoOtherSession() {
        http.get().uri("/payment/checkout/cs_test_1").exchange().expectStatus().isNotFound();
        http.post()
                .uri("/payment/checkout/cs_test_1/pay")
                .exchange()
                .expectStatus()
                .isNotFound();
    }

    private String get(String path) {
        return http.get()
                .uri(path)
                .accept(MediaType.TEXT_HTML)
                .exchange()
                .expectStatus()
                .isOk()
                .expectHeader()
                .contentTypeCompatibleWith(MediaType.TEXT_HTML)
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();
    }

    private void post(Purchase purchase, String what, String target) {
        http.post()
                .uri("/payment/checkout/" + purchase.sessionId() + "/" + what)
                .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                .exchange()
                .expectStatus()
                .isEqualTo(303)
                .expectHeader()
                .valueEquals("Location", target);
    }
}
