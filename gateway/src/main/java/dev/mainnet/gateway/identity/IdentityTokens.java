package dev.mainnet.gateway.identity;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.mainnet.contracts.ApiKeyEvent.ApiKeyIssued;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/** The tokens by which the gateway tells the services who calls. One is signed for each caller and used again for a minute. */
final class IdentityTokens {

    private static final Duration LIFETIME = Duration.ofMinutes(2);
    private static final Duration REUSE = Duration.ofMinutes(1);
    private static final int MAX_CACHED = 10_000;
    private static final JOSEObjectType TYPE = new JOSEObjectType("mainnet-identity+jwt");

    private final LoadingCache<Caller.Known, String> tokens = Caffeine.newBuilder()
            .expireAfterWrite(REUSE)
            .maximumSize(MAX_CACHED)
            .build(this::sign);
    private final ECDSASigner signer;
    private final String keyId;
    private final Clock clock;

    IdentityTokens(ECKey key, Clock clock) throws JOSEException {
        this.signer = new ECDSASigner(key);
        this.keyId = key.getKeyID();
        this.clock = clock;
    }

    /** A token good for at least another minute. */
    String of(Caller.Known caller) {
        return tokens.get(caller);
    }

    /** Signs a statement of the gateway to the services, good for two minutes from now on. */
    String sign(JOSEObjectType type, JWTClaimsSet.Builder claims) throws JOSEException {
        Instant now = clock.instant();
        claims.issuer("mainnet-gateway")
                .audience("mainnet-services")
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(LIFETIME)));
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.ES256)
                        .type(type)
                        .keyID(keyId)
                        .build(),
                claims.build());
        token.sign(signer);
        return token.serialize();
    }

    private String sign(Caller.Known caller) throws JOSEException {
        JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder()
                .subject(caller.accountId().toString())
                .claim("preferred_username", caller.username());
        switch (caller) {
            case Caller.SignedIn user ->
                claims.claim("roles", user.roles())
                        .claim("permissions", user.permissions())
                        .claim("scope", user.scope())
                        .claim("sid", user.sessionId().toString());
            case Caller.KeyHolder holder -> describe(holder.key(), claims);
        }
        return sign(TYPE, claims);
    }

    /** A key has no roles, and never the scope over the account itself. */
    private static void describe(ApiKeyIssued key, JWTClaimsSet.Builder claims) {
        List<String> scopes =
                key.scopes().stream().filter(scope -> !scope.equals("account")).toList();
        claims.claim("roles", List.of())
                .claim("scope", String.join(" ", scopes))
                .claim("key_id", key.keyId().toString());
        List<UUID> deployments = key.deployments();
        if (deployments != null) {
            claims.claim(
                    "key_deployments", deployments.stream().map(UUID::toString).toList());
        }
        if (key.creditLimitMicro() != null) {
            claims.claim("key_credit_limit", key.creditLimitMicro());
        }
        if (key.creditLimitReset() != null) {
            claims.claim("key_credit_reset", key.creditLimitReset().name().toLowerCase(Locale.ROOT));
        }
        if (key.tokensPerMinute() != null) {
            claims.claim("key_tokens_per_minute", key.tokensPerMinute());
        }
    }
}
