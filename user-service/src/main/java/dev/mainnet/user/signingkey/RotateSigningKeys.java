package dev.mainnet.user.signingkey;

import dev.mainnet.defaults.error.ApiException;
import dev.mainnet.defaults.error.ErrorCode;
import dev.mainnet.defaults.secret.Seal;
import dev.mainnet.outbox.Ids;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** Puts a new key in the place of the one that signs, so that no token is ever met by a verifier that lacks its key. */
@Component
final class RotateSigningKeys {

    private static final Logger LOG = LoggerFactory.getLogger(RotateSigningKeys.class);

    private final SigningKeys keys;
    private final Seal seal;
    private final SigningKeyProperties properties;
    private final TransactionalOperator transaction;
    private final Clock clock;

    RotateSigningKeys(
            SigningKeys keys,
            Seal seal,
            SigningKeyProperties properties,
            TransactionalOperator transaction,
            Clock clock) {
        this.keys = keys;
        this.seal = seal;
        this.properties = properties;
        this.transaction = transaction;
        this.clock = clock;
    }

    /**
     * Makes a new key now.
     *
     * @return an error {@link ErrorCode#CONFLICT} while an earlier new key still waits for its turn
     */
    Mono<SigningKey> rotate() {
        return alone((published, now) -> isWaiting(published, now)
                ? Mono.error(new ApiException(ErrorCode.CONFLICT, "A new signing key is waiting for its turn already"))
                : replace(published, now));
    }

    /**
     * Makes a new key that signs at once, and stops publishing all others: what they signed is refused as soon as verifiers have read
     * the keys again, and what the new one signs is refused until then.
     */
    Mono<SigningKey> revoke() {
        return alone((published, now) -> {
            SigningKey successor = SigningKey.generate(Ids.next(), seal, now);
            LOG.warn("All signing keys before {} are revoked", successor.id());
            return keys.add(successor).then(keys.retireAllBut(successor, now)).thenReturn(successor);
        });
    }

    /** Makes a new key if there is none or the latest has signed long enough; forgets keys that no living token needs. */
    Mono<Void> rotateIfDue() {
        return alone((published, now) -> keys.deleteRetired(now)
                        .then(Mono.defer(() -> isDue(published, now) ? replace(published, now) : Mono.empty())))
                .then();
    }

    private Mono<SigningKey> replace(List<SigningKey> published, Instant now) {
        SigningKey successor = SigningKey.generate(Ids.next(), seal, published.isEmpty() ? now : turn(now));
        LOG.info("Signing key {} signs from {}", successor.id(), successor.signsFrom());
        return keys.add(successor)
                .then(keys.retireBefore(successor, successor.signsFrom().plus(properties.publishedAfterwards())))
                .thenReturn(successor);
    }

    private Instant turn(Instant now) {
        return now.plus(KeyRings.AGE).plus(properties.publicationLead());
    }

    private boolean isDue(List<SigningKey> published, Instant now) {
        Duration untilTurn = properties.rotationInterval().minus(properties.publicationLead());
        return published.isEmpty() || published.getFirst().signsAt(now.minus(untilTurn));
    }

    private static boolean isWaiting(List<SigningKey> published, Instant now) {
        return !published.isEmpty() && !published.getFirst().signsAt(now);
    }

    private Mono<SigningKey> alone(Rotation rotation) {
        return keys.lock()
                .then(Mono.defer(() -> {
                    Instant now = clock.instant();
                    return keys.published(now).collectList().flatMap(published -> rotation.of(published, now));
                }))
                .as(transaction::transactional);
    }

    private interface Rotation {
        Mono<SigningKey> of(List<SigningKey> published, Instant now);
    }
}
