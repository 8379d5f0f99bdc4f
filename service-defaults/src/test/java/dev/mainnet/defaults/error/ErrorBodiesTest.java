package dev.mainnet.defaults.error;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mainnet.testing.ServiceTest;
import dev.mainnet.testing.TestIdentity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.StatusAssertions;
import org.springframework.test.web.reactive.server.WebTestClient;

@ServiceTest
class ErrorBodiesTest {

    @Autowired
    WebTestClient web;

    private final TestIdentity ada = TestIdentity.user("ada");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"item_name": "x", "price": 1, "pieces": 1, "colour": 2}  | colour    | is not known
            {"item_name": "x", "price": "1", "pieces": 1}             | price     | is missing or has the wrong type
            {"item_name": 7, "price": 1, "pieces": 1}                 | item_name | is missing or has the wrong type
            {"item_name": "x", "price": 1.0000001, "pieces": 1}       | price     | has more than six decimals
            {"item_name": "x", "price": 1e400, "pieces": 1}           | price     | is too large
            {"item_name": "x", "price": 1, "pieces": 1.5}             | pieces    | is missing or has the wrong type
            {"item_name": "x", "price": 1, "pieces": 99999999999}     | pieces    | is out of range
            {"item_name": "x", "price": 1}                            | pieces    | is missing or has the wrong type
            {"price": 1, "pieces": 1}                                 | item_name | must not be blank
            {"item_name": "123456789012345678901", "price": 1, "pieces": 1} | item_name | size must be between 0 and 20
            {"item_name": "x", "price": 1, "pieces": 1                | body      | is no JSON at line 1, column 43
            [] | body | is missing or has the wrong type
            """)
    void namesTheFieldThatIsWrong(String body, String field, String message) {
        order(body)
                .isBadRequest()
                .expectBody()
                .jsonPath("$.error")
                .isEqualTo("validation_error")
                .jsonPath("$.details[0].field")
                .isEqualTo(field)
                .jsonPath("$.details[0].message")
                .isEqualTo(message)
                .jsonPath("$.request_id")
                .isNotEmpty();
    }

    @Test
    void namesSeveralMistakesInTheOrderOfTheirFieldsAndTexts() {
        order("{\"item_name\": \"" + " ".repeat(21) + "\", \"price\": 1, \"pieces\": 1001}")
                .isBadRequest()
                .expectBody()
                .jsonPath("$.details[0].message")
                .isEqualTo("must not be blank")
                .jsonPath("$.details[1].message")
                .isEqualTo("size must be between 0 and 20")
                .jsonPath("$.details[2].field")
                .isEqualTo("pieces");
    }

    @Test
    void refusesABodyOverTheLimit() {
        order("{\"item_name\": \"" + "x".repeat(1_100_000) + "\"}")
                .isEqualTo(413)
                .expectBody()
                .jsonPath("$.error")
                .isEqualTo("payload_too_large");
    }

    @Test
    void refusesOtherContentTypes() {
        web.post()
                .uri("/orders")
                .header(HttpHeaders.AUTHORIZATION, ada.bearer())
                .contentType(MediaType.TEXT_PLAIN)
                .bodyValue("hello")
                .exchange()
                .expectStatus()
                .isEqualTo(415)
                .expectBody()
                .jsonPath("$.error")
                .isEqualTo("unsupported_media_type");
    }

    @Test
    void revealsNothingOfAnInternalError() {
        get("/broken")
                .isEqualTo(500)
                .expectBody(String.class)
                .value(body -> assertThat(body)
                        .contains("internal_error", "request_id")
                        .doesNotContain("secret"));
    }

    @Test
    void saysWhenToTryAgain() {
        get("/busy")
                .isEqualTo(503)
                .expectHeader()
                .valueEquals(HttpHeaders.RETRY_AFTER, "2")
                .expectBody()
                .jsonPath("$.retry_after")
                .isEqualTo(2);
    }

    @Test
    void answersAnUnknownPathAndAWrongMethodInTheSameShape() {
        get("/nowhere").isNotFound().expectBody().jsonPath("$.error").isEqualTo("not_found");
        get("/orders").isEqualTo(405).expectBody().jsonPath("$.error").isEqualTo("method_not_allowed");
    }

    @Test
    void namesAQueryParameterOfTheWrongType() {
        web.get()
                .uri("/open?number=x")
                .exchange()
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.details[0].field")
                .isEqualTo("number");
    }

    @Test
    void putsTheCallersRequestIdOnTheAnswerIfItIsWellFormed() {
        web.get()
                .uri("/open")
                .header("X-Request-Id", "abc-1")
                .exchange()
                .expectHeader()
                .valueEquals("X-Request-Id", "abc-1");
        web.get()
                .uri("/nowhere")
                .header("X-Request-Id", "no spaces please")
                .exchange()
                .expectHeader()
                .valueMatches("X-Request-Id", "[0-9a-f-]{36}");
    }

    private StatusAssertions order(String body) {
        return web.post()
                .uri("/orders")
                .header(HttpHeaders.AUTHORIZATION, ada.bearer())
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(body)
                .exchange()
                .expectStatus();
    }

    private StatusAssertions get(String path) {
        return web.get()
                .uri(path)
                .header(HttpHeaders.AUTHORIZATION, ada.bearer())
                .exchange()
                .expectStatus();
    }
}
