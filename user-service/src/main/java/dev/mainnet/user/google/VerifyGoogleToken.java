package dev.mainnet.user.google;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.mainnet.defaults.error.ApiException;
import dev.mainnet.defaults.error.ErrorCode;
import dev.mainnet.defaults.secret.Secret;
import dev.mainnet.user.account.EmailAddress;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Believes an ID token (OpenID Connect Core, 3.1.3.7) if Google signed it for us, now, about a confirmed address. */
@Component
final class VerifyGoogleToken {

    private static final int MOST = 8_192;
    private static final int LONGEST_SUBJECT = 255;
    private static final Duration SKEW = Duration.ofSeconds(30);

    private final GoogleKeys keys;
    private final SpentTokens spentTokens;
    private final GoogleProperties rules;
    private final Clock clock;

    VerifyGoogleToken(GoogleKeys keys, SpentTokens spentTokens, GoogleProperties rules, Clock clock) {
        this.keys = keys;
        this.spentTokens = spentTokens;
        this.rules = rules;
        this.clock = clock;
    }

    /** A token that is valid, and what tells it from all others. */
    private record Verified(JWTClaimsSet claims, GoogleUser user, byte[] sha256) {}

    /**
     * Whom the token speaks of, which is taken this once.
     *
     * @param nonce what the client gave to Google; a token that carries one is not believed without it
     * @return an error {@link ErrorCode#UNAUTHORIZED} that does not say what is wrong
     */
    Mono<GoogleUser> verifyOnce(Secret token, @Nullable String nonce) {
        return verified(token)
                .filter(verified -> Objects.equals(nonce, verified.claims().getClaim("nonce")))
                .filterWhen(verified -> spentTokens.spend(
                        verified.sha256(), verified.claims().getExpirationTime().toInstant()))
                .map(Verified::user)
                .switchIfEmpty(Mono.error(VerifyGoogleToken::refusal));
    }

    /** Whom the token speaks of, as often as it is shown, unless it was taken by {@link #verifyOnce}; whatever its nonce is. */
    Mono<GoogleUser> verify(Secret token) {
        return verified(token)
                .filterWhen(verified -> spentTokens.contains(verified.sha256()).map(spent -> !spent))
                .map(Verified::user)
                .switchIfEmpty(Mono.error(VerifyGoogleToken::refusal));
    }

    private Mono<Verified> verified(Secret token) {
        return Mono.justOrEmpty(parse(token))
                .flatMap(jwt -> keys.named(jwt.getHeader().getKeyID())
                        .filter(key -> isSignedBy(key, jwt))
                        .flatMap(key -> Mono.justOrEmpty(read(jwt))));
    }

    private static ApiException refusal() {
        return new ApiException(ErrorCode.UNAUTHORIZED, "Google's statement about you is not valid");
    }

    private Optional<SignedJWT> parse(Secret token) {
        if (rules.clientId().isEmpty() || token.text().length() > MOST) {
            return Optional.empty();
        }
        try {
            SignedJWT jwt = SignedJWT.parse(token.text());
            JWSHeader header = jwt.getHeader();
            boolean usable = JWSAlgorithm.RS256.equals(header.getAlgorithm())
                    && header.getKeyID() != null
                    && header.getCriticalParams() == null;
            return usable ? Optional.of(jwt) : Optional.empty();
        } catch (ParseException e) {
            return Optional.empty();
        }
    }

    private static boolean isSignedBy(RSAKey key, SignedJWT jwt) {
        try {
            return jwt.verify(new RSASSAVerifier(key));
        } catch (JOSEException e) {
            return false;
        }
    }

    private Optional<Verified> read(SignedJWT jwt) {
        try {
            JWTClaimsSet claims = jwt.getJWTClaimsSet();
            String subject = claims.getSubject();
            boolean acceptable = rules.issuers().contains(claims.getIssuer())
                    && claims.getAudience().equals(List.of(rules.clientId()))
                    && isCurrent(claims.getIssueTime(), claims.getExpirationTime())
                    && "true".equals(String.valueOf(claims.getClaim("email_verified")))
                    && subject != null
                    && !subject.isBlank()
                    && subject.length() <= LONGEST_SUBJECT;
            return acceptable
                    ? Optional.ofNullable(claims.getStringClaim("email"))
                            .flatMap(EmailAddress::parse)
                            .map(email ->
                                    new Verified(claims, new GoogleUser(subject, email, name(claims)), identityOf(jwt)))
                    : Optional.empty();
        } catch (ParseException e) {
            return Optional.empty();
        }
    }

    /** Of what was signed: one token can be written in many ways around that. */
    private static byte[] identityOf(SignedJWT jwt) {
        return new Secret(new String(jwt.getSigningInput(), StandardCharsets.US_ASCII)).sha256();
    }

    private boolean isCurrent(@Nullable Date issued, @Nullable Date expires) {
        Instant now = clock.instant();
        return expires != null
                && now.minus(SKEW).isBefore(expires.toInstant())
                && (issued == null || !issued.toInstant().isAfter(now.plus(SKEW)));
    }

    private static @Nullable String name(JWTClaimsSet claims) {
        return claims.getClaim("name") instanceof String name ? name : null;
    }
}
