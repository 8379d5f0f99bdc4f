package dev.mainnet.gateway;

import static org.awaitility.Awaitility.await;

import dev.mainnet.contracts.ApiKeyEvent.ApiKeyIssued;
import dev.mainnet.contracts.CreditLimitReset;
import dev.mainnet.testing.TestKafka;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.springframework.test.web.reactive.server.WebTestClient;

/** API keys as user-service announces them. */
public final class Keys {

    private Keys() {}

    public static String newText() {
        return "mk_" + UUID.randomUUID().toString().replace("-", "");
    }

    public static ApiKeyIssued key(UUID account, String text, Integer perMinute, Instant expiresAt) {
        return new ApiKeyIssued(
                UUID.randomUUID(),
                account,
                "ada",
                sha256(text),
                List.of("invoke"),
                null,
                5_000_000L,
                CreditLimitReset.DAILY,
                perMinute,
                null,
                expiresAt,
                null,
                null);
    }

    /** Publishes the key and waits until the gateway knows it. */
    public static ApiKeyIssued issue(WebTestClient http, UUID account, String text, Integer perMinute) {
        ApiKeyIssued key = key(account, text, perMinute, null);
        TestKafka.publish(key);
        await().until(() -> {
            var answer = Clients.somewhere(http)
                    .get()
                    .uri("/")
                    .header("x-api-key", text)
                    .exchange();
            return answer.returnResult(String.class).getStatus().is2xxSuccessful();
        });
        return key;
    }

    public static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
