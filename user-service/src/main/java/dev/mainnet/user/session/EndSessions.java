package dev.mainnet.user.session;

import dev.mainnet.outbox.Outbox;
import java.time.Clock;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** Ends every session of an account and tells the gateways, within the caller's transaction or one of its own. */
@Component
public final class EndSessions {

    private final Sessions sessions;
    private final Outbox outbox;
    private final TransactionalOperator transaction;
    private final Clock clock;

    EndSessions(Sessions sessions, Outbox outbox, TransactionalOperator transaction, Clock clock) {
        this.sessions = sessions;
        this.outbox = outbox;
        this.transaction = transaction;
        this.clock = clock;
    }

    public Mono<Void> endAll(UUID accountId) {
        return Mono.defer(() -> sessions.endAll(accountId, clock.instant()))
                .flatMap(ended ->
                        outbox.appendAll(ended.stream().map(Session::revocation).toList()))
                .as(transaction::transactional);
    }
}
