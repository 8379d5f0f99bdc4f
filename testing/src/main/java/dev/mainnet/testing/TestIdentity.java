package dev.mainnet.testing;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.UUID;

/**
 * Somebody who calls a service, and the identity token that a gateway would have forwarded.
 *
 * @param scopes space separated
 */
public record TestIdentity(UUID accountId, String username, List<String> roles, String scopes) {

    private static final ECKey KEY = newKey();

    /** A signed-in user with all scopes of a session and a fresh account. */
    public static TestIdentity user(String username) {
        return new TestIdentity(UUID.randomUUID(), username, List.of("client"), "account models invoke jobs billing");
    }

    /** A signed-in administrator. */
    public static TestIdentity admin() {
        return new TestIdentity(
                UUID.randomUUID(), "admin", List.of("admin", "client"), "account models invoke jobs billing");
    }

    /** The same person with other scopes. */
    public TestIdentity scoped(String scopes) {
        return new TestIdentity(accountId, username, roles, scopes);
    }

    /** The value of an {@code Authorization} header. */
    public String bearer() {
        return "Bearer " + sign(claims().build());
    }

    /** As {@link #bearer()}, for calls that came through an API key. */
    public String keyBearer(UUID keyId) {
        return "Bearer " + sign(claims().claim("key_id", keyId.toString()).build());
    }

    /** The claims, to be changed before {@link #sign}. */
    public JWTClaimsSet.Builder claims() {
        return new JWTClaimsSet.Builder()
                .issuer("mainnet-gateway")
                .audience("mainnet-services")
                .subject(accountId.toString())
                .claim("preferred_username", username)
                .claim("roles", roles)
                .claim("scope", scopes)
                .claim("sid", UUID.randomUUID().toString())
                .issueTime(Date.from(Instant.now()))
                .expirationTime(Date.from(Instant.now().plusSeconds(120)));
    }

    /** Signs any claims with the key that the services under test trust. */
    public static String sign(JWTClaimsSet claims) {
        return sign("mainnet-identity+jwt", claims);
    }

    /** What a gateway tells user-service of where a client is, in the header {@code X-Mainnet-Client}. */
    public static String clientAt(String address) {
        return clientAt(address, Instant.now().plusSeconds(120));
    }

    /** As {@link #clientAt(String)}, good until then. */
    public static String clientAt(String address, Instant until) {
        return sign(
                "mainnet-client+jwt",
                new JWTClaimsSet.Builder()
                        .issuer("mainnet-gateway")
                        .audience("mainnet-services")
                        .subject(address)
                        .issueTime(Date.from(Instant.now()))
                        .expirationTime(Date.from(until))
                        .build());
    }

    private static String sign(String type, JWTClaimsSet claims) {
        var header = new JWSHeader.Builder(JWSAlgorithm.ES256)
                .type(new JOSEObjectType(type))
                .keyID(KEY.getKeyID())
                .build();
        var jwt = new SignedJWT(header, claims);
        try {
            jwt.sign(new ECDSASigner(KEY));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
        return jwt.serialize();
    }

    /** A file with the public key, as the services' setting {@code mainnet.identity.jwks} wants it. */
    public static Path jwksFile() {
        try {
            Path file = Files.createTempFile("identity-jwks", ".json");
            file.toFile().deleteOnExit();
            return Files.writeString(file, new JWKSet(KEY.toPublicJWK()).toString());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A file with the private key, for the gateway under test. */
    static Path signingKeyFile() {
        try {
            Path file = Files.createTempFile("gateway-key", ".json");
            file.toFile().deleteOnExit();
            return Files.writeString(file, KEY.toJSONString());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ECKey newKey() {
        try {
            return new ECKeyGenerator(Curve.P_256).keyID("test").generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
