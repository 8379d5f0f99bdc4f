package dev.mainnet.billing.payment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mainnet.billing.BillingTest;
import dev.mainnet.billing.Books;
import dev.mainnet.billing.FakeStripe;
import dev.mainnet.billing.Shop;
import dev.mainnet.billing.Shop.Purchase;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@BillingTest
class StripeWebhookTest {

    @Autowired
    Shop shop;

    @Autowired
    Books books;

    @AfterEach
    void nothingIsLost() {
        books.assertSound();
    }

    @Test
    void creditsWhatWasPaid() {
        Purchase purchase = shop.begin(500);

        shop.deliver(purchase.completed("paid"));

        assertThat(books.available(purchase.user())).isEqualTo(500_000_000);
        assertThat(books.kinds(purchase.user())).containsExactly("purchase");
        assertThat(shop.state(purchase)).isEqualTo("PAID");
    }

    @Test
    void creditsOnceHoweverOftenItIsTold() {
        Purchase purchase = shop.begin(500);
        String event = purchase.completed("paid");

        shop.deliver(event, event, event.replace("\"pending_webhooks\": 1", "\"pending_webhooks\": 0"));
        shop.deliver(purchase.completed("paid"));

        assertThat(books.available(purchase.user())).isEqualTo(500_000_000);
    }

    @Test
    void creditsASessionThatCarriesOnlyWhatIsDocumented() {
        Purchase purchase = shop.begin(500);

        shop.deliver(purchase.documented(purchase.user().toString()));
        shop.deliver(purchase.documented(purchase.user().toString()));

        assertThat(books.available(purchase.user())).isEqualTo(500_000_000);
        assertThat(shop.state(purchase)).isEqualTo("PAID");
    }

    @Test
    void creditsASessionToNobodyButItsBuyer() {
        Purchase purchase = shop.begin(500);
        UUID other = UUID.randomUUID();
        for (String event : List.of(
                purchase.documented(other.toString()), purchase.documented("1"), purchase.documented("nobody"))) {
            shop.deliver(event);
            assertThat(shop.problem(Shop.idOf(event))).contains("no checkout of ours");
        }

        assertThat(books.available(purchase.user())).isZero();
        assertThat(books.available(other)).isZero();
        assertThat(shop.state(purchase)).isEqualTo("OPEN");
    }

