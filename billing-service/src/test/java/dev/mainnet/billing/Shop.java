package dev.mainnet.billing;

import dev.mainnet.testing.TestIdentity;
import java.util.Map;
import java.util.UUID;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.context.annotation.Lazy;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;

/** Buys credits in tests, and tells what Stripe would tell of it. */
@TestComponent
public class Shop {

    private final WebTestClient http;
    private final DatabaseClient database;

    public Shop(@Lazy WebTestClient http, DatabaseClient database) {
        this.http = http;
        this.database = database;
    }

    /** A checkout that a buyer has begun, with the ids that Stripe will use. */
    public record Purchase(TestIdentity buyer, UUID checkoutId, String sessionId, String payment, long cents) {

        public UUID user() {
            return buyer.accountId();
        }

        /** The event that the session is over. */
        public String completed(String status) {
            return session("checkout.session.completed", status, cents, "usd");
        }

        public String session(String type, String status, long cents, String currency) {
            return event(type, """
                    {"id": "%s", "object": "checkout.session", "client_reference_id": "%s", "payment_intent": "%s",
                     "payment_status": "%s", "amount_total": %d, "currency": "%s", "mode": "payment", "livemode": false}
                    """.formatted(sessionId, checkoutId, payment, status, cents, currency));
        }

        /** The event that it was paid, with nothing in it that document 2 does not name. */
        public String documented(String userId) {
            return documented(sessionId, userId, cents);
        }

        /** The same of any session. */
        public static String documented(String sessionId, String userId, long cents) {
            return event("checkout.session.completed", """
                    {"id": "%s", "object": "checkout.session", "client_reference_id": null, "payment_status": "paid",
                     "amount_total": %d, "currency": "usd", "metadata": {"userId": "%s", "creditsToBuy": "%d"}}
                    """.formatted(sessionId, cents, userId, cents));
        }

        /** The event of a refund, after which that much was refunded in all. */
        public String refunded(long cumulative) {
            return event("charge.refunded", """
                    {"id": "ch_1", "object": "charge", "payment_intent": "%s", "amount": %d, "amount_refunded": %d,
                     "currency": "usd", "refunded": %s}
                    """.formatted(payment, cents, cumulative, cumulative == cents));
        }

        /** An event of the payment's one dispute. */
        public String dispute(String what, String status, long amount) {
            return event("charge.dispute." + what, """
                    {"id": "dp_%s", "object": "dispute", "charge": "ch_1", "payment_intent": "%s", "amount": %d,
                     "currency": "usd", "status": "%s"}
                    """.formatted(payment, payment, amount, status));
        }
    }

    /** Somebody new begins to buy. */
    public Purchase begin(long credits) {
        return begin(TestIdentity.user("ada"), credits);
    }

    public Purchase begin(TestIdentity buyer, long credits) {
        Map<?, ?> session = http.post()
                .uri("/api/v1/billing/checkout")
                .header(HttpHeaders.AUTHORIZATION, buyer.bearer())
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(Map.of("credits", credits))
                .exchange()
                .expectStatus()
                .isCreated()
                .expectBody(Map.class)
                .returnResult()
                .getResponseBody();
        String sessionId = (String) session.get("session_id");
        return new Purchase(buyer, checkoutId(sessionId), sessionId, "pi_" + UUID.randomUUID(), credits);
    }

    /** Delivers events as Stripe does; each must be taken. */
    public void deliver(String... events) {
        for (String event : events) {
            send(event, FakeStripe.sign(event))
                    .expectStatus()
                    .isOk()
                    .expectBody()
                    .json("{\"received\": true}");
        }
    }

    public WebTestClient.ResponseSpec send(String event, String signature) {
        return http.post()
                .uri("/api/v1/billing/stripe/webhook")
                .contentType(MediaType.APPLICATION_JSON)
                .headers(headers -> {
                    if (signature != null) {
                        headers.set("Stripe-Signature", signature);
                    }
                })
                .bodyValue(event)
                .exchange();
    }

    /** How far a checkout has come. */
    public String state(Purchase purchase) {
        return text("SELECT state FROM checkout WHERE id = '" + purchase.checkoutId() + "'");
    }

    /** Why the events about a payment or session were put aside, in one text. */
    public String problem(String eventId) {
        return text("SELECT coalesce(problem, '') FROM stripe_event WHERE id = '" + eventId + "'");
    }

    public static String event(String type, String object) {
        return event("evt_" + UUID.randomUUID(), type, object);
    }

    public static String event(String id, String type, String object) {
        return """
                {"id": "%s", "object": "event", "api_version": "2020-08-27", "created": 1700000000, "type": "%s",
                 "livemode": false, "pending_webhooks": 1, "data": {"object": %s}}
                """.formatted(id, type, object);
    }

    /** The id of an event made here. */
    public static String idOf(String event) {
        return event.substring(8, event.indexOf('"', 8));
    }

    private UUID checkoutId(String sessionId) {
        return UUID.fromString(text("SELECT id::text FROM checkout WHERE session_id = '" + sessionId + "'"));
    }

    private String text(String sql) {
        return database.sql(sql).map(row -> row.get(0, String.class)).one().block();
    }
}
