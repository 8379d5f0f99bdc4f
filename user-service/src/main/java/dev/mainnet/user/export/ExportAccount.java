package dev.mainnet.user.export;

import dev.mainnet.defaults.error.ApiException;
import dev.mainnet.defaults.error.ErrorCode;
import dev.mainnet.defaults.export.AccountExport;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.util.RawValue;

/** Puts together everything that is held about an account. */
@Component
final class ExportAccount {

    /** Of one instance: each may hold some MiB until it is sent. */
    static final int AT_ONCE = 2;

    private static final Duration PAUSE = Duration.ofSeconds(5);

    private final AccountExport own;
    private final OtherServices others;
    private final Clock clock;
    private final Semaphore places = new Semaphore(AT_ONCE);

    ExportAccount(AccountExport own, OtherServices others, Clock clock) {
        this.own = own;
        this.others = others;
        this.clock = clock;
    }

    /**
     * The document.
     *
     * @param user what this service holds, as {@link AccountExport} says
     * @param services the parts that the other services hold, by their names
     */
    record Document(Instant exportedAt, Map<String, Object> user, Map<String, RawValue> services) {}

    /** The document, or an error {@link ErrorCode#UNAVAILABLE} when a part is missing or too many are being made. */
    Mono<Document> export(UUID accountId, String authorization) {
        return Mono.using(this::place, place -> document(accountId, authorization), Semaphore::release);
    }

    private Mono<Document> document(UUID accountId, String authorization) {
        return others.parts(authorization)
                .flatMap(parts -> own.of(accountId).map(mine -> new Document(clock.instant(), mine, parts)));
    }

    private Semaphore place() {
        if (!places.tryAcquire()) {
            throw new ApiException(ErrorCode.UNAVAILABLE, "Too many exports are being made at the moment")
                    .withRetryAfter(PAUSE);
        }
        return places;
    }
}
