package dev.mainnet.gateway.dialect;

import static dev.mainnet.gateway.FakePlatform.ANONYMOUS_LIMIT;
import static dev.mainnet.gateway.FakePlatform.MAX_BODY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mainnet.defaults.error.ApiException;
import dev.mainnet.defaults.error.ErrorBody;
import dev.mainnet.defaults.error.ErrorCode;
import dev.mainnet.gateway.Clients;
import dev.mainnet.gateway.GatewayTest;
import dev.mainnet.gateway.Tokens;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.test.web.reactive.server.WebTestClient;

@GatewayTest
class DeployAndCreditsTest {

    @Autowired
    WebTestClient http;

    @Test
    void saysThatThereIsNoToken() {
        expect(ask("/api/payment/unauthorized", null), 401, "No token provided");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer", "Bearer ", "Bearer  ", "abc"})
    void saysThatTheTokenIsMissing(String authorization) {
        expect(ask("/api/payment/buy", authorization), 401, "Token missing");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer abc", "Bearer a.b.c", "Basic YTpi", "Bearer mk_unknown"})
    void saysThatTheTokenIsInvalid(String authorization) {
        expect(ask("/api/payment/buy", authorization), 403, "Invalid token");
    }

    @Test
    void saysThatAnExpiredTokenIsInvalid() {
        var expired = Tokens.claims(UUID.randomUUID())
                .expirationTime(Date.from(Instant.now().minusSeconds(60)))
                .build();

        expect(ask("/api/payment/buy", "Bearer " + Tokens.sign(expired)), 403, "Invalid token");
    }

    @Test
    void saysOfAWrongPasswordNothingAboutTokens() {
        expect(ask("/api/auth/unauthorized", null), 401, "Invalid or expired token");
    }

    @Test
    void passesTheAnswerToAValidToken() {
        ask("/api/payment/buy", Tokens.bearer(UUID.randomUUID()))
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.uri")
                .isEqualTo("/api/payment/buy");
    }

    @Test
    void translatesWhatAServiceRefuses() {
        expect(ask("/api/payment/refused", Tokens.bearer(UUID.randomUUID())), 400, "Told by the service");
    }

    @Test
    void translatesWhatTheGatewayRefuses() {
        expect(ask("/api/payment/a;b", Tokens.bearer(UUID.randomUUID())), 400, "Invalid input data: path is ambiguous");
    }

    @ParameterizedTest
    @CsvSource({
        "max_tokens, must be between 1 and 100, Invalid input data: maxTokens must be between 1 and 100",
        "messages[0].content, is too long, Invalid input data: input is too long",
        "temperature, must be between 0 and 2, Invalid input data: temperature must be between 0 and 2"
    })
    void saysWhatIsWrongByTheDocumentsNames(String field, String message, String text) {
        assertThat(told(ApiException.invalid(field, message))).isEqualTo(text);
    }

    @Test
    void saysWhatElseIsTheMatterInTheServicesWords() {
        assertThat(told(new ApiException(ErrorCode.INSUFFICIENT_CREDITS, "Insufficient credits")
                        .withDetail("credits", "The call may cost 20, you have 3; ask for fewer max_tokens")))
                .isEqualTo("Insufficient credits: The call may cost 20, you have 3; ask for fewer maxTokens");
        assertThat(told(new ApiException(ErrorCode.VALIDATION_ERROR, "Invalid credit quantity")))
                .isEqualTo("Invalid credit quantity");
    }

    private static String told(ApiException refusal) {
        var request = MockServerHttpRequest.post("/api/deploy/invoke/1/scribe").build();
        Dialect.Refusal told =
                new DeployAndCredits().told(refusal.code().status(), ErrorBody.of(refusal, "1"), request);
        return ((DeployAndCredits.TextBody) told.body()).error();
    }

    @Test
    void translatesThatABodyIsTooLarge() {
        expect(
                Clients.somewhere(http)
                        .post()
                        .uri("/api/payment/buy")
                        .bodyValue("x".repeat((int) MAX_BODY + 1))
                        .exchange(),
                413,
                "The request body is larger than " + MAX_BODY + " bytes");
    }

    @Test
    void translatesThatALimitIsReached() {
        WebTestClient client = Clients.somewhere(http);
        for (int i = 0; i < ANONYMOUS_LIMIT; i++) {
            client.get().uri("/api/payment/buy").exchange().expectStatus().isOk();
        }

        expect(client.get().uri("/api/payment/buy").exchange(), 429, "Too many requests")
                .expectHeader()
                .exists("Retry-After");
    }

    @Test
    void leavesTheNativeApiAsItIs() {
        ask("/api/v1/billing/balance", "Bearer abc")
                .expectStatus()
                .isUnauthorized()
                .expectBody()
                .jsonPath("$.error")
                .isEqualTo("unauthorized");
    }

    private WebTestClient.ResponseSpec ask(String path, String authorization) {
        return Clients.somewhere(http)
                .post()
                .uri(path)
                .headers(headers -> {
                    if (authorization != null) {
                        headers.set(HttpHeaders.AUTHORIZATION, authorization);
                    }
                })
                .exchange();
    }

    private static WebTestClient.ResponseSpec expect(WebTestClient.ResponseSpec answer, int status, String text) {
        answer.expectStatus().isEqualTo(status).expectBody(Map.class).isEqualTo(Map.of("error", text));
        return answer;
    }
}
