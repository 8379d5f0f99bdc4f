package dev.mainnet.user.session;

import dev.mainnet.defaults.error.ApiException;
import dev.mainnet.defaults.error.ErrorCode;
import java.time.Clock;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** Ends one of one's own sessions, from another. */
@Component
final class RevokeSession {

    private final Sessions sessions;
    private final EndSession endSession;
    private final TransactionalOperator transaction;
    private final Clock clock;

    RevokeSession(Sessions sessions, EndSession endSession, TransactionalOperator transaction, Clock clock) {
        this.sessions = sessions;
        this.endSession = endSession;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Ends a session of that account, or answers an error {@link ErrorCode#NOT_FOUND}, for another's session as for none. */
    Mono<Void> revoke(UUID accountId, UUID sessionId) {
        return sessions.lock(sessionId)
                .filter(session -> session.accountId().equals(accountId) && session.isAlive(clock.instant()))
                .switchIfEmpty(Mono.error(() -> ApiException.notFound("Session")))
                .flatMap(endSession::end)
                .as(transaction::transactional);
    }
}
