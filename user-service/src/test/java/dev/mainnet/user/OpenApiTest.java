package dev.mainnet.user;

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
                rules.publicPaths().matchers(),
                rules.scopeRules().scopeByPattern(),
                rules.neitherCreateNorSpend().paths());

        new ApiDocument("user-service", "dev.mainnet.user", access, new PublishedPaths("/api/v1", "/user/", Set.of()))
                .check();
    }
}
