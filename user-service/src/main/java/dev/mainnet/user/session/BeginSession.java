package dev.mainnet.user.session;

import dev.mainnet.defaults.error.ApiException;
import dev.mainnet.defaults.error.ErrorCode;
import dev.mainnet.outbox.Ids;
import dev.mainnet.user.account.Account;
import dev.mainnet.user.account.Accounts;
import dev.mainnet.user.account.Credentials;
import dev.mainnet.user.signingkey.KeyRing;
import dev.mainnet.user.signingkey.KeyRings;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** Begins a session for whoever has proved that an account is his. */
@Component
public final class BeginSession {

    private final Accounts accounts;
    private final KeyRings rings;
    private final RenewSession renewSession;
    private final DevicePasses passes;
    private final SessionLifetimes nativeLifetimes;
    private final TransactionalOperator transaction;
    private final Clock clock;

    BeginSession(
            Accounts accounts,
            KeyRings rings,
            RenewSession renewSession,
            DevicePasses passes,
            SessionProperties properties,
            TransactionalOperator transaction,
            Clock clock) {
        this.accounts = accounts;
        this.rings = rings;
        this.renewSession = renewSession;
        this.passes = passes;
        this.nativeLifetimes = properties.lifetimes();
        this.transaction = transaction;
        this.clock = clock;
    }

    /**
     * The first pair of tokens for whoever knew the password.
     *
     * @param proof what the password was checked against
     * @return an error {@link ErrorCode#UNAUTHORIZED} when the password was changed since: that change ended all sessions but this one
     */
    public Mono<TokenPair> begin(Credentials proof, Origin origin, SessionLifetimes lifetimes) {
        return rings.current()
                .flatMap(ring -> accounts.lockCredentials(proof.account().id())
                        .filter(current -> current.passwordHash().equals(proof.passwordHash()))
                        .switchIfEmpty(Mono.error(() ->
                                new ApiException(ErrorCode.UNAUTHORIZED, "Wrong username, e-mail address or password")))
                        .flatMap(current -> first(current, origin, lifetimes, ring))
                        .as(transaction::transactional));
    }

    /** The first pair of tokens for whoever showed by other means than the password that the account is his. */
    public Mono<TokenPair> begin(Account account, Origin origin, SessionLifetimes lifetimes) {
        return rings.current()
                .flatMap(ring -> accounts.lockCredentials(account.id())
                        .switchIfEmpty(
                                Mono.error(() -> new ApiException(ErrorCode.UNAUTHORIZED, "The account is gone")))
                        .flatMap(current -> first(current, origin, lifetimes, ring))
                        .as(transaction::transactional));
    }

    /** As {@link #begin(Account, Origin, SessionLifetimes)}, with the lifetimes of the native API. */
    public Mono<TokenPair> begin(Account account, Origin origin) {
        return begin(account, origin, nativeLifetimes);
    }

    private Mono<TokenPair> first(Credentials owner, Origin origin, SessionLifetimes lifetimes, KeyRing ring) {
        UUID accountId = owner.account().id();
        Instant now = clock.instant();
        return renewSession
                .renew(Session.begin(Ids.next(), accountId, origin, lifetimes, now), now, ring)
                .map(pair -> pair.with(passes.issue(accountId, owner.passwordHash())));
    }
}
