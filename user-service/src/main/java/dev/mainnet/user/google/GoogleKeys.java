package dev.mainnet.user.google;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import dev.mainnet.defaults.error.ApiException;
import dev.mainnet.defaults.error.ErrorCode;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;

/** The keys that Google signs with: fetched when they are needed, and kept. */
@Component
class GoogleKeys {

    private static final Logger LOG = LoggerFactory.getLogger(GoogleKeys.class);
    private static final Duration KEPT = Duration.ofHours(1);
    private static final Duration BETWEEN_FETCHES = Duration.ofSeconds(30);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int MOST_BYTES = 64 * 1024;

    private record Fetched(JWKSet keys, Instant at) {}

    private final WebClient google;
    private final Clock clock;
    private volatile Fetched last = new Fetched(new JWKSet(), Instant.MIN);

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
            Fetched known = last;
            Duration age = known.at().equals(Instant.MIN) ? KEPT : Duration.between(known.at(), clock.instant());
            boolean has = known.keys().getKeyByKeyId(kid) != null;
            boolean enough = has ? age.compareTo(KEPT) < 0 : age.compareTo(BETWEEN_FETCHES) < 0;
            return (enough ? Mono.just(known.keys()) : fetch()).mapNotNull(keys -> rsa(keys, kid));
        });
    }

    private Mono<JWKSet> fetch() {
        return google.get()
                .retrieve()
                .bodyToMono(String.class)
                .timeout(PATIENCE)
                .map(GoogleKeys::parse)
                .doOnNext(keys -> last = new Fetched(keys, clock.instant()))
                .onErrorMap(e -> {
                    LOG.warn("Google's keys cannot be fetched: {}", e.toString());
                    return new ApiException(
                                    ErrorCode.UNAVAILABLE, "Signing in by Google is not possible for the moment")
                            .withRetryAfter(Duration.ofSeconds(5));
                });
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
