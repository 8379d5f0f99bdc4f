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
import org.springframework.http.MediaType;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.test.web.reactive.server.WebTestClient;

@GatewayTest
class OpenAiTest {

    @Autowired
    WebTestClient http;

    @ParameterizedTest
    @CsvSource({
        "/v1/refused, 400, Told by the service, invalid_request_error,",
        "/v1/never, 504, The service did not answer in time, server_error, upstream_timeout",
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
        "VALIDATION_ERROR, context_length_exceeded, invalid_request_error, messages, context_length_exceeded",
    })
    void tellsWhatHappenedInOpenAisWords(ErrorCode error, String field, String type, String param, String code) {
        List<ApiException.Detail> details =
                field == null ? null : Arrays.asList(new ApiException.Detail(field, "is told"));
        ErrorBody body = new ErrorBody(error.text(), "It failed", details, null, "1");

        Dialect.Refusal told = new OpenAi()
                .told(error.status(), body, MockServerHttpRequest.get("/v1/").build());

        OpenAi.Fault fault = ((ErrorEnvelope) told.body()).error();
        assertThat(told.status()).isEqualTo(error.status());
        assertThat(fault.type()).isEqualTo(type);
        assertThat(fault.param()).isEqualTo(param);
        assertThat(fault.code()).isEqualTo(code);
    }
}
