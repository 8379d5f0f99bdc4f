package dev.mainnet.job;

import dev.mainnet.testing.ArchitectureRules;
import org.junit.jupiter.api.Test;

class JobServiceArchitectureTest {

    @Test
    void obeysTheRulesOfTheDesign() {
        ArchitectureRules.check("dev.mainnet.job");
    }
}
