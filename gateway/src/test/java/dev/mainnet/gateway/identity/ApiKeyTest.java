package dev.mainnet.gateway.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mainnet.contracts.ApiKeyEvent.ApiKeyIssued;
import dev.mainnet.contracts.ApiKeyEvent.ApiKeyRevoked;
import dev.mainnet.gateway.Clients;
import dev.mainnet.gateway.GatewayTest;
import dev.mainnet.gateway.Keys;
import dev.mainnet.gateway.Tokens;
import dev.mainnet.testing.GoldenExamples;
import dev.mainnet.testing.MovableClock;
import dev.mainnet.testing.TestKafka;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.WebTestClient;

@GatewayTest
class ApiKeyTest {

    private static final UUID ADA = UUID.randomUUID();

    @Autowired
    WebTestClient http;

    @Autowired
    MovableClock clock;

    @AfterEach
    void tellTheRealTime() {
        clock.reset();
    }

    @Test
    void takesAKeyInEitherHeader() {
        String text = Keys.newText();
        Keys.issue(http, ADA, text, null);

        assertThat(status(Map.of("x-api-key", text))).isEqualTo(200);
        assertThat(status(Map.of("Authorization", "Bearer " + text))).isEqualTo(200);
        assertThat(status(Map.of("x-api-key", text, "Authorization", "Bearer " + text)))
                .isEqualTo(200);
    }

    @Test
    void killsARevokedKey() {
        String text = Keys.newText();
        ApiKeyIssued key = Keys.issue(http, ADA, text, null);

        TestKafka.publish(new ApiKeyRevoked(key.keyId()));

        await().untilAsserted(
                        () -> assertThat(status(Map.of("x-api-key", text))).isEqualTo(401));
    }

    @Test
    void refusesWhatIsNoKey() {
        assertThat(status(Map.of("x-api-key", Keys.newText()))).isEqualTo(401);
        assertThat(status(Map.of("x-api-key", ""))).isEqualTo(401);
        assertThat(status(Map.of("x-api-key", "mk_" + "x".repeat(9_000)))).isEqualTo(401);
        assertThat(status(Map.of("Authorization", "Bearer mk_"))).isEqualTo(401);
    }

    @Test
    void takesAKeyBesideATokenOfTheSameAccountOnly() {
        String text = Keys.newText();
        Keys.issue(http, ADA, text, null);

        assertThat(status(Map.of("x-api-key", text, "Authorization", Tokens.bearer(ADA))))
                .isEqualTo(200);
        assertThat(status(Map.of("x-api-key", text, "Authorization", Tokens.bearer(UUID.randomUUID()))))
                .isEqualTo(401);
        assertThat(status(Map.of("x-api-key", text, "Authorization", "Bearer abc")))
                .isEqualTo(401);
        assertThat(status(Map.of("x-api-key", Keys.newText(), "Authorization", Tokens.bearer(ADA))))
                .isEqualTo(401);
    }

    @Test
    void judgesExpiryAtEachRequest() {
        Instant end = Instant.parse("2026-01-02T03:04:05Z");
        String text = Keys.newText();
        ApiKeyIssued key = Keys.key(ADA, text, null, end);

        assertThat(keysAt(end.minusMillis(1), key).withText(text)).contains(key);
        assertThat(keysAt(end, key).withText(text)).isEmpty();
    }

    @Test
    void takesTheTextBeforeUntilItsTimeIsOver() {
        Instant end = Instant.parse("2026-01-02T03:04:05Z");
        String before = Keys.newText();
        String text = Keys.newText();
        ApiKeyIssued rotated = rotated(Keys.key(ADA, before, null, null), text, before, end);

        assertThat(keysAt(end.minusMillis(1), rotated).withText(before)).contains(rotated);
        assertThat(keysAt(end, rotated).withText(before)).isEmpty();
        assertThat(keysAt(end, rotated).withText(text)).contains(rotated);
    }

    @Test
    void forgetsTheTextsOfARotatedKeyThatIsRotatedAgainOrRevoked() {
        Instant now = Instant.parse("2026-01-01T00:00:00Z");
        String first = Keys.newText();
        String second = Keys.newText();
        String third = Keys.newText();
        ApiKeyIssued key = Keys.key(ADA, first, null, null);
        ApiKeys keys = keysAt(now, key);

        keys.apply(rotated(key, second, first, now.plusSeconds(60)));
        keys.apply(rotated(key, third, second, now.plusSeconds(60)));
        assertThat(keys.withText(first)).isEmpty();
        assertThat(keys.withText(second)).isPresent();
        assertThat(keys.withText(third)).isPresent();

        keys.apply(new ApiKeyRevoked(key.keyId()));
        assertThat(keys.withText(second)).isEmpty();
        assertThat(keys.withText(third)).isEmpty();
    }

    @Test
    void refusesAnExpiredKeyWhoseIdentityIsStillKept() {
        String text = Keys.newText();
        Duration life = Duration.ofMinutes(10);
        TestKafka.publish(Keys.key(ADA, text, null, clock.instant().plus(life)));
        await().until(() -> status(Map.of("x-api-key", text)) == 200);

        clock.forward(life);
        assertThat(status(Map.of("x-api-key", text))).isEqualTo(401);
    }

    @Test
    void understandsTheContractsExamples() {
        ApiKeys keys = keysAt(Instant.parse("2026-01-01T00:00:00Z"), GoldenExamples.of(ApiKeyIssued.class));
        assertThat(keys.withText("test")).isPresent();

        keys.apply(GoldenExamples.of(ApiKeyRevoked.class));
        assertThat(keys.withText("test")).isEmpty();
    }

    private static ApiKeyIssued rotated(ApiKeyIssued key, String text, String before, Instant until) {
        return new ApiKeyIssued(
                key.keyId(),
                key.accountId(),
                key.username(),
                Keys.sha256(text),
                key.scopes(),
                key.deployments(),
                key.creditLimitMicro(),
                key.creditLimitReset(),
                key.requestsPerMinute(),
                null,
                key.expiresAt(),
                Keys.sha256(before),
                until);
    }

    private static ApiKeys keysAt(Instant now, ApiKeyIssued key) {
        ApiKeys keys = new ApiKeys(Clock.fixed(now, ZoneOffset.UTC));
        keys.apply(key);
        return keys;
    }

    private int status(Map<String, String> headers) {
        return Clients.status(Clients.somewhere(http), headers);
    }
}
