package dev.mainnet.billing.price;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mainnet.billing.BillingTest;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.test.web.reactive.server.WebTestClient;

@BillingTest
class PriceApiTest {

    @Autowired
    WebTestClient http;

    @Test
    void tellsPricesToEverybody() {
        http.get()
                .uri("/api/v1/billing/prices")
                .exchange()
                .expectStatus()
                .isOk()
                .expectHeader()
                .valueEquals(HttpHeaders.CACHE_CONTROL, "max-age=60, public")
                .expectBody()
                .json("""
                        {"currency": "usd", "credit_price_cents": 1, "platform_fee_percent": 20, "packs": [
                            {"id": "credits-500", "credits": 500, "price_cents": 500, "title": "500 credits"},
                            {"id": "credits-2000", "credits": 2000, "price_cents": 2000, "title": "2,000 credits"},
                            {"id": "credits-10000", "credits": 10000, "price_cents": 10000, "title": "10,000 credits"}]}
                        """);
    }

    @Test
    void opensNothingElse() {
        for (String path :
                List.of("/balance", "/transactions", "/usage", "/statements", "/statements/2026-01", "/audit")) {
            http.get().uri("/api/v1/billing" + path).exchange().expectStatus().isUnauthorized();
        }
        http.post().uri("/api/v1/billing/prices").exchange().expectStatus().isUnauthorized();
    }

    @Test
    void refusesPacksThatCannotBeSold() {
        for (List<Integer> packs : List.of(
                List.of(0),
                List.of(-500),
                List.of(10_000_001),
                Collections.nCopies(2, 500),
                IntStream.rangeClosed(1, 21).boxed().toList())) {
            assertThatThrownBy(() -> new PriceSettings(packs)).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
