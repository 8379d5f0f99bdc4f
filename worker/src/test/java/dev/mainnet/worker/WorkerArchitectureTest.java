package dev.mainnet.worker;

import dev.mainnet.testing.ArchitectureRules;
import org.junit.jupiter.api.Test;

class WorkerArchitectureTest {

    @Test
    void obeysTheRulesOfTheDesign() {
        ArchitectureRules.check("dev.mainnet.worker");
    }
}
