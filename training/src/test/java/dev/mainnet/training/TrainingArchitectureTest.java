package dev.mainnet.training;

import dev.mainnet.testing.ArchitectureRules;
import org.junit.jupiter.api.Test;

class TrainingArchitectureTest {

    @Test
    void obeysTheRulesOfTheDesign() {
        ArchitectureRules.check("dev.mainnet.training");
    }
}
