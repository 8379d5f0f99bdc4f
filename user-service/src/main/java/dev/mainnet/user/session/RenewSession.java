package dev.mainnet.user.session;

import dev.mainnet.defaults.error.ApiException;
import dev.mainnet.defaults.error.ErrorCode;
import dev.mainnet.defaults.secret.Secret;
import dev.mainnet.user.account.Account;
import dev.mainnet.user.account.Accounts;
import dev.mainnet.user.account.Authorities;
import dev.mainnet.user.account.Suspensions;
import dev.mainnet.user.signingkey.KeyRing;
import java.time.Instant;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Gives a new or locked session its next pair of tokens, within the transaction that found it worthy of them. */
@Component
final class RenewSession {

    private final Accounts accounts;
    private final Authorities authorities;
    private final Suspensions suspensions;
    private final Sessions sessions;
    private final RefreshTokens refreshTokens;
    private final AccessTokens accessTokens;

    RenewSession(
            Accounts accounts,
            Authorities authorities,
            Suspensions suspensions,
            Sessions sessions,
            RefreshTokens refreshTokens,
            AccessTokens accessTokens) {
        this.accounts = accounts;
        this.authorities = authorities;
        this.suspensions = suspensions;
        this.sessions = sessions;
        this.refreshTokens = refreshTokens;
        this.accessTokens = accessTokens;
    }

    /** The pair, or an error {@link ErrorCode#FORBIDDEN} for an account that is suspended. */
    Mono<TokenPair> renew(Session session, Instant now, KeyRing ring) {
        return accessToken(session.renew(now), ring)
                .flatMap(accessToken -> refreshTokens
                        .issue(session.id())
                        .map(refreshToken -> new TokenPair(
                                accessToken, refreshToken, session.lifetimes().access(), null)));
    }

    /** Saves the session and answers an access token of it, or the error of {@link #renew}. */
    Mono<Secret> accessToken(Session session, KeyRing ring) {
        return sessions.save(session)
                .then(Mono.defer(() -> accounts.byId(session.accountId())))
                .delayUntil(this::demandGoodStanding)
                .flatMap(account ->
                        authorities.of(account).map(authority -> accessTokens.sign(ring, account, authority, session)));
    }

    /** Asked after the session is saved: a suspension that has not seen it is seen here. */
    private Mono<Void> demandGoodStanding(Account account) {
        return suspensions
                .contains(account.id())
                .filter(suspended -> suspended)
                .flatMap(suspended -> Mono.error(
                        new ApiException(ErrorCode.FORBIDDEN, "An administrator has suspended this account")));
    }
}
