package dev.mainnet.user;

import dev.mainnet.testing.ArchitectureRules;
import org.junit.jupiter.api.Test;

class UserServiceArchitectureTest {

    @Test
    void keepsTheRulesOfTheDesign() {
        ArchitectureRules.check("dev.mainnet.user");
    }
}
