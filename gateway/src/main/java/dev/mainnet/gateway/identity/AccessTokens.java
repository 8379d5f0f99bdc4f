package dev.mainnet.gateway.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/**
 * Users' access tokens (RFC 9068), verified by the rules of RFC 8725: one algorithm, one type, the key looked up among ours and never
 * taken from the token.
 */
@Component
final class AccessTokens {

    private static final int MAX_LENGTH = 4096;

    /** The libraries' decoders pass over what is not of the alphabet, and one token could be written in many ways. */
    private static final Pattern COMPACT = Pattern.compile("[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+");

    /** As long as gateways remember ended sessions and user-service publishes its keys. */
    private static final Duration LONGEST_LIFE = Duration.ofHours(24);

    private static final Set<String> TYPES = Set.of("at+jwt", "application/at+jwt");
    private static final Set<String> HEADERS = Set.of("alg", "typ", "kid");

    private final AccessTokenKeys keys;
    private final IdentityProperties rules;
    private final Clock clock;

    AccessTokens(AccessTokenKeys keys, IdentityProperties rules, Clock clock) {
        this.keys = keys;
        this.rules = rules;
        this.clock = clock;
    }

    /** Whether tokens can be judged yet. */
    boolean ready() {
        return keys.known();
    }

    /** Who a token speaks for, if it is valid now; whether the session was revoked is not judged here. */
    Optional<Caller.SignedIn> verify(String token) {
        if (token.length() > MAX_LENGTH || !COMPACT.matcher(token).matches()) {
            return Optional.empty();
        }
        try {
            SignedJWT jwt = SignedJWT.parse(token);
            Optional<JWSVerifier> key =
                    acceptable(jwt.getHeader()) ? keys.named(jwt.getHeader().getKeyID()) : Optional.empty();
            if (key.isEmpty() || !jwt.verify(key.get())) {
                return Optional.empty();
            }
            return read(jwt.getJWTClaimsSet());
        } catch (ParseException | JOSEException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Nothing but these three parameters: a key or a link to one (jwk, jku, x5u, x5c), crit and the like are refused unread. */
    private static boolean acceptable(JWSHeader header) {
        return JWSAlgorithm.ES256.equals(header.getAlgorithm())
                && header.getType() != null
                && TYPES.contains(header.getType().getType())
                && header.getKeyID() != null
                && HEADERS.containsAll(header.getIncludedParams());
    }

    private Optional<Caller.SignedIn> read(JWTClaimsSet claims) throws ParseException {
        boolean ours = rules.issuer().equals(claims.getIssuer())
                && claims.getAudience().contains(rules.audience())
                && isCurrent(claims)
                && claims.getJWTID() != null;
        if (!ours || claims.getSubject() == null || claims.getStringClaim("sid") == null) {
            return Optional.empty();
        }
        return Optional.of(new Caller.SignedIn(
                UUID.fromString(claims.getSubject()),
                Optional.ofNullable(claims.getStringClaim("preferred_username")).orElse(""),
                texts(claims, "roles"),
                texts(claims, "permissions"),
                Optional.ofNullable(claims.getStringClaim("scope")).orElse(""),
                UUID.fromString(claims.getStringClaim("sid"))));
    }

    private static List<String> texts(JWTClaimsSet claims, String name) throws ParseException {
        List<String> texts = claims.getStringListClaim(name);
        return texts == null ? List.of() : texts;
    }

    private boolean isCurrent(JWTClaimsSet claims) {
        Date issued = claims.getIssueTime();
        Date notBefore = claims.getNotBeforeTime();
        Date expires = claims.getExpirationTime();
        Instant earliest = clock.instant().minus(rules.clockSkew());
        Instant latest = clock.instant().plus(rules.clockSkew());
        return issued != null
                && expires != null
                && !latest.isBefore(issued.toInstant())
                && (notBefore == null || !latest.isBefore(notBefore.toInstant()))
                && earliest.isBefore(expires.toInstant())
                && !expires.toInstant().isAfter(issued.toInstant().plus(LONGEST_LIFE));
    }
}
