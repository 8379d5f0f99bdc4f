package dev.mainnet.user.session;

import dev.mainnet.defaults.error.ApiException;
import dev.mainnet.defaults.error.ErrorCode;
import dev.mainnet.defaults.secret.Secret;
import dev.mainnet.user.account.Credentials;
import dev.mainnet.user.throttle.AttemptCounter;
import dev.mainnet.user.throttle.Attempts;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/** Bounds the guessing of passwords without letting anybody lock an owner out. RATIONALE.md tells how. */
@Component
final class LogInThrottle {

    private static final Duration WINDOW = Duration.ofMinutes(15);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    /** Sign-ins that are under way count too until they succeed; whoever has many at once waits for those. */
    private static final Retry BRIEFLY = Retry.fixedDelay(5, Duration.ofMillis(200))
            .filter(ApiException.class::isInstance)
            .onRetryExhaustedThrow((retry, last) -> last.failure());

    private final Attempts attempts;
    private final Sessions sessions;
    private final DevicePasses passes;
    private final ThrottleProperties limits;
    private final TransactionalOperator transaction;

    LogInThrottle(
            Attempts attempts,
            Sessions sessions,
            DevicePasses passes,
            ThrottleProperties limits,
            TransactionalOperator transaction) {
        this.attempts = attempts;
        this.sessions = sessions;
        this.passes = passes;
        this.limits = limits;
        this.transaction = transaction;
    }

    /**
     * Counts an attempt before its password is checked, the same for a name that nobody has.
     *
     * @return what it counts against, to be taken back if the password is right; or an error {@link ErrorCode#RATE_LIMIT_EXCEEDED}
     */
    Mono<List<AttemptCounter>> admit(String name, Optional<Credentials> found, Origin origin) {
        return counters(name.toLowerCase(Locale.ROOT), found, origin)
                .flatMap(counters -> Flux.fromIterable(counters)
                        .concatMap(attempts::count)
                        .then(Mono.just(counters))
                        // What is refused by one counter counts against none.
                        .as(transaction::transactional)
                        .retryWhen(BRIEFLY));
    }

    Mono<Void> takeBack(List<AttemptCounter> counted) {
        return Flux.fromIterable(counted).concatMap(attempts::takeBack).then();
    }

    /** What strangers do counts for nothing for a client of the owner's, and from elsewhere for nothing where he has signed in before. */
    private Mono<List<AttemptCounter>> counters(String name, Optional<Credentials> found, Origin origin) {
        Secret pass = origin.pass();
        if (pass != null && found.filter(owner -> passes.isOf(owner, pass)).isPresent()) {
            return Mono.just(List.of(slowing("log-in by " + pass.text(), limits.ofNameFromAddress())));
        }
        String network = origin.network();
        AttemptCounter nameHere = slowing("log-in " + network + " " + name, limits.ofNameFromAddress());
        return isKnown(found, network)
                .map(known -> known
                        ? List.of(nameHere)
                        : List.of(
                                nameHere,
                                slowing("log-in " + network, limits.fromAddress()),
                                slowing("log-in of " + name, limits.ofName())));
    }

    private Mono<Boolean> isKnown(Optional<Credentials> found, String network) {
        return Mono.justOrEmpty(found)
                .flatMap(owner -> sessions.knows(owner.account().id(), network))
                .defaultIfEmpty(false);
    }

    /** Nothing blocks for good: whoever was unlucky in his neighbours gets his turn too. */
    private static AttemptCounter slowing(String subject, int free) {
        return AttemptCounter.slowing(subject, free, WINDOW, LONGEST_PAUSE);
    }
}
