package dev.mainnet.billing;

import dev.mainnet.testing.openapi.ApiDocument;
import dev.mainnet.testing.openapi.ApiDocument.Access;
import dev.mainnet.testing.openapi.ApiDocument.PublishedPaths;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OpenApiTest {

    private final BillingApplication rules = new BillingApplication();

    @Test
    void tellsClientsWhatTheServiceDoes() {
        Access access = new Access(
                rules.publicPaths().matchers(),
                rules.scopeRules().scopeByPattern(),
                rules.idempotencyExclusions().paths());

        new ApiDocument("billing-service", "dev.mainnet.billing", access, new PublishedPaths("", "", Set.of("/export")))
                .check();
    }
}
