package dev.mainnet.launcher.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mainnet.launcher.settings.Part;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What happens when processes of the platform are killed. */
@PlatformTest
class SurvivalIT {

    @ParameterizedTest
    @EnumSource(names = {"POSTGRES", "KAFKA", "BILLING_SERVICE"})
    void keepsBalancesAndGrantsNewOnesAfterAKill(Part part, RunningPlatform platform) {
        TestUser before = platform.signUp();
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(before.balance("available")).isEqualByComparingTo("100"));

        platform.killAndAwaitRestart(part);

        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(before.balance("available")).isEqualByComparingTo("100"));
        TestUser after =
                await().atMost(Duration.ofSeconds(60)).ignoreExceptions().until(platform::signUp, user -> true);
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(after.balance("available")).isEqualByComparingTo("100"));
    }

    @Test
    void answersAgainAfterTheGatewayWasKilled(RunningPlatform platform) {
        TestUser user = platform.signUp();
        platform.killAndAwaitRestart(Part.GATEWAY);
        await().atMost(Duration.ofSeconds(30))
                .ignoreExceptions()
                .until(() -> user.call("GET", "/api/v1/user/me", "").status() == 200);
    }
}
