package dev.mainnet.model.dialect.deployandcredits;

import dev.mainnet.contracts.PlatformAccount;
import dev.mainnet.model.FakeTexts;
import dev.mainnet.model.ModelServiceTest;
import dev.mainnet.model.Scenario;
import dev.mainnet.testing.TestIdentity;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;

@ModelServiceTest
class DeployControllerTest {

    @Autowired
    WebTestClient http;

    @Autowired
    Scenario scenario;

    @Autowired
    FakeTexts texts;

    private final TestIdentity platform = new TestIdentity(
            PlatformAccount.ID, PlatformAccount.USERNAME, List.of("client"), "account models invoke jobs billing");
    private final TestIdentity bob = TestIdentity.user(Scenario.unique("bob"));
    private final String name = Scenario.unique("fake");

    @BeforeEach
    void deploy() {
        texts.deploy(platform, name, 20_000_000, 20_000_000, FakeTexts::words);
        scenario.fund(bob, 100_000_000, 0);
        http.post()
                .uri("/api/deploy")
                .header("Authorization", bob.bearer())
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue("{\"modelName\": \"" + name + "\"}")
                .exchange()
                .expectStatus()
                .isOk();
    }

    @Test
    void whatWasDeployedAnswersAtThePlatformsPrice() {
        invoke(
                        bob.accountId().toString(),
                        name,
                        "{\"input\": \"Tell a joke\", \"maxTokens\": 3, \"temperature\": 0.7, \"topK\": 5}")
                .expectStatus()
                .isOk()
                .expectHeader()
                .valueEquals("X-Mainnet-Cost", "2")
                .expectHeader()
                .valueEquals("X-Mainnet-Balance", "98")
                .expectHeader()
                .valueEquals("X-Mainnet-Output-Tokens", "3")
                .expectBody()
                .json("{\"output\": \"w1 w2 w3 \"}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}                                    | input",
                "{\"input\": \"\"}                     | input",
                "{\"input\": \"x\", \"maxTokens\": 0}  | max_tokens",
                "{\"input\": \"x\", \"temperature\": 3} | temperature",
            })
    void whatIsWrongWithARequestIsNamed(String body, String field) {
        invoke(bob.accountId().toString(), name, body)
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.details[0].field")
                .isEqualTo(field);
    }

    @Test
    void whatOneHasNotDeployedIsNotFound() {
        String body = "{\"input\": \"x\"}";
        invoke(bob.accountId().toString(), "scribe-of-nobody", body)
                .expectStatus()
                .isNotFound();
        invoke(UUID.randomUUID().toString(), name, body).expectStatus().isNotFound();
    }

    private WebTestClient.ResponseSpec invoke(String userId, String modelName, String body) {
        return http.post()
                .uri("/api/deploy/invoke/" + userId + "/" + modelName)
                .header("Authorization", bob.keyBearer(UUID.randomUUID()))
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(body)
                .exchange();
    }
}
