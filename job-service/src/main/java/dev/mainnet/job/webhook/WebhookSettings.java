package dev.mainnet.job.webhook;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * How hard it is tried to tell a receiver, and how much.
 *
 * @param maxPerAccount webhooks that one account may have
 * @param maxWaiting deliveries to one webhook that may wait; a further one fails at once
 * @param timeout of one attempt, from looking the address up to the status of the answer
 * @param retries the pauses after each failure; after the last one's failure a delivery is given up
 * @param disableAfter so long nothing but failures: the webhook is disabled
 * @param concurrency receivers that one instance serves at once, and as many slow ones
 */
@Validated
@ConfigurationProperties("mainnet.webhook")
record WebhookSettings(
        @Min(1) int maxPerAccount,
        @Min(1) @Max(100_000) int maxWaiting,
        @NotNull Duration timeout,
        @NotEmpty List<@NotNull Duration> retries,
        @NotNull Duration disableAfter,
        @Min(1) @Max(1000) int concurrency) {

    WebhookSettings {
        retries = List.copyOf(retries);
    }
}
