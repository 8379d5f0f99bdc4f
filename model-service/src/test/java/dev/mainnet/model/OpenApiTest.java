package dev.mainnet.model;

import dev.mainnet.testing.openapi.ApiDocument;
import dev.mainnet.testing.openapi.ApiDocument.Access;
import dev.mainnet.testing.openapi.ApiDocument.PublishedPaths;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OpenApiTest {

    private final AccessConfiguration rules = new AccessConfiguration();

    @Test
    void tellsClientsWhatTheServiceDoes() {
        Access access =
                new Access(rules.publicPaths().matchers(), rules.scopeRules().scopeByPattern(), Set.of());

        new ApiDocument("model-service", "dev.mainnet.model", access, new PublishedPaths("", "", Set.of("/export")))
                .check();
    }
}
