package dev.mainnet.job;

import dev.mainnet.testing.openapi.ApiDocument;
import dev.mainnet.testing.openapi.ApiDocument.Access;
import dev.mainnet.testing.openapi.ApiDocument.PublishedPaths;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OpenApiTest {

    private final AccessRules rules = new AccessRules();

    @Test
    void tellsClientsWhatTheServiceDoes() {
        Access access = new Access(
                rules.workersHaveTokensOfTheirOwn().matchers(),
                rules.jobsNeedTheScopeJobs().scopeByPattern(),
                Set.of());

        new ApiDocument("job-service", "dev.mainnet.job", access, new PublishedPaths("", "", Set.of("/export")))
                .check();
    }
}
