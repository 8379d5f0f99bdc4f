package dev.mainnet.user.session;

import dev.mainnet.defaults.secret.Secret;
import java.time.Clock;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** Ends a session because its holder wants it. */
@Component
public final class LogOut {

    private final Sessions sessions;
    private final EndSession endSession;
    private final TransactionalOperator transaction;
    private final Clock clock;

    LogOut(Sessions sessions, EndSession endSession, TransactionalOperator transaction, Clock clock) {
        this.sessions = sessions;
        this.endSession = endSession;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Ends the session that the refresh token belongs to, spent or not; does nothing for a token that nobody was given. */
    public Mono<Void> logOut(Secret token) {
        return end(sessions.lockHolderOf(token));
    }

    /** Ends the session whose access token a call came with; does nothing once it is over. */
    public Mono<Void> logOut(UUID sessionId) {
        return end(sessions.lock(sessionId));
    }

    private Mono<Void> end(Mono<Session> locked) {
        return locked.filter(session -> session.isAlive(clock.instant()))
                .flatMap(endSession::end)
                .as(transaction::transactional);
    }
}
