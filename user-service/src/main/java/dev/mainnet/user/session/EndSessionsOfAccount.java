package dev.mainnet.user.session;

import dev.mainnet.outbox.Outbox;
import java.time.Clock;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Ends every session of an account and tells the gateways, within the transaction of what makes it necessary. */
@Component
public final class EndSessionsOfAccount {

    private final Sessions sessions;
    private final Outbox outbox;
    private final Clock clock;

    EndSessionsOfAccount(Sessions sessions, Outbox outbox, Clock clock) {
        this.sessions = sessions;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** The caller has locked the account, so that no session begins meanwhile. */
    public Mono<Void> end(UUID accountId) {
        return sessions.endAllOf(accountId, clock.instant())
                .map(Session::revocation)
                .collectList()
                .flatMap(outbox::appendAll);
    }
}
