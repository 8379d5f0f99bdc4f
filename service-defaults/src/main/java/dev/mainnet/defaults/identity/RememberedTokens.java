package dev.mainnet.defaults.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import reactor.core.publisher.Mono;

/**
 * Remembers which tokens were found good: the gateway sends one token with every request of a caller for a minute, and a signature is dear
 * to verify. Whether its time is over is asked each time; a key that gateways no longer sign with is trusted a minute longer.
 */
final class RememberedTokens implements ReactiveJwtDecoder {

    private static final Duration AS_LONG_AS_THE_GATEWAY_SENDS_ONE = Duration.ofMinutes(1);
    private static final int MOST = 10_000;

    private final ReactiveJwtDecoder decoder;
    private final OAuth2TokenValidator<Jwt> time;
    private final Cache<String, Jwt> good = Caffeine.newBuilder()
            .expireAfterWrite(AS_LONG_AS_THE_GATEWAY_SENDS_ONE)
            .maximumSize(MOST)
            .build();

    RememberedTokens(ReactiveJwtDecoder decoder, OAuth2TokenValidator<Jwt> time) {
        this.decoder = decoder;
        this.time = time;
    }

    @Override
    public Mono<Jwt> decode(String token) {
        return Mono.defer(() -> {
            Jwt known = good.getIfPresent(token);
            return known != null && !time.validate(known).hasErrors()
                    ? Mono.just(known)
                    : decoder.decode(token).doOnNext(verified -> good.put(token, verified));
        });
    }
}
