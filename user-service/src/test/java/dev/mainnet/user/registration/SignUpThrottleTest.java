package dev.mainnet.user.registration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mainnet.defaults.error.ApiException;
import dev.mainnet.defaults.error.ErrorCode;
import dev.mainnet.testing.MovableClock;
import dev.mainnet.testing.ServiceTest;
import dev.mainnet.user.session.Origin;
import dev.mainnet.user.throttle.Attempts;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import reactor.test.StepVerifier;

@ServiceTest
class SignUpThrottleTest {

    @Autowired
    Attempts attempts;

    @Autowired
    MovableClock clock;

    @Test
    void boundsTheAccountsOfAnAddress() {
        var throttle = new SignUpThrottle(attempts, new SignUpProperties(3, 100));
        Origin somewhere = new Origin("curl", UUID.randomUUID().toString().replace('-', '.'));
        for (int i = 0; i < 3; i++) {
            throttle.admit(somewhere).block();
        }

        StepVerifier.create(throttle.admit(somewhere))
                .verifyErrorSatisfies(
                        e -> assertThat(((ApiException) e).code()).isEqualTo(ErrorCode.RATE_LIMIT_EXCEEDED));
        clock.forward(Duration.ofHours(1));
        throttle.admit(somewhere).block();
    }

    @Test
    void followsTheGatewaysLimitOfStrangersUnlessItIsSet() {
        assertThat(new SignUpProperties(0, 100).anHour()).isEqualTo(50);
        assertThat(new SignUpProperties(0, 1_000_000).anHour()).isEqualTo(500_000);
        assertThat(new SignUpProperties(7, 100).anHour()).isEqualTo(7);
    }
}