    @RepeatedTest(10)
    void creditsOnceWhenDeliveriesCrossEachOther() throws Exception {
        Purchase purchase = shop.begin(500);
        String event = purchase.completed("paid");
        List<Callable<Void>> deliveries = List.of(
                () -> deliver(event),
                () -> deliver(event),
                () -> deliver(event),
                () -> deliver(purchase.completed("paid")),
                () -> deliver(purchase.refunded(200)),
                () -> deliver(purchase.refunded(300)),
                () -> deliver(purchase.dispute("created", "needs_response", 100)));

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Void> done : threads.invokeAll(deliveries)) {
                done.get();
            }
        }

        assertThat(books.available(purchase.user())).isEqualTo(100_000_000);
    }

    @Test
    void refusesWhatStripeDidNotSignAndChangesNothing() {
        Purchase purchase = shop.begin(500);
        String event = purchase.completed("paid");
        String other = purchase.completed("paid");

        for (String signature : new String[] {
            null,
            "",
            "nonsense",
            "t=1,v1=",
            FakeStripe.sign(event, "whsec_other", Duration.ZERO),
            FakeStripe.sign(event, FakeStripe.SECRET, Duration.ofSeconds(301)),
            FakeStripe.sign(other)
        }) {
            shop.send(event, signature)
                    .expectStatus()
                    .isBadRequest()
                    .expectBody()
                    .jsonPath("$.error")
                    .isEqualTo("validation_error");
        }

        assertThat(books.available(purchase.user())).isZero();
        assertThat(books.number("SELECT count(*) FROM stripe_event WHERE id = '" + Shop.idOf(event) + "'"))
                .isZero();
        assertThat(shop.state(purchase)).isEqualTo("OPEN");
    }

    @Test
    void takesASecretThatIsBeingRolled() {
        Purchase purchase = shop.begin(500);
        String event = purchase.completed("paid");

        shop.send(event, FakeStripe.sign(event, FakeStripe.OLD_SECRET, Duration.ofSeconds(250)))
                .expectStatus()
                .isOk();

        assertThat(books.available(purchase.user())).isEqualTo(500_000_000);
    }

    @Test
    void refusesASignedBodyThatIsNoEvent() {
        for (String body : List.of(
                "no json",
                "[]",
                "{}",
                "{\"id\": \"evt_1\"}",
                "{\"id\": 1, \"type\": \"x\", \"data\": {\"object\": {}}}",
                "{\"id\": \"evt_1\", \"type\": \"x\", \"data\": {\"object\": []}}",
                "{\"id\": \"evt\\u0000\", \"type\": \"x\", \"data\": {\"object\": {}}}")) {
            shop.send(body, FakeStripe.sign(body)).expectStatus().isBadRequest();
        }
    }

    @Test
    void refusesABodyThatIsTooLarge() {
        String body = " ".repeat(256 * 1024 + 1);

        shop.send(body, FakeStripe.sign(body)).expectStatus().isEqualTo(413);
    }

    @Test
    void refusesAKnownIdWithOtherContent() {
        Purchase purchase = shop.begin(500);
        String event = purchase.refunded(100);
        shop.deliver(event);

        String other = event.replace("\"amount_refunded\": 100", "\"amount_refunded\": 200");
        shop.send(other, FakeStripe.sign(other)).expectStatus().isEqualTo(409);
    }

    @Test
    void acknowledgesWhatItDoesNotKnow() {
        shop.deliver(Shop.event("customer.created", "{\"id\": \"cus_1\"}"));
    }

    @Test
    void creditsNothingThatWasNotAskedFor() {
        for (String[] paid :
                new String[][] {{"499", "usd"}, {"501", "usd"}, {"500", "eur"}, {"500", ""}, {"-500", "usd"}}) {
            Purchase purchase = shop.begin(500);
            String event = purchase.session("checkout.session.completed", "paid", Long.parseLong(paid[0]), paid[1]);

            shop.deliver(event);

            assertThat(books.available(purchase.user())).isZero();
            assertThat(shop.state(purchase)).isEqualTo("REJECTED");
            assertThat(shop.problem(Shop.idOf(event))).contains("instead of 500 usd");
        }
    }

    @Test
    void creditsNothingForASessionOfSomebodyElse() {
        Purchase purchase = shop.begin(500);
        for (String event : List.of(
                purchase.completed("paid")
                        .replace(
                                purchase.checkoutId().toString(),
                                UUID.randomUUID().toString()),
                purchase.completed("paid").replace(purchase.checkoutId().toString(), "42"))) {
            shop.deliver(event);
            assertThat(shop.problem(Shop.idOf(event))).contains("no checkout of ours");
        }
        shop.deliver(purchase.completed("paid").replace(purchase.sessionId(), "cs_test_other"));

        assertThat(books.available(purchase.user())).isZero();
    }

    @Test
    void creditsACheckoutOnlyForItsFirstPayment() {
        Purchase first = shop.begin(500);
        Purchase second = new Purchase(first.buyer(), first.checkoutId(), first.sessionId(), "pi_second", 500);
        shop.deliver(first.completed("paid"));

        String event = second.completed("paid");
        shop.deliver(event);

        assertThat(shop.problem(Shop.idOf(event))).contains("another payment");
        assertThat(books.available(first.user())).isEqualTo(500_000_000);
    }

    @Test
    void waitsForTheMoneyOfAnUnpaidSession() {
        Purchase purchase = shop.begin(500);

        shop.deliver(purchase.completed("unpaid"));
        assertThat(books.available(purchase.user())).isZero();
        assertThat(shop.state(purchase)).isEqualTo("OPEN");

        shop.deliver(purchase.session("checkout.session.async_payment_succeeded", "paid", 500, "usd"));
        assertThat(books.available(purchase.user())).isEqualTo(500_000_000);
    }

    @Test
    void creditsNothingThatFailedOrExpired() {
        Purchase failed = shop.begin(500);
        Purchase expired = shop.begin(500);

        shop.deliver(
                failed.completed("unpaid"),
                failed.session("checkout.session.async_payment_failed", "unpaid", 500, "usd"),
                expired.session("checkout.session.expired", "unpaid", 500, "usd"));

        assertThat(shop.state(failed)).isEqualTo("FAILED");
        assertThat(shop.state(expired)).isEqualTo("EXPIRED");
        assertThat(books.available(failed.user()) + books.available(expired.user()))
                .isZero();
    }

    @Test
    void staysPaidWhateverIsToldLater() {
        Purchase purchase = shop.begin(500);

        shop.deliver(
                purchase.completed("paid"),
                purchase.session("checkout.session.async_payment_failed", "unpaid", 500, "usd"),
                purchase.session("checkout.session.expired", "unpaid", 500, "usd"));

        assertThat(shop.state(purchase)).isEqualTo("PAID");
        assertThat(books.available(purchase.user())).isEqualTo(500_000_000);
    }

    private Void deliver(String event) {
        shop.deliver(event);
        return null;
    }
}
