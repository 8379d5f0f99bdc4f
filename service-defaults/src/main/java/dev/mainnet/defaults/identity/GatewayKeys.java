package dev.mainnet.defaults.identity;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** The gateway's public keys, from a file that an operator may change while the service runs: an unknown kid reads it again. */
final class GatewayKeys {

    private static final Logger LOG = LoggerFactory.getLogger(GatewayKeys.class);
    private static final Duration AT_MOST_EVERY = Duration.ofSeconds(2);

    private final Path file;
    private final Clock clock;
    private volatile List<JWK> keys = List.of();
    private volatile Instant lastRead = Instant.EPOCH;

    GatewayKeys(Path file, Clock clock) {
        this.file = file;
        this.clock = clock;
    }

    Flux<JWK> forToken(SignedJWT token) {
        String kid = token.getHeader().getKeyID();
        return named(kid)
                .switchIfEmpty(Flux.defer(() -> Mono.fromRunnable(this::read)
                        .subscribeOn(Schedulers.boundedElastic())
                        .thenMany(named(kid))));
    }

    private Flux<JWK> named(String kid) {
        return Flux.defer(() -> Flux.fromIterable(keys))
                .filter(key -> key.getKeyID().equals(kid));
    }

    private synchronized void read() {
        if (lastRead.plus(AT_MOST_EVERY).isAfter(clock.instant())) {
            return;
        }
        lastRead = clock.instant();
        try {
            keys = JWKSet.load(file.toFile()).getKeys();
        } catch (IOException | ParseException e) {
            LOG.error("The gateway's public keys cannot be read from {}", file, e);
        }
    }
}
