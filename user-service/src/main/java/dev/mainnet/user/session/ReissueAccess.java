package dev.mainnet.user.session;

import dev.mainnet.defaults.error.ApiException;
import dev.mainnet.defaults.error.ErrorCode;
import dev.mainnet.defaults.secret.Secret;
import dev.mainnet.user.signingkey.KeyRing;
import dev.mainnet.user.signingkey.KeyRings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/**
 * Gives another access token for a refresh token that stays good, as documents 4 and 5 have it: their answers have no place for a new
 * one. The session then ends at its first time, however often this is done.
 */
@Component
public final class ReissueAccess {

    private final KeyRings rings;
    private final Sessions sessions;
    private final RefreshTokens tokens;
    private final RenewSession renewSession;
    private final EndSession endSession;
    private final TransactionalOperator transaction;
    private final Clock clock;

    ReissueAccess(
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

    /** An access token and how long it lives. */
    public record Reissued(Secret accessToken, Duration expiresIn) {}

    /**
     * The token, or an error {@link ErrorCode#UNAUTHORIZED} that does not say what is wrong with the refresh token. One that was spent
     * in the native API ends the session, here as there.
     */
    public Mono<Reissued> reissue(Secret refreshToken) {
        return rings.current()
                .flatMap(ring -> exchange(refreshToken, ring).as(transaction::transactional))
                // The end of a session must commit, so the refusal is made of what the transaction answers.
                .flatMap(Mono::justOrEmpty)
                .switchIfEmpty(
                        Mono.error(() -> new ApiException(ErrorCode.UNAUTHORIZED, "Invalid or expired refresh token")));
    }

    private Mono<Optional<Reissued>> exchange(Secret refreshToken, KeyRing ring) {
        Instant now = clock.instant();
        return sessions.lockHolderOf(refreshToken)
                .filter(session -> session.isAlive(now))
                .flatMap(session -> tokens.isUnspent(refreshToken)
                        .flatMap(unspent -> unspent
                                ? sign(session.reissue(now), ring)
                                : endSession.end(session).then(Mono.empty())))
                .singleOptional();
    }

    private Mono<Reissued> sign(Session session, KeyRing ring) {
        return renewSession
                .accessToken(session, ring)
                .map(token -> new Reissued(token, session.lifetimes().access()));
    }
}
