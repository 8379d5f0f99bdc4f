package dev.mainnet.user.session;

import dev.mainnet.defaults.secret.Secret;
import java.time.Clock;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** Ends a session because its holder wants it. */
@Component
final class LogOut {

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

    /** Ends the session that the token belongs to, spent or not; does nothing for a token that nobody was given. */
    Mono<Void> logOut(Secret token) {
        return sessions.lockHolderOf(token)
                .filter(session -> session.isAlive(clock.instant()))
                .flatMap(endSession::end)
                .as(transaction::transactional);
    }
}
