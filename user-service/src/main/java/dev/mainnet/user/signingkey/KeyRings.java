package dev.mainnet.user.signingkey;

import dev.mainnet.defaults.secret.Seal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.util.context.Context;

/** The keys as the database has them now, or had them a second ago. */
@Component
public class KeyRings {

    /** How long what was read is used; RATIONALE.md explains what rests on it. */
    static final Duration AGE = Duration.ofSeconds(1);

    private final SigningKeys keys;
    private final RotateSigningKeys rotateSigningKeys;
    private final Seal seal;
    private final Clock clock;
    private final Mono<List<SigningKey>> recent;

    KeyRings(SigningKeys keys, RotateSigningKeys rotateSigningKeys, Seal seal, Clock clock) {
        this.keys = keys;
        this.rotateSigningKeys = rotateSigningKeys;
        this.seal = seal;
        this.clock = clock;
        this.recent = Mono.defer(this::read)
                // Shared by many requests, so it belongs to the transaction of none.
                .contextWrite(context -> Context.empty())
                .cache(read -> AGE, failure -> Duration.ZERO, () -> Duration.ZERO);
    }

    /** To be asked for before a transaction begins, so that no request waits for a second connection while it holds one. */
    public Mono<KeyRing> current() {
        return recent.map(published -> KeyRing.of(published, seal, clock.instant()));
    }

    private Mono<List<SigningKey>> read() {
        return published()
                .filter(published -> !published.isEmpty())
                .switchIfEmpty(Mono.defer(() -> rotateSigningKeys.rotateIfDue().then(published())));
    }

    private Mono<List<SigningKey>> published() {
        return Mono.defer(() -> {
            Instant now = clock.instant();
            return keys.published(now).collectList();
        });
    }
}
