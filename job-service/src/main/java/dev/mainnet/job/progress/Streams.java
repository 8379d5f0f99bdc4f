package dev.mainnet.job.progress;

import dev.mainnet.defaults.error.ApiException;
import dev.mainnet.defaults.error.ErrorCode;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.stereotype.Component;
import org.springframework.validation.annotation.Validated;
import reactor.core.publisher.Flux;

/** Bounds how many event streams an account holds open at one instance. */
@Component
class Streams {

    /** @param maxStreamsPerAccount open at once */
    @Validated
    @ConfigurationProperties("mainnet.progress")
    record Settings(@Min(1) int maxStreamsPerAccount) {}

    private final Settings settings;
    private final ConcurrentMap<UUID, Integer> open = new ConcurrentHashMap<>();

    Streams(Settings settings) {
        this.settings = settings;
    }

    /** The stream, counted while somebody listens; an error 429 for one too many. */
    <T> Flux<T> bounded(UUID accountId, Flux<T> stream) {
        return Flux.using(() -> take(accountId), account -> stream, this::release);
    }

    /** @throws ApiException when the account has as many as it may */
    void refuseIfFull(UUID accountId) {
        if (open.getOrDefault(accountId, 0) >= settings.maxStreamsPerAccount()) {
            throw tooMany();
        }
    }

    private UUID take(UUID accountId) {
        int now = open.merge(accountId, 1, Integer::sum);
        if (now > settings.maxStreamsPerAccount()) {
            release(accountId);
            throw tooMany();
        }
        return accountId;
    }

    private void release(UUID accountId) {
        open.computeIfPresent(accountId, (account, count) -> count == 1 ? null : count - 1);
    }

    private ApiException tooMany() {
        return new ApiException(
                        ErrorCode.RATE_LIMIT_EXCEEDED,
                        "You have " + settings.maxStreamsPerAccount() + " event streams open")
                .withRetryAfter(Duration.ofSeconds(5));
    }
}
