package dev.mainnet.gateway.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import dev.mainnet.contracts.UserEvent.SessionRevoked;
import dev.mainnet.gateway.Clients;
import dev.mainnet.gateway.GatewayTest;
import dev.mainnet.gateway.Tokens;
import dev.mainnet.testing.GoldenExamples;
import dev.mainnet.testing.TestKafka;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.WebTestClient;

@GatewayTest
class AccessTokenTest {

    private static final UUID ADA = UUID.randomUUID();

    @Autowired
    WebTestClient http;

    static Stream<Arguments> forgeries() throws Exception {
        JWTClaimsSet good = Tokens.claims(ADA).build();
        ECDSASigner ours = new ECDSASigner(Tokens.USER_SERVICE);
        ECKey theirs = Tokens.key(Curve.P_256, "users-1");
        ECKey other = Tokens.key(Curve.P_384, "users-1");
        String valid = Tokens.sign(good);
        byte[] publicKey = Tokens.USER_SERVICE.toPublicJWK().toJSONString().getBytes(StandardCharsets.UTF_8);
        byte[] publicPem = Tokens.USER_SERVICE.toECPublicKey().getEncoded();
        return Stream.of(
                Arguments.of("no signature", new PlainJWT(good).serialize()),
                Arguments.of("signature cut off", valid.substring(0, valid.lastIndexOf('.') + 1)),
                Arguments.of(
                        "empty signature of zeros",
                        valid.substring(0, valid.lastIndexOf('.') + 1)
                                + Base64.getUrlEncoder().withoutPadding().encodeToString(new byte[64])),
                Arguments.of("HS256 with the public key", hs256(publicKey, good)),
                Arguments.of("HS256 with the public key's bytes", hs256(publicPem, good)),
                Arguments.of(
                        "another's key under our kid",
                        Tokens.sign(Tokens.header().build(), good, new ECDSASigner(theirs))),
                Arguments.of(
                        "another curve",
                        Tokens.sign(
                                new JWSHeader.Builder(JWSAlgorithm.ES384)
                                        .type(new JOSEObjectType("at+jwt"))
                                        .keyID("users-1")
                                        .build(),
                                good,
                                new ECDSASigner(other))),
                Arguments.of(
                        "embedded key",
                        Tokens.sign(Tokens.header().jwk(theirs.toPublicJWK()).build(), good, new ECDSASigner(theirs))),
                Arguments.of(
                        "embedded key, well signed",
                        Tokens.sign(Tokens.header().jwk(theirs.toPublicJWK()).build(), good, ours)),
                Arguments.of(
                        "link to keys",
                        Tokens.sign(
                                Tokens.header()
                                        .jwkURL(URI.create("http://localhost:1/jwks"))
                                        .build(),
                                good,
                                ours)),
                Arguments.of(
                        "link to certificates",
                        Tokens.sign(
                                Tokens.header()
                                        .x509CertURL(URI.create("http://localhost:1/x"))
                                        .build(),
                                good,
                                ours)),
                Arguments.of(
                        "unknown kid",
                        Tokens.sign(Tokens.header().keyID("users-2").build(), good, ours)),
                Arguments.of("no kid", Tokens.sign(Tokens.header().keyID(null).build(), good, ours)),
                Arguments.of(
                        "another type",
                        Tokens.sign(
                                Tokens.header()
                                        .type(new JOSEObjectType("mainnet-identity+jwt"))
                                        .build(),
                                good,
                                ours)),
                Arguments.of("no type", Tokens.sign(Tokens.header().type(null).build(), good, ours)),
                Arguments.of(
                        "another issuer",
                        Tokens.sign(Tokens.claims(ADA).issuer("http://evil").build())),
                Arguments.of(
                        "another audience",
                        Tokens.sign(
                                Tokens.claims(ADA).audience("mainnet-services").build())),
                Arguments.of(
                        "expired",
                        Tokens.sign(Tokens.claims(ADA).expirationTime(in(-6)).build())),
                Arguments.of(
                        "never expires",
                        Tokens.sign(Tokens.claims(ADA).expirationTime(null).build())),
                Arguments.of(
                        "not yet valid",
                        Tokens.sign(Tokens.claims(ADA).notBeforeTime(in(3600)).build())),
                Arguments.of(
                        "no session",
                        Tokens.sign(Tokens.claims(ADA).claim("sid", null).build())),
                Arguments.of(
                        "subject that is no account",
                        Tokens.sign(Tokens.claims(ADA).subject("root").build())),
                Arguments.of(
                        "oversized",
                        Tokens.sign(
                                Tokens.claims(ADA).claim("x", "x".repeat(9_000)).build())),
                Arguments.of("garbage", "abc"),
                Arguments.of("nothing", ""));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("forgeries")
    void refusesAForgedToken(String forgery, String token) {
        Clients.somewhere(http)
                .get()
                .uri("/api/v1/user/me")
                .header("Authorization", "Bearer " + token)
                .exchange()
                .expectStatus()
                .isUnauthorized()
                .expectHeader()
                .exists("WWW-Authenticate")
                .expectBody()
                .jsonPath("$.error")
                .isEqualTo("unauthorized")
                .jsonPath("$.request_id")
                .exists();
    }

    @Test
    void takesAValidToken() {
        assertThat(status("/api/v1/user/me", Tokens.bearer(ADA))).isEqualTo(200);
    }

    @Test
    void refusesAnInvalidTokenOnPublicPathsToo() {
        assertThat(status("/", "Bearer abc")).isEqualTo(401);
        assertThat(status("/api/v1/hub", "Basic YTpi")).isEqualTo(401);
    }

    @Test
    void killsTheTokensOfARevokedSession() {
        UUID session = UUID.randomUUID();
        String token = "Bearer "
                + Tokens.sign(
                        Tokens.claims(ADA).claim("sid", session.toString()).build());
        assertThat(status("/api/v1/user/me", token)).isEqualTo(200);

        TestKafka.publish(new SessionRevoked(session, ADA, Instant.now().plusSeconds(1800)));

        await().untilAsserted(() -> assertThat(status("/api/v1/user/me", token)).isEqualTo(401));
        assertThat(status("/api/v1/user/me", Tokens.bearer(ADA))).isEqualTo(200);
    }

    @Test
    void understandsTheContractsExampleOfARevocation() {
        new RevokedSessions(java.time.Clock.systemUTC()).apply(GoldenExamples.of(SessionRevoked.class));
    }

    private int status(String path, String authorization) {
        return Clients.somewhere(http)
                .get()
                .uri(path)
                .header("Authorization", authorization)
                .exchange()
                .returnResult(String.class)
                .getStatus()
                .value();
    }

    private static String hs256(byte[] secret, JWTClaimsSet claims) throws Exception {
        return Tokens.sign(
                new JWSHeader.Builder(JWSAlgorithm.HS256)
                        .type(new JOSEObjectType("at+jwt"))
                        .keyID("users-1")
                        .build(),
                claims,
                new MACSigner(secret));
    }

    private static Date in(long seconds) {
        return Date.from(Instant.now().plusSeconds(seconds));
    }
}
