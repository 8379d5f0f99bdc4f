package dev.mainnet.gateway.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mainnet.defaults.error.ApiException;
import dev.mainnet.defaults.error.ErrorBody;
import dev.mainnet.defaults.error.ErrorCode;
import dev.mainnet.gateway.Clients;
import dev.mainnet.gateway.GatewayTest;
import dev.mainnet.gateway.Tokens;
import dev.mainnet.gateway.dialect.OpenAi.ErrorEnvelope;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.test.web.reactive.server.WebTestClient;

@GatewayTest
class OpenAiTest {

    @Autowired
    WebTestClient http;

    @Test
    void tellsTheCodeOfAPromptThatIsTooLong() {
        ApiException tooLong = ApiException.contextExceeded("are too long");
        ErrorBody body = new ErrorBody(tooLong.code().text(), tooLong.text(), tooLong.details(), null, "1");

        Dialect.Refusal told = new OpenAi()
                .told(
                        tooLong.code().status(),
                        body,
                        MockServerHttpRequest.get("/v1/").build());

        assertThat(((ErrorEnvelope) told.body()).error())
                .isEqualTo(new OpenAi.Fault(
                        "Invalid input data: messages are too long",
                        "invalid_request_error",
                        "messages",
                        "context_length_exceeded"));
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/embeddings, Invalid URL (POST /v1/embeddings), unknown_url",
        "/v1/missing, Invalid URL (POST /v1/missing), unknown_url",
        "/v1/models/missing, Resource not found, model_not_found",
        "/v1/models/ada/missing, Resource not found, model_not_found",
    })
    void tellsAPathThatDoesNotExistFromAModel(String path, String message, String code) {
        ErrorBody body = new ErrorBody("not_found", "Resource not found", null, null, "1");

        Dialect.Refusal told = new OpenAi()
                .told(
                        HttpStatus.NOT_FOUND,
                        body,
                        MockServerHttpRequest.post(path).build());

        assertThat(((ErrorEnvelope) told.body()).error())
                .isEqualTo(new OpenAi.Fault(message, "invalid_request_error", null, code));
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/refused, 400, Told by the service, invalid_request_error,",
        "/v1/a;b, 400, Invalid input data: path is ambiguous, invalid_request_error,",
    })
    void tellsErrorsInFourMembers(String path, int status, String message, String type, String code) {
        http.mutate()
                .defaultHeader("X-Forwarded-For", Clients.newAddress())
                .build()
                .get()
                .uri(path)
                .header("Authorization", Tokens.bearer(UUID.randomUUID()))
                .exchange()
                .expectStatus()
                .isEqualTo(status)
                .expectBody()
                .jsonPath("$.error.message")
                .isEqualTo(message)
                .jsonPath("$.error.type")
                .isEqualTo(type)
                .jsonPath("$.error.code")
                .value(told -> assertThat(told).isEqualTo(code))
                .jsonPath("$.error.length()")
                .isEqualTo(4);
    }

    @Test
    void hasClientsTryAgainOnlyWhatMaySucceed() {
        answerTo("/v1/paid").expectStatus().isEqualTo(409).expectHeader().valueEquals("x-should-retry", "false");
        answerTo("/v1/under-way").expectStatus().isEqualTo(409).expectHeader().doesNotExist("x-should-retry");
    }

    private WebTestClient.ResponseSpec answerTo(String path) {
        return Clients.somewhere(http)
                .post()
                .uri(path)
                .header("Authorization", Tokens.bearer(UUID.randomUUID()))
                .exchange();
    }

    @Test
    void tellsThatAKeyIsInvalidAsOpenAiDoes() {
        Clients.somewhere(http)
                .post()
                .uri("/v1/chat/completions")
                .header("Authorization", "Bearer mk_unknown")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue("{\"model\": \"scribe\"}")
                .exchange()
                .expectStatus()
                .isUnauthorized()
                .expectBody()
                .jsonPath("$.error.code")
                .isEqualTo("invalid_api_key")
                .jsonPath("$.error.type")
                .isEqualTo("invalid_request_error");
    }

    @ParameterizedTest
    @CsvSource({
        "INSUFFICIENT_CREDITS, credits, insufficient_quota, , insufficient_quota",
        "RATE_LIMIT_EXCEEDED, , rate_limit_error, , rate_limit_exceeded",
        "NOT_FOUND, , invalid_request_error, , model_not_found",
        "FORBIDDEN, , permission_error, , forbidden",
        "UPSTREAM_ERROR, , server_error, , upstream_error",
        "PAYLOAD_TOO_LARGE, , invalid_request_error, , payload_too_large",
        "VALIDATION_ERROR, temperature, invalid_request_error, temperature,",
        "INSUFFICIENT_CREDITS, credits, insufficient_quota, , insufficient_quota",
    })
    void tellsWhatHappenedInOpenAisWords(ErrorCode error, String field, String type, String param, String code) {
        List<ApiException.Detail> details =
                field == null ? null : Arrays.asList(new ApiException.Detail(field, "is told"));
        ErrorBody body = new ErrorBody(error.text(), "It failed", details, null, "1");

        Dialect.Refusal told = new OpenAi()
                .told(
                        error.status(),
                        body,
                        MockServerHttpRequest.post("/v1/chat/completions").build());

        OpenAi.Fault fault = ((ErrorEnvelope) told.body()).error();
        assertThat(told.status()).isEqualTo(error.status());
        assertThat(fault.type()).isEqualTo(type);
        assertThat(fault.param()).isEqualTo(param);
        assertThat(fault.code()).isEqualTo(code);
    }
}
