package dev.mainnet.user.session;

import dev.mainnet.user.account.Accounts;
import dev.mainnet.user.signingkey.KeyRing;
import java.time.Instant;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Gives a new or locked session its next pair of tokens, within the transaction that found it worthy of them. */
@Component
final class RenewSession {

    private final Accounts accounts;
    private final Sessions sessions;
    private final RefreshTokens refreshTokens;
    private final AccessTokens accessTokens;

    RenewSession(Accounts accounts, Sessions sessions, RefreshTokens refreshTokens, AccessTokens accessTokens) {
        this.accounts = accounts;
        this.sessions = sessions;
        this.refreshTokens = refreshTokens;
        this.accessTokens = accessTokens;
    }

    Mono<TokenPair> renew(Session session, Instant now, KeyRing ring) {
        Session renewed = session.renew(now);
        return sessions.save(renewed)
                .then(Mono.defer(() -> accounts.byId(session.accountId())))
                .map(account -> accessTokens.sign(ring, account, renewed))
                .flatMap(accessToken -> refreshTokens
                        .issue(session.id())
                        .map(refreshToken -> new TokenPair(
                                accessToken, refreshToken, session.lifetimes().access())));
    }
}
