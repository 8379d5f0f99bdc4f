package dev.mainnet.runner;

import dev.mainnet.testing.ArchitectureRules;
import org.junit.jupiter.api.Test;

class RunnerArchitectureTest {
    @Test
    void keepsTheRulesOfTheDesign() {
        ArchitectureRules.check("dev.mainnet.runner");
    }
}
