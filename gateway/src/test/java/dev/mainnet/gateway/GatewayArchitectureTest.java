package dev.mainnet.gateway;

import dev.mainnet.testing.ArchitectureRules;
import org.junit.jupiter.api.Test;

class GatewayArchitectureTest {

    @Test
    void obeysTheDesign() {
        ArchitectureRules.check("dev.mainnet.gateway");
    }
}
