package dev.mainnet.model.invocation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mainnet.model.FakeRunner;
import dev.mainnet.model.FakeTexts;
import dev.mainnet.model.ModelServiceTest;
import dev.mainnet.model.Scenario;
import dev.mainnet.model.metering.OpenCalls;
import dev.mainnet.model.upstream.UpstreamFailure;
import dev.mainnet.testing.HangUps;
import dev.mainnet.testing.TestIdentity;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.MediaType;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import reactor.core.publisher.Flux;

@ModelServiceTest
class InvokeTextTest {

    @Autowired
    WebTestClient http;

    @Autowired
    Scenario scenario;

    @Autowired
    FakeTexts texts;

    @Autowired
    OpenCalls openCalls;

    @Autowired
    DatabaseClient database;

    @LocalServerPort
    int port;

    private final TestIdentity ada = TestIdentity.user(Scenario.unique("ada"));
    private final TestIdentity bob = TestIdentity.user(Scenario.unique("bob"));
    private final String address = ada.username() + "/fake";

    @Test
    void aWholeTextWithItsUsageAndCost() {
        deploy();
        scenario.invoke(bob.bearer(), address, "{\"input\": \"Hi\", \"max_tokens\": 3, \"temperature\": 0.5}")
                .expectStatus()
                .isOk()
                .expectHeader()
                .valueEquals("X-Mainnet-Cost", "0.6")
                .expectBody()
                .json("""
                        {"output": "w1 w2 w3 ", "finish_reason": "length",
                         "usage": {"requests": 1, "input_tokens": 7, "output_tokens": 3, "measured": "reported"},
                         "cost": {"credits": 0.6, "balance": 99.4}}""");
    }

    @Test
    void aStreamTellsTokensUsageAndTheEnd() {
        deploy();
        assertThat(
                        body(
                                "{\"messages\": [{\"role\": \"user\", \"content\": \"Hi\"}], \"max_tokens\": 2, \"stream\": true}"))
                .isEqualTo("""
                        event: token
                        data: {"text":"w1 "}

                        event: token
                        data: {"text":"w2 "}

                        event: usage
                        data: {"usage":{"requests":1,"input_tokens":7,"cached_input_tokens":0,"output_tokens":2,"measured":"reported"},\
                        "cost":{"credits":0.4,"balance":99.6}}

                        event: done
                        data: {"finish_reason":"length"}

                        """);
    }

    @Test
    void aStreamThatBreaksEndsInAnErrorAfterWhatItCost() {
        scenario.fund(bob, 100_000_000, 0);
        texts.deploy(
                ada,
                "fake",
                0,
                20_000_000,
                prompt -> FakeTexts.words(prompt)
                        .concatWith(Flux.error(new UpstreamFailure.BrokenOff(new UpstreamFailure.TimedOut()))));
        assertThat(body("{\"input\": \"Hi\", \"max_tokens\": 1, \"stream\": true}"))
                .contains("event: usage")
                .contains("event: error\ndata: {\"error\":\"upstream_timeout\"")
                .doesNotContain("event: done");
    }

    @Test
    void theAcceptHeaderAsksForAStreamToo() {
        deploy();
        http.post()
                .uri("/api/v1/invoke/" + address)
                .header("Authorization", bob.bearer())
                .accept(MediaType.TEXT_EVENT_STREAM)
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue("{\"input\": \"Hi\", \"max_tokens\": 1}")
                .exchange()
                .expectHeader()
                .contentTypeCompatibleWith(MediaType.TEXT_EVENT_STREAM);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}                                          | input",
                "{'input': [1, 2]}                           | input",
                "{'inputs': ['a']}                           | inputs",
                "{'input': 'a', 'messages': []}              | messages",
                "{'messages': []}                            | messages",
                "{'messages': [{'role': 'user'}]}            | messages[0]",
                "{'messages': [{'role': 'tool', 'content': 'a'}]} | messages[0].role",
                "{'input': ''}                               | messages",
                "{'input': 'a', 'max_tokens': 5000}          | max_tokens",
                "{'input': 'a', 'top_p': 2}                  | top_p",
                "{'input': 'a', 'unknown': 2}                | unknown",
            })
    void namesWhatIsWrong(String json, String field) {
        deploy();
        scenario.invoke(bob.bearer(), address, json.replace('\'', '"'))
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.details[0].field")
                .isEqualTo(field);
    }

    @Test
    void aPromptThatIsTooLongIsToldTheLimit() {
        deploy();
        scenario.invoke(bob.bearer(), address, "{\"input\": \"" + "x".repeat(1_000_001) + "\"}")
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.details[0].message")
                .value(message -> assertThat((String) message).contains("1000000"));
    }

    @Test
    void aPredictionCannotBeStreamed() {
        scenario.deploy(ada, FakeRunner.IRIS, "iris", "0");
        scenario.invoke(bob.bearer(), ada.username() + "/iris", "{\"input\": [1, 2, 3, 4], \"stream\": true}")
                .expectStatus()
                .isBadRequest();
    }

    @Test
    void aPricePerSecondIsPaidForTheTimeThatTheModelRan() {
        scenario.deploy(ada, FakeRunner.IRIS, "iris", "0");
        database.sql("UPDATE deployment SET price_per_second_micro = 1000000 WHERE owner_id = $1")
                .bind(0, ada.accountId())
                .then()
                .block();
        scenario.fund(bob, 100_000_000, 0);
        FakeRunner.INSTANCE.delay = Duration.ofMillis(300);
        try {
            scenario.invoke(bob.bearer(), ada.username() + "/iris", "{\"input\": [1, 2, 3, 4]}")
                    .expectStatus()
                    .isOk()
                    .expectBody()
                    .jsonPath("$.cost.credits")
                    .value(credits ->
                            assertThat(((Number) credits).doubleValue()).isBetween(0.3, 30.0));
        } finally {
            FakeRunner.INSTANCE.reset();
        }
    }

    @Test
    void clientsThatHangUpLeaveNothingBehind() {
        scenario.fund(bob, 100_000_000_000L, 0);
        texts.deploy(
                ada, "fake", 0, 20_000_000, prompt -> FakeTexts.words(prompt).concatWith(Flux.never()));
        int cancelledBefore = texts.cancelled.get();

        new HangUps(
                        port,
                        "/api/v1/invoke/" + address,
                        Map.of("Authorization", bob.bearer(), "Content-Type", "application/json"),
                        "{\"input\": \"Hi\", \"max_tokens\": 20, \"stream\": true}")
                .make(500);

        Awaitility.await().atMost(Duration.ofSeconds(40)).untilAsserted(() -> {
            assertThat(texts.running).hasValue(0);
            assertThat(openCalls.open()).isZero();
        });
        assertThat(texts.cancelled.get() - cancelledBefore).isGreaterThanOrEqualTo(250);
    }

    /** 100 tokens out cost 20 credits. */
    private void deploy() {
        scenario.fund(bob, 100_000_000, 0);
        texts.deploy(ada, "fake", 0, 20_000_000, FakeTexts::words);
    }

    private String body(String json) {
        return scenario.invoke(bob.bearer(), address, json)
                .expectStatus()
                .isOk()
                .expectHeader()
                .contentTypeCompatibleWith(MediaType.TEXT_EVENT_STREAM)
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();
    }
}
