package dev.mainnet.launcher.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import dev.mainnet.launcher.demo.Answer;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the gateway says to tokens that are none of user-service's. */
@PlatformTest
class TokensIT {

    @Test
    void refusesACallWithoutAToken(RunningPlatform platform) {
        refused(platform.gateway().json("GET", "/api/v1/user/me", Map.of(), ""));
        refused(platform.gateway().json("GET", "/api/v1/billing/balance", Map.of(), ""));
        refused(platform.gateway().json("POST", "/api/v1/invoke/ada/iris", Map.of(), Irises.MEASUREMENTS));
    }

    @Test
    void refusesForgedTokens(RunningPlatform platform) throws Exception {
        TestUser user = platform.signUp();
        SignedJWT genuine = SignedJWT.parse(user.token());
        JWTClaimsSet claims = genuine.getJWTClaimsSet();
        ECKey stranger = new ECKeyGenerator(Curve.P_256).generate();
        ECKey published = (ECKey) JWKSet.parse(platform.gateway()
                        .json("GET", "/.well-known/jwks.json", Map.of(), "")
                        .text())
                .getKeyByKeyId(genuine.getHeader().getKeyID());

        SignedJWT otherKey = new SignedJWT(genuine.getHeader(), claims);
        otherKey.sign(new ECDSASigner(stranger));
        refused(with(platform, otherKey.serialize()));

        refused(with(platform, new PlainJWT(claims).serialize()));

        SignedJWT publicKeyAsSecret = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.HS256)
                        .type(new JOSEObjectType("at+jwt"))
                        .keyID(published.getKeyID())
                        .build(),
                claims);
        publicKeyAsSecret.sign(new MACSigner(published.toECPublicKey().getEncoded()));
        refused(with(platform, publicKeyAsSecret.serialize()));

        String unsigned = user.token().substring(0, user.token().lastIndexOf('.') + 1);
        refused(with(platform, unsigned + "A".repeat(86)));
        refused(with(platform, "mk_0123456789abcdefghijklmn"));
    }

    @Test
    void believesNoIdentityHeaderOfAClient(RunningPlatform platform) {
        TestUser victim = platform.signUp();
        String id = victim.call(200, "GET", "/api/v1/user/me", "").at("/id");

        refused(platform.gateway()
                .json("GET", "/api/v1/user/me", Map.of("X-User-Id", id, "X-Account-Id", id, "X-Identity", id), ""));
    }

    @Test
    void endsASessionEverywhere(RunningPlatform platform) {
        TestUser user = platform.signUp();
        user.call(204, "POST", "/api/v1/user/auth/logout", "{\"refresh_token\": \"" + user.refreshToken() + "\"}");

        await().atMost(Duration.ofSeconds(60))
                .until(() -> user.call("GET", "/api/v1/user/me", "").status() == 401);
        refused(user.call("POST", "/api/v1/user/auth/refresh", "{\"refresh_token\": \"" + user.refreshToken() + "\"}"));
    }

    @Test
    void theKeyThatComesWithADeploymentCallsThatOneAndNothingElse(RunningPlatform platform) {
        TestUser publisher = platform.signUp();
        Irises irises = Irises.publishedBy(publisher, platform);
        Irises others = Irises.publishedBy(publisher, platform);
        Map<String, String> key = Map.of("x-api-key", irises.key());

        await().atMost(Duration.ofSeconds(60))
                .until(() -> platform.gateway()
                                .json("POST", irises.path(), key, Irises.MEASUREMENTS)
                                .status()
                        == 200);
        assertThat(platform.gateway()
                        .json("POST", others.path(), key, Irises.MEASUREMENTS)
                        .status())
                .isEqualTo(403);
        assertThat(platform.gateway().json("GET", "/api/v1/user/me", key, "").status())
                .isEqualTo(403);
    }

    private static Answer with(RunningPlatform platform, String token) {
        return platform.gateway().json("GET", "/api/v1/user/me", Map.of("Authorization", "Bearer " + token), "");
    }

    private static void refused(Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(401);
        assertThat(answer.at("/error")).isEqualTo("unauthorized");
        assertThat(answer.at("/request_id"))
                .isEqualTo(answer.header("X-Request-Id"))
                .isNotEmpty();
    }
}
