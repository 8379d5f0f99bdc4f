package dev.mainnet.user.session;

import dev.mainnet.defaults.error.ApiException;
import dev.mainnet.defaults.error.ErrorCode;
import dev.mainnet.defaults.secret.Secret;
import dev.mainnet.user.signingkey.KeyRing;
import dev.mainnet.user.signingkey.KeyRings;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** Exchanges a refresh token for the next pair. One that comes back spent was stolen from somebody: it ends the session for both. */
@Component
public final class RefreshSession {

    private final KeyRings rings;
    private final Sessions sessions;
    private final RefreshTokens tokens;
    private final RenewSession renewSession;
    private final EndSession endSession;
    private final TransactionalOperator transaction;
    private final Clock clock;

    RefreshSession(
            KeyRings rings,
            Sessions sessions,
            RefreshTokens tokens,
            RenewSession renewSession,
            EndSession endSession,
            TransactionalOperator transaction,
            Clock clock) {
        this.rings = rings;
        this.sessions = sessions;
        this.tokens = tokens;
        this.renewSession = renewSession;
        this.endSession = endSession;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** The next pair, or an error {@link ErrorCode#UNAUTHORIZED} that does not say what is wrong with the token. */
    public Mono<TokenPair> refresh(Secret token) {
        return rings.current()
                .flatMap(ring -> exchange(token, ring).as(transaction::transactional))
                // The end of a session must commit, so the refusal is made of what the transaction answers.
                .flatMap(Mono::justOrEmpty)
                .switchIfEmpty(
                        Mono.error(() -> new ApiException(ErrorCode.UNAUTHORIZED, "Invalid or expired refresh token")));
    }

    private Mono<Optional<TokenPair>> exchange(Secret token, KeyRing ring) {
        return sessions.lockHolderOf(token)
                .flatMap(session -> exchange(token, session, clock.instant(), ring))
                .singleOptional();
    }

    private Mono<TokenPair> exchange(Secret token, Session session, Instant now, KeyRing ring) {
        if (!session.isAlive(now)) {
            return Mono.empty();
        }
        return tokens.spend(token, now)
                .flatMap(first -> first
                        ? renewSession.renew(session, now, ring)
                        : endSession.end(session).then(Mono.empty()));
    }
}
