package dev.mainnet.user.google;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import dev.mainnet.defaults.error.ApiException;
import dev.mainnet.defaults.error.ErrorCode;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;

/** The keys that Google signs with: fetched when they are needed, and kept. RATIONALE.md tells for how long. */
@Component
class GoogleKeys {

    private static final Logger LOG = LoggerFactory.getLogger(GoogleKeys.class);
    private static final Duration KEPT = Duration.ofHours(1);
    private static final Duration KEPT_WITHOUT_WORD = Duration.ofHours(24);
    private static final Duration BETWEEN_FETCHES = Duration.ofSeconds(30);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int MOST_BYTES = 64 * 1024;

    /**
     * What is known.
     *
     * @param fetchedAt when Google said so
     * @param askedAt when it was asked last
     * @param answered whether it answered then
     */
    private record Known(JWKSet keys, Instant fetchedAt, Instant askedAt, boolean answered) {

        boolean has(String kid) {
            return keys.getKeyByKeyId(kid) != null;
        }

        boolean isWithin(Duration bound, Instant now) {
            return now.isBefore(fetchedAt.plus(bound));
        }

        boolean wasAskedJustNow(Instant now) {
            return now.isBefore(askedAt.plus(BETWEEN_FETCHES));
        }
    }

    private final WebClient google;
    private final Clock clock;
    private final AtomicReference<@Nullable Mono<Known>> underWay = new AtomicReference<>();
    private volatile Known last = new Known(new JWKSet(), Instant.EPOCH, Instant.EPOCH, false);

    GoogleKeys(GoogleProperties settings, Clock clock) {
        this.google = WebClient.builder()
                .baseUrl(settings.jwksUrl().toString())
                .codecs(codecs -> codecs.defaultCodecs().maxInMemorySize(MOST_BYTES))
                .build();
        this.clock = clock;
    }

    /** The key with that id; nothing when Google has none, or an error {@link ErrorCode#UNAVAILABLE} when it does not say. */
    Mono<RSAKey> named(String kid) {
        return Mono.defer(() -> {
                    Known known = last;
                    boolean enough = known.has(kid) && known.isWithin(KEPT, clock.instant());
                    return enough ? Mono.just(known) : renewed();
                })
                .mapNotNull(known -> pick(kid, known));
    }

    private @Nullable RSAKey pick(String kid, Known known) {
        if (known.has(kid) && known.isWithin(KEPT_WITHOUT_WORD, clock.instant())) {
            return rsa(known.keys(), kid);
        }
        if (known.answered()) {
            return null;
        }
        throw new ApiException(ErrorCode.UNAVAILABLE, "Signing in by Google is not possible for the moment")
                .withRetryAfter(BETWEEN_FETCHES);
    }

    /** Whoever comes while Google is asked waits for the same answer. */
    private Mono<Known> renewed() {
        Mono<Known> mine = Mono.defer(() -> last.wasAskedJustNow(clock.instant()) ? Mono.just(last) : ask())
                .doOnTerminate(() -> underWay.set(null))
                .cache();
        Mono<Known> others = underWay.compareAndExchange(null, mine);
        return others == null ? mine : others;
    }

    /** Never fails: that there was no answer is an answer too. */
    private Mono<Known> ask() {
        Instant now = clock.instant();
        return google.get()
                .retrieve()
                .bodyToMono(String.class)
                .timeout(PATIENCE)
                .map(GoogleKeys::parse)
                .map(keys -> new Known(keys, now, now, true))
                .onErrorResume(e -> {
                    LOG.warn("Google's keys cannot be fetched: {}", e.toString());
                    return Mono.just(new Known(last.keys(), last.fetchedAt(), now, false));
                })
                .defaultIfEmpty(new Known(last.keys(), last.fetchedAt(), now, false))
                .doOnNext(known -> last = known);
    }

    private static @Nullable RSAKey rsa(JWKSet keys, String kid) {
        return keys.getKeyByKeyId(kid) instanceof RSAKey key && key.size() >= 2048 ? key : null;
    }

    private static JWKSet parse(String text) {
        try {
            return JWKSet.parse(text);
        } catch (ParseException e) {
            throw new IllegalArgumentException("No key set", e);
        }
    }
}
