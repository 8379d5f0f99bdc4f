package dev.mainnet.user.session;

import dev.mainnet.defaults.secret.Secret;
import dev.mainnet.outbox.Ids;
import dev.mainnet.user.account.Account;
import dev.mainnet.user.signingkey.KeyRings;
import java.time.Clock;
import java.time.Instant;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** Begins a session for whoever knows the password of an account. */
@Component
final class LogIn {

    private final Authenticate authenticate;
    private final KeyRings rings;
    private final RenewSession renewSession;
    private final TransactionalOperator transaction;
    private final Clock clock;

    LogIn(
            Authenticate authenticate,
            KeyRings rings,
            RenewSession renewSession,
            TransactionalOperator transaction,
            Clock clock) {
        this.authenticate = authenticate;
        this.rings = rings;
        this.renewSession = renewSession;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** The first pair of tokens of a new session, or the error of {@link Authenticate#authenticate}. */
    Mono<TokenPair> logIn(String login, Secret password, Origin origin) {
        return authenticate.authenticate(login, password).flatMap(account -> begin(account, origin));
    }

    private Mono<TokenPair> begin(Account account, Origin origin) {
        return rings.current().flatMap(ring -> {
            Instant now = clock.instant();
            Session session = Session.begin(Ids.next(), account.id(), origin, now);
            return renewSession.renew(session, now, ring).as(transaction::transactional);
        });
    }
}
