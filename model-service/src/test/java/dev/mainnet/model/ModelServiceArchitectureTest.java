package dev.mainnet.model;

import dev.mainnet.testing.ArchitectureRules;
import org.junit.jupiter.api.Test;

class ModelServiceArchitectureTest {

    @Test
    void obeysTheDesignsRules() {
        ArchitectureRules.check("dev.mainnet.model");
    }
}
