package dev.mainnet.gateway;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.UUID;

/** Users' access tokens, valid or forged. */
public final class Tokens {

    public static final ECKey USER_SERVICE = key(Curve.P_256, "users-1");
    static final ECKey GATEWAY = key(Curve.P_256, "gateway-1");

    private Tokens() {}

    public static ECKey key(Curve curve, String kid) {
        try {
            return new ECKeyGenerator(curve).keyID(kid).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    static String jwks() {
        return new JWKSet(USER_SERVICE.toPublicJWK()).toString();
    }

    /** The value of an Authorization header: a session of its own for each call. */
    public static String bearer(UUID accountId) {
        return "Bearer " + sign(claims(accountId).build());
    }

    public static JWTClaimsSet.Builder claims(UUID accountId) {
        return new JWTClaimsSet.Builder()
                .issuer("http://localhost:4000")
                .audience("mainnet")
                .subject(accountId.toString())
                .jwtID(UUID.randomUUID().toString())
                .claim("sid", UUID.randomUUID().toString())
                .claim("preferred_username", "ada")
                .claim("roles", List.of("client"))
                .claim("permissions", List.of("users.read"))
                .claim("scope", "account models invoke jobs billing")
                .issueTime(Date.from(Instant.now()))
                .expirationTime(Date.from(Instant.now().plusSeconds(1800)));
    }

    public static JWSHeader.Builder header() {
        return new JWSHeader.Builder(JWSAlgorithm.ES256)
                .type(new JOSEObjectType("at+jwt"))
                .keyID("users-1");
    }

    public static String sign(JWTClaimsSet claims) {
        try {
            return sign(header().build(), claims, new ECDSASigner(USER_SERVICE));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    public static String sign(JWSHeader header, JWTClaimsSet claims, JWSSigner signer) {
        try {
            SignedJWT jwt = new SignedJWT(header, claims);
            jwt.sign(signer);
            return jwt.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The claims of the token that a service was sent, once its signature is seen to be the gateway's. */
    public static JWTClaimsSet forwarded(String authorization) {
        return stated("mainnet-identity+jwt", authorization.substring("Bearer ".length()));
    }

    /** The claims of a token of that type, once its signature is seen to be the gateway's. */
    public static JWTClaimsSet stated(String type, String token) {
        try {
            SignedJWT jwt = SignedJWT.parse(token);
            if (!jwt.verify(new com.nimbusds.jose.crypto.ECDSAVerifier(GATEWAY.toPublicJWK()))
                    || !jwt.getHeader().getType().getType().equals(type)) {
                throw new AssertionError("Not signed by the gateway");
            }
            return jwt.getJWTClaimsSet();
        } catch (java.text.ParseException | JOSEException e) {
            throw new AssertionError(e);
        }
    }
}
