package dev.mainnet.user.session;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.mainnet.defaults.secret.Secret;
import dev.mainnet.outbox.Ids;
import dev.mainnet.user.account.Account;
import dev.mainnet.user.role.Authority;
import dev.mainnet.user.signingkey.KeyRing;
import java.util.Date;
import org.springframework.stereotype.Component;

/** The tokens that a session calls with (RFC 9068). */
@Component
final class AccessTokens {

    private static final String TYPE = "at+jwt";
    private static final String SCOPE = "account models invoke jobs billing";

    private final SessionProperties properties;

    AccessTokens(SessionProperties properties) {
        this.properties = properties;
    }

    /** A token for a session that was renewed just now. */
    Secret sign(KeyRing ring, Account account, Authority authority, Session session) {
        JWTClaimsSet claims = new JWTClaimsSet.Builder()
                .issuer(properties.issuer())
                .audience(properties.audience())
                .subject(account.id().toString())
                .jwtID(Ids.next().toString())
                .claim("sid", session.id().toString())
                .claim("preferred_username", account.username())
                .claim("roles", authority.roles())
                .claim("permissions", authority.permissions())
                .claim("scope", SCOPE)
                .issueTime(Date.from(session.lastSeenAt()))
                .expirationTime(
                        Date.from(session.lastSeenAt().plus(session.lifetimes().access())))
                .build();
        return ring.sign(claims, TYPE);
    }
}
