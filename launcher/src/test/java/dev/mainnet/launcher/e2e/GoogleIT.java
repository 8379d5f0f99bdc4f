package dev.mainnet.launcher.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.mainnet.launcher.demo.Answer;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Signing in by Google's ID tokens. */
@PlatformTest
class GoogleIT {

    private final String subject = UUID.randomUUID().toString();
    private final String email = subject + "@example.com";

    @Test
    void opensAnAccountAndFindsItAgainInBothDialects(RunningPlatform platform) {
        Answer first = atlas(platform, token(platform));
        Answer second = nativeApi(platform, token(platform));

        assertThat(first.status()).as(first.text()).isEqualTo(201);
        assertThat(second.status()).as(second.text()).isEqualTo(200);
        Answer atlasMe = as(platform, first.at("/accessToken"), "/atlas/me");
        Answer nativeMe = as(platform, second.at("/access_token"), "/api/v1/user/me");
        assertThat(atlasMe.status()).as(atlasMe.text()).isEqualTo(200);
        assertThat(atlasMe.at("/email")).isEqualTo(email);
        assertThat(nativeMe.at("/email")).isEqualTo(email);
        assertThat(nativeMe.at("/fullname")).isEqualTo("Ada Lovelace");
    }

    @Test
    void givesNobodyAnAccountByItsAddressButLinksItForItsOwner(RunningPlatform platform) {
        TestUser owner = platform.signUp();
        String ownersEmail = owner.username() + "@example.com";
        JWTClaimsSet.Builder claims = platform.google().claims(subject, ownersEmail);

        Answer stranger = nativeApi(platform, platform.google().sign(claims));
        assertThat(stranger.status()).as(stranger.text()).isEqualTo(409);

        claims.jwtID("another");
        owner.call(204, "POST", "/api/v1/user/me/google", """
                {"id_token": "%s", "password": "%s"}""".formatted(
                        platform.google().sign(claims), owner.password()));
        claims.jwtID("a third");
        Answer linked = nativeApi(platform, platform.google().sign(claims));
        assertThat(linked.status()).as(linked.text()).isEqualTo(200);
        assertThat(as(platform, linked.at("/access_token"), "/api/v1/user/me").at("/username"))
                .isEqualTo(owner.username());
    }

    @Test
    void refusesWhatGoogleDidNotSayToThisPlatform(RunningPlatform platform) {
        FakeGoogle google = platform.google();
        Date past = Date.from(Instant.now().minusSeconds(3_600));
        refused(platform, google.forge(claims(platform)));
        refused(platform, google.sign(claims(platform).audience("somebody.else.example.com")));
        refused(platform, google.sign(claims(platform).issuer("https://accounts.example.com")));
        refused(platform, google.sign(claims(platform).expirationTime(past)));
        refused(platform, google.sign(claims(platform).claim("email_verified", false)));
        refused(platform, "no token");
        String spent = token(platform);
        assertThat(nativeApi(platform, spent).status()).isEqualTo(200);
        refused(platform, spent);
    }

    private void refused(RunningPlatform platform, String token) {
        Answer answer = nativeApi(platform, token);
        assertThat(answer.status()).as(answer.text()).isEqualTo(401);
        assertThat(answer.at("/error")).isEqualTo("unauthorized");
        Answer atlas = atlas(platform, token);
        assertThat(atlas.status()).as(atlas.text()).isEqualTo(401);
        assertThat(atlas.at("/message")).isNotBlank();
    }

    private JWTClaimsSet.Builder claims(RunningPlatform platform) {
        return platform.google().claims(subject, email);
    }

    private String token(RunningPlatform platform) {
        return platform.google().sign(claims(platform));
    }

    private static Answer nativeApi(RunningPlatform platform, String token) {
        return platform.gateway().json("POST", "/api/v1/user/auth/google", Map.of(), """
                {"id_token": "%s"}""".formatted(token));
    }

    private static Answer atlas(RunningPlatform platform, String token) {
        return platform.gateway().json("POST", "/atlas/auth/google", Map.of(), """
                {"idToken": "%s"}""".formatted(token));
    }

    private static Answer as(RunningPlatform platform, String accessToken, String path) {
        return platform.gateway().json("GET", path, Map.of("Authorization", "Bearer " + accessToken), "");
    }
}
