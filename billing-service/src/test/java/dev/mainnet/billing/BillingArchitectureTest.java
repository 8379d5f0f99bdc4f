package dev.mainnet.billing;

import dev.mainnet.testing.ArchitectureRules;
import org.junit.jupiter.api.Test;

class BillingArchitectureTest {

    @Test
    void keepsTheRulesOfTheDesign() {
        ArchitectureRules.check("dev.mainnet.billing");
    }
}
