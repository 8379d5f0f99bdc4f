package dev.mainnet.user.session;

import dev.mainnet.outbox.Outbox;
import java.time.Clock;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Ends a locked session before its time and tells the gateways, within a transaction. */
@Component
final class EndSession {

    private final Sessions sessions;
    private final Outbox outbox;
    private final Clock clock;

    EndSession(Sessions sessions, Outbox outbox, Clock clock) {
        this.sessions = sessions;
        this.outbox = outbox;
        this.clock = clock;
    }

    Mono<Void> end(Session session) {
        return sessions.save(session.end(clock.instant())).then(outbox.append(session.revocation()));
    }
}
