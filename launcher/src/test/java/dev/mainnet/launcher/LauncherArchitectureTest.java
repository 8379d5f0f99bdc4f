package dev.mainnet.launcher;

import dev.mainnet.testing.ArchitectureRules;
import org.junit.jupiter.api.Test;

class LauncherArchitectureTest {

    @Test
    void keepsTheRulesOfTheDesign() {
        ArchitectureRules.check("dev.mainnet.launcher");
    }
}
