package dev.mainnet.launcher.supervision;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RestartBudgetTest {
    private final RestartBudget budget = new RestartBudget();

    @Test
    void givesUpSoonOnAPartThatNeverGetsReady() {
        budget.died(Duration.ZERO);
        budget.died(Duration.ZERO);
        assertThat(budget.isSpent()).isFalse();
        budget.died(Duration.ZERO);
        assertThat(budget.isSpent()).isTrue();
    }

    @Test
    void neverGivesUpOnAPartThatWasReady() {
        budget.ready();
        for (int i = 0; i < 1_000; i++) {
            budget.died(Duration.ofSeconds(1));
        }
        assertThat(budget.isSpent()).isFalse();
    }

    @Test
    void startsAPartAgainSoonThatWorkedForAWhileSinceItsLastDeath() {
        budget.ready();
        budget.died(Duration.ofSeconds(1));
        Duration first = budget.pause();
        budget.died(Duration.ofSeconds(1));
        budget.died(Duration.ofSeconds(60));
        assertThat(budget.pause()).isEqualTo(first);
    }

    @Test
    void waitsLongerAfterEachQuickDeathUpToABound() {
        budget.ready();
        budget.died(Duration.ZERO);
        Duration first = budget.pause();
        budget.died(Duration.ZERO);
        assertThat(budget.pause()).isEqualTo(first.multipliedBy(2));
        for (int i = 0; i < 100; i++) {
            budget.died(Duration.ZERO);
        }
        assertThat(budget.pause()).isBetween(first, Duration.ofSeconds(10));
    }
}
