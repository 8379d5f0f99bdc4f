package dev.mainnet.launcher.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mainnet.launcher.demo.Answer;
import dev.mainnet.launcher.settings.Part;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What happens when processes of the platform are killed. */
@PlatformTest
class SurvivalIT {

    private static final String ME = "/api/v1/user/me";

    @ParameterizedTest
    @EnumSource(names = {"POSTGRES", "KAFKA", "BILLING_SERVICE"})
    void keepsBalancesAndGrantsNewOnesAfterAKill(Part part, RunningPlatform platform) {
        TestUser before = platform.signUp();
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(before.balance("available")).isEqualByComparingTo("100"));

        platform.killAndAwaitRestart(part);

        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(before.balance("available")).isEqualByComparingTo("100"));
        TestUser after =
                await().atMost(Duration.ofSeconds(60)).ignoreExceptions().until(platform::signUp, user -> true);
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(after.balance("available")).isEqualByComparingTo("100"));
    }

    @ParameterizedTest
    @EnumSource(names = {"USER_SERVICE", "GATEWAY", "KAFKA"})
    void whatWasEndedStaysEndedAfterAKillAndWhatWasNotGoesOn(Part part, RunningPlatform platform) {
        TestUser leaving = platform.signUp();
        TestUser staying = platform.signUp();
        Answer key = leaving.call(201, "POST", "/api/v1/user/keys", "{\"name\": \"revoked\"}");
        String revoked = key.at("/key");
        String kept = staying.newKey();
        leaving.call(204, "DELETE", "/api/v1/user/keys/" + key.at("/id"), "");
        leaving.call(
                204, "POST", "/api/v1/user/auth/logout", "{\"refresh_token\": \"" + leaving.refreshToken() + "\"}");
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            assertThat(leaving.call("GET", ME, "").status()).isEqualTo(401);
            assertThat(statusOf(platform, revoked)).isEqualTo(401);
        });

        platform.killAndAwaitRestart(part);

        await().atMost(Duration.ofSeconds(60)).ignoreExceptions().untilAsserted(() -> {
            assertThat(statusOf(platform, kept)).isEqualTo(200);
            assertThat(staying.call("GET", ME, "").status()).isEqualTo(200);
        });
        assertThat(statusOf(platform, revoked)).isEqualTo(401);
        assertThat(leaving.call("GET", ME, "").status()).isEqualTo(401);
    }

    @Test
    void answersAgainAfterTheGatewayWasKilled(RunningPlatform platform) {
        TestUser user = platform.signUp();
        platform.killAndAwaitRestart(Part.GATEWAY);
        await().atMost(Duration.ofSeconds(30))
                .ignoreExceptions()
                .until(() -> user.call("GET", ME, "").status() == 200);
    }

    private static int statusOf(RunningPlatform platform, String key) {
        return platform.gateway()
                .json("GET", "/v1/models", Map.of("Authorization", "Bearer " + key), "")
                .status();
    }
}
