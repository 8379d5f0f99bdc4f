package dev.mainnet.gateway.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import dev.mainnet.gateway.Tokens;
import java.nio.charset.StandardCharsets;
import java.security.Signature;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a careful verifier refuses although the right key may have signed it (RFC 8725, RFC 9068). */
class MisshapenTokenTest {

    private static final UUID ADA = UUID.randomUUID();
    private static final String HEADER = "{\"alg\":\"ES256\",\"typ\":\"at+jwt\",\"kid\":\"users-1\"}";
    private static final String GOOD = Tokens.sign(Tokens.claims(ADA).build());

    private final AccessTokens tokens = tokens(Clock.systemUTC());

    static Stream<Arguments> misshapen() throws Exception {
        String claims = Tokens.claims(ADA).build().toString();
        String[] parts = GOOD.split("\\.");
        Instant now = Instant.now();
        return Stream.of(
                Arguments.of("a header twice", signed(HEADER.replace("{", "{\"alg\":\"none\","), claims)),
                Arguments.of("a claim twice", signed(HEADER, claims.replaceFirst("\\{", "{\"sub\":\"" + ADA + "\","))),
                Arguments.of("crit", signed(HEADER.replace("{", "{\"crit\":[\"exp\"],"), claims)),
                Arguments.of("b64", signed(HEADER.replace("{", "{\"b64\":false,\"crit\":[\"b64\"],"), claims)),
                Arguments.of("x5c", signed(HEADER.replace("{", "{\"x5c\":[\"MIIB\"],"), claims)),
                Arguments.of("alg in lower case", signed(HEADER.replace("ES256", "es256"), claims)),
                Arguments.of("claims that are no object", signed(HEADER, "[]")),
                Arguments.of("claims that are no JSON", signed(HEADER, "sub")),
                Arguments.of("a signature of zeros", parts[0] + "." + parts[1] + "." + Base64URL.encode(new byte[64])),
                Arguments.of("a signature in DER", parts[0] + "." + parts[1] + "." + Base64URL.encode(der(parts))),
                Arguments.of("no signature", parts[0] + "." + parts[1] + "."),
                Arguments.of("two parts", parts[0] + "." + parts[1]),
                Arguments.of("four parts", GOOD + "." + parts[2]),
                Arguments.of("five parts", GOOD + "." + parts[2] + "." + parts[2]),
                Arguments.of("padding", GOOD + "=="),
                Arguments.of("a space", GOOD.replaceFirst("\\.", ". ")),
                Arguments.of("a line break", GOOD + "\n"),
                Arguments.of("a sign that is no base64url", GOOD + "!"),
                Arguments.of(
                        "issued in the future",
                        signed(Tokens.claims(ADA).issueTime(Date.from(now.plusSeconds(3_600))))),
                Arguments.of("no time of issue", signed(Tokens.claims(ADA).issueTime(null))),
                Arguments.of(
                        "a life longer than a day",
                        signed(Tokens.claims(ADA).expirationTime(Date.from(now.plus(Duration.ofHours(25)))))),
                Arguments.of("no id", signed(Tokens.claims(ADA).jwtID(null))),
                Arguments.of(
                        "a time that is no number",
                        signed(HEADER, claims.replaceFirst("\"exp\":\\d+", "\"exp\":\"x\""))),
                Arguments.of(
                        "an audience that is no text", signed(Tokens.claims(ADA).claim("aud", 7))),
                Arguments.of("roles that are no list", signed(Tokens.claims(ADA).claim("roles", "admin"))),
                Arguments.of(
                        "a session that is no id", signed(Tokens.claims(ADA).claim("sid", "x"))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("misshapen")
    void refuses(String what, String token) {
        assertThat(tokens.verify(token)).isEmpty();
    }

    @Test
    void takesWhatIsWellShaped() throws Exception {
        Instant now = Instant.now();
        assertThat(tokens.verify(GOOD)).isPresent();
        assertThat(tokens.verify(signed(HEADER, Tokens.claims(ADA).build().toString())))
                .isPresent();
        assertThat(tokens.verify(signed(Tokens.claims(ADA)
                        .issueTime(Date.from(now))
                        .expirationTime(Date.from(now.plus(Duration.ofHours(24)))))))
                .isPresent();
    }

    @Test
    void forgivesLessThanFiveSecondsOfClockSkew() {
        Instant now = Instant.parse("2026-01-01T00:00:00Z");
        AccessTokens tokens = tokens(Clock.fixed(now, ZoneOffset.UTC));

        assertThat(tokens.verify(living(now.minusSeconds(60), now.minusSeconds(4))))
                .isPresent();
        assertThat(tokens.verify(living(now.minusSeconds(60), now.minusSeconds(5))))
                .isEmpty();
        assertThat(tokens.verify(living(now.plusSeconds(5), now.plusSeconds(60))))
                .isPresent();
        assertThat(tokens.verify(living(now.plusSeconds(6), now.plusSeconds(60))))
                .isEmpty();
    }

    private static String living(Instant from, Instant to) {
        return signed(Tokens.claims(ADA).issueTime(Date.from(from)).expirationTime(Date.from(to)));
    }

    private static String signed(JWTClaimsSet.Builder claims) {
        return Tokens.sign(claims.build());
    }

    private static String signed(String header, String claims) throws Exception {
        String input = Base64URL.encode(header) + "." + Base64URL.encode(claims);
        Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
        signature.initSign(Tokens.USER_SERVICE.toECPrivateKey());
        signature.update(input.getBytes(StandardCharsets.US_ASCII));
        return input + "." + Base64URL.encode(signature.sign());
    }

    private static byte[] der(String[] parts) throws Exception {
        Signature signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(Tokens.USER_SERVICE.toECPrivateKey());
        signature.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
        return signature.sign();
    }

    private static AccessTokens tokens(Clock clock) {
        AccessTokenKeys keys = new AccessTokenKeys();
        keys.replace(new JWKSet(Tokens.USER_SERVICE.toPublicJWK()).toString());
        return new AccessTokens(keys, IdentityRules.USUAL, clock);
    }
}
