package dev.mainnet.gateway.routing;

import dev.mainnet.gateway.Clients;
import dev.mainnet.gateway.ImpatientGatewayTest;
import dev.mainnet.gateway.Tokens;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.json.JsonCompareMode;
import org.springframework.test.web.reactive.server.WebTestClient;

@ImpatientGatewayTest
class SlowServiceTest {

    @Autowired
    WebTestClient http;

    @Test
    void isToldOf() {
        post("/api/v1/jobs/never")
                .expectStatus()
                .isEqualTo(504)
                .expectBody()
                .jsonPath("$.error")
                .isEqualTo("upstream_timeout");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            /atlas/auth/never  | {"message": "The service did not answer in time"}
            /api/payment/never | {"error": "The service did not answer in time"}
            /api/auth/never    | {"error": "The service did not answer in time"}
            /v1/never          | {"error": {"message": "The service did not answer in time", "type": "server_error", "param": null, "code": "upstream_timeout"}}
            """)
    void isToldOfInEachDialect(String path, String body) {
        post(path).expectStatus().isEqualTo(504).expectBody().json(body, JsonCompareMode.STRICT);
    }

    @ParameterizedTest
    @CsvSource({"/api/v1/invoke/ada/late", "/api/deploy/invoke/1/late"})
    void isWaitedForLongerWhereItIsADeployments(String call) {
        post(call).expectStatus().isOk().expectBody().jsonPath("$.late").isEqualTo(true);
    }

    @Test
    void isNotWaitedForLongerOnOtherPathsOfADeployment() {
        post("/api/v1/invoke/ada/iris/never").expectStatus().isEqualTo(504);
    }

    private WebTestClient.ResponseSpec post(String path) {
        return Clients.somewhere(http)
                .post()
                .uri(path)
                .header("Authorization", Tokens.bearer(UUID.randomUUID()))
                .exchange();
    }
}
