package dev.mainnet.model.deployment;

import dev.mainnet.model.ModelServiceTest;
import dev.mainnet.model.Scenario;
import dev.mainnet.testing.TestIdentity;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;

@ModelServiceTest
class ProviderDeploymentTest {

    @Autowired
    WebTestClient http;

    @Autowired
    Scenario scenario;

    private final TestIdentity ada = TestIdentity.user(Scenario.unique("ada"));

    @Test
    void aProvidersModelIsDeployedByTheProvidersName() {
        provider("mine");
        scenario.deploying(ada, """
                        {"provider": "mine", "provider_model": "gpt-4o-mini", "slug": "upstream",
                         "pricing": {"per_100_output_tokens": 2}}""")
                .expectStatus()
                .isCreated()
                .expectBody()
                .jsonPath("$.kind")
                .isEqualTo("text")
                .jsonPath("$.provider_model")
                .isEqualTo("gpt-4o-mini")
                .jsonPath("$.model_id")
                .doesNotExist();
    }

    @Test
    void anothersProviderIsAnsweredExactlyAsAnUnknownOne() {
        provider("hers");
        TestIdentity eve = TestIdentity.user(Scenario.unique("eve"));
        for (String name : new String[] {"hers", "nobodys"}) {
            scenario.deploying(
                            eve,
                            "{\"provider\": \"%s\", \"provider_model\": \"m\", \"slug\": \"stolen\"}".formatted(name))
                    .expectStatus()
                    .isNotFound()
                    .expectBody()
                    .jsonPath("$.message")
                    .isEqualTo("Provider not found");
        }
    }

    private void provider(String name) {
        http.post()
                .uri("/api/v1/providers")
                .header("Authorization", ada.bearer())
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue("{\"name\": \"%s\", \"kind\": \"openai\", \"api_key\": \"sk-1\"}".formatted(name))
                .exchange()
                .expectStatus()
                .isCreated();
    }
}
