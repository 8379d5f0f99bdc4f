package dev.mainnet.model.dialect.openai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mainnet.model.FakeTexts;
import dev.mainnet.model.ModelServiceTest;
import dev.mainnet.model.Scenario;
import dev.mainnet.model.upstream.UpstreamFailure;
import dev.mainnet.testing.TestIdentity;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import reactor.core.publisher.Flux;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** As OpenAI's own clients write and read it. */
@ModelServiceTest
class ChatCompletionTest {

    private static final String HI = "[{'role': 'user', 'content': 'Hi'}]";

    @Autowired
    WebTestClient http;

    @Autowired
    Scenario scenario;

    @Autowired
    FakeTexts texts;

    private final TestIdentity ada = TestIdentity.user(Scenario.unique("ada"));
    private final TestIdentity bob = TestIdentity.user(Scenario.unique("bob"));
    private final String model = ada.username() + "/fake";

    @Test
    void aWholeCompletionWithItsUsageAndWhatItCostInHeaders() {
        deploy();
        complete("{'model': '%s', 'messages': %s, 'max_tokens': 2, 'user': 'unknown members are ignored'}"
                        .formatted(model, HI))
                .expectStatus()
                .isOk()
                .expectHeader()
                .valueEquals("X-Mainnet-Cost", "0.47")
                .expectHeader()
                .valueEquals("X-Mainnet-Balance", "99.53")
                .expectHeader()
                .valueEquals("X-Mainnet-Input-Tokens", "7")
                .expectHeader()
                .valueEquals("X-Mainnet-Output-Tokens", "2")
                .expectBody()
                .json("""
                        {"object": "chat.completion", "model": "%s",
                         "choices": [{"index": 0, "message": {"role": "assistant", "content": "w1 w2 ", "refusal": null},
                                      "logprobs": null, "finish_reason": "length"}],
                         "usage": {"prompt_tokens": 7, "completion_tokens": 2, "total_tokens": 9,
                                   "prompt_tokens_details": {"cached_tokens": 0}}}""".formatted(model));
    }

    @Test
    void aStreamBeginsWithTheRoleAndEndsWithUsageAndDone() {
        deploy();
        List<String> data = stream("{'model': '%s', 'messages': %s, 'max_completion_tokens': 2, 'stream': true,"
                + " 'stream_options': {'include_usage': true}}");
        assertThat(data).hasSize(6).last().isEqualTo("[DONE]");
        List<JsonNode> chunks =
                data.stream().limit(5).map(JsonMapper.shared()::readTree).toList();
        assertThat(chunks).allSatisfy(chunk -> {
            assertThat(chunk.path("object").asString()).isEqualTo("chat.completion.chunk");
            assertThat(chunk.path("id").asString())
                    .isEqualTo(chunks.getFirst().path("id").asString())
                    .startsWith("chatcmpl-");
        });
        assertThat(chunks.get(0).at("/choices/0/delta").toString())
                .isEqualTo("{\"role\":\"assistant\",\"content\":\"\"}");
        assertThat(chunks.get(1).at("/choices/0").toString())
                .isEqualTo("{\"index\":0,\"delta\":{\"content\":\"w1 \"},\"logprobs\":null,\"finish_reason\":null}");
        assertThat(chunks.get(3).at("/choices/0/finish_reason").asString()).isEqualTo("length");
        assertThat(chunks.subList(0, 4))
                .allSatisfy(chunk -> assertThat(chunk.get("usage").isNull()).isTrue());
        assertThat(chunks.get(4).path("choices").isEmpty()).isTrue();
        assertThat(chunks.get(4).at("/usage/total_tokens").asInt()).isEqualTo(9);
        assertThat(chunks.get(4).at("/cost/credits").decimalValue()).isPositive();
        assertThat(chunks.get(4).at("/cost/balance").decimalValue()).isPositive();
    }

    @Test
    void withoutIncludeUsageNoChunkTellsIt() {
        deploy();
        assertThat(stream("{'model': '%s', 'messages': %s, 'max_tokens': 2, 'stream': true}"))
                .hasSize(5)
                .noneMatch(chunk -> chunk.contains("usage"));
    }

    @Test
    void aProviderThatDiesInTheMiddleIsAnErrorInTheFormatOfTheStream() {
        scenario.fund(bob, 100_000_000, 0);
        texts.deploy(
                ada,
                "fake",
                0,
                1,
                prompt -> Flux.just(FakeTexts.piece("a", 0, null))
                        .concatWith(Flux.error(new UpstreamFailure.BrokenOff(new UpstreamFailure.Failed("gone")))));
        assertThat(stream("{'model': '%s', 'messages': %s, 'stream': true}"))
                .hasSize(3)
                .last()
                .satisfies(last -> assertThat(JsonMapper.shared()
                                .readTree(last)
                                .at("/error/type")
                                .asString())
                        .isEqualTo("server_error"));
    }

    @Test
    void aFailureBeforeTheFirstTokenIsAnOrdinaryError() {
        scenario.fund(bob, 100_000_000, 0);
        texts.deploy(ada, "fake", 0, 1, prompt -> Flux.error(new UpstreamFailure.Failed("gone")));
        complete("{'model': '%s', 'messages': %s, 'stream': true}".formatted(model, HI))
                .expectStatus()
                .isEqualTo(502)
                .expectHeader()
                .contentType(MediaType.APPLICATION_JSON)
                .expectBody()
                .jsonPath("$.error")
                .isEqualTo("upstream_error");
    }

    @Test
    void partsRolesAndStopsAsClientsSendThem() {
        deploy();
        complete(
                        "{'model': '%s', 'messages': [{'role': 'developer', 'content': 'Be brief'}, {'role': 'user', 'content': "
                                        .formatted(model)
                                + "[{'type': 'text', 'text': 'Hi '}, {'type': 'text', 'text': 'there'}]}, {'role': 'assistant',"
                                + " 'content': 'Hello', 'name': 'x'}, {'role': 'user', 'content': 'Go on'}], 'stop': 'x', 'seed': 1,"
                                + " 'temperature': 1, 'max_tokens': 1, 'tools': [], 'response_format': {'type': 'text'}, 'n': 1}")
                .expectStatus()
                .isOk();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'messages': [{'role': 'user', 'content': 'Hi'}]}              | 400 | model",
                "{'model': 'nobody/nothing', 'messages': HI}                    | 404 | model",
                "{'model': 'nothing', 'messages': HI}                           | 404 | model",
                "{'model': MODEL}                                               | 400 | messages",
                "{'model': MODEL, 'messages': []}                               | 400 | messages",
                "{'model': MODEL, 'messages': [{'role': 'king', 'content': ''}]} | 400 | messages[0].role",
                "{'model': MODEL, 'messages': [{'role': 'user'}]}               | 400 | messages[0].content",
                "{'model': MODEL, 'messages': [{'role': 'user', 'content': [{'type': 'image_url', 'image_url': {'url': 'x'}}]}]} | 400 | messages[0].content[0].type",
                "{'model': MODEL, 'messages': HI, 'max_tokens': 0}              | 400 | max_tokens",
                "{'model': MODEL, 'messages': HI, 'max_tokens': 4097}           | 400 | max_tokens",
                "{'model': MODEL, 'messages': HI, 'max_completion_tokens': 0}   | 400 | max_completion_tokens",
                "{'model': MODEL, 'messages': HI, 'temperature': 3}             | 400 | temperature",
                "{'model': MODEL, 'messages': HI, 'n': 2}                       | 400 | n",
                "{'model': MODEL, 'messages': HI, 'tools': [{'type': 'function'}]} | 400 | tools",
                "{'model': MODEL, 'messages': HI, 'response_format': {'type': 'json_object'}} | 400 | response_format",
                "{'model': MODEL, 'messages': HI, 'logit_bias': {'50256': -100}} | 400 | logit_bias",
                "{'model': MODEL, 'messages': 'Hi'}                             | 400 | messages",
                "{'model': MODEL, 'messages': HI, 'max_tokens': 4000}           | 402 | credits",
            })
    void namesTheParameterThatIsWrong(String json, int status, String param) {
        deploy();
        complete(json.replace("MODEL", "'" + model + "'").replace("HI", HI))
                .expectStatus()
                .isEqualTo(status)
                .expectBody()
                .jsonPath("$.details[0].field")
                .isEqualTo(param);
    }

    @Test
    void modelsAreListedWithTheirPrices() {
        deploy();
        http.get()
                .uri("/v1/models")
                .header("Authorization", bob.bearer())
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.object")
                .isEqualTo("list")
                .jsonPath("$.data[?(@.id == '%s')].pricing.per_100_output_tokens".formatted(model))
                .isEqualTo(20);
        http.get()
                .uri("/v1/models/" + model)
                .header("Authorization", bob.bearer())
                .exchange()
                .expectBody()
                .jsonPath("$.pricing.per_100_input_tokens")
                .isEqualTo(1)
                .jsonPath("$.owned_by")
                .isEqualTo(ada.username())
                .jsonPath("$.context_length")
                .isEqualTo(4096);
        http.get()
                .uri("/v1/models/nobody/nothing")
                .header("Authorization", bob.bearer())
                .exchange()
                .expectStatus()
                .isNotFound();
    }

    @Test
    void aStreamThatWasAnsweredIsNotPaidAgainUnderItsIdempotencyKey() {
        deploy();
        String key = UUID.randomUUID().toString();
        String json = "{'model': '%s', 'messages': %s, 'max_tokens': 2, 'stream': true}".formatted(model, HI);
        keyed(key, json).expectStatus().isOk().expectBody(String.class).returnResult();
        keyed(key, json).expectStatus().isEqualTo(409);
        String whole = "{'model': '%s', 'messages': %s, 'max_tokens': 2}".formatted(model, HI);
        String other = UUID.randomUUID().toString();
        String first = keyed(other, whole)
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();
        keyed(other, whole).expectStatus().isOk().expectBody(String.class).isEqualTo(first);
    }

    @Test
    void aKeyListsWhatItMayCall() {
        deploy();
        String bearer = "Bearer "
                + TestIdentity.sign(bob.claims()
                        .claim("key_id", UUID.randomUUID().toString())
                        .claim("key_deployments", List.of(UUID.randomUUID().toString()))
                        .build());

        http.get()
                .uri("/v1/models")
                .header("Authorization", bearer)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.data")
                .isEmpty();
    }

    /** 100 tokens in cost 1 credit, 100 tokens out 20. */
    private void deploy() {
        scenario.fund(bob, 100_000_000, 0);
        texts.deploy(ada, "fake", 1_000_000, 20_000_000, FakeTexts::words);
    }

    private WebTestClient.ResponseSpec complete(String json) {
        return keyed(UUID.randomUUID().toString(), json);
    }

    private WebTestClient.ResponseSpec keyed(String key, String json) {
        return http.post()
                .uri("/v1/chat/completions")
                .header("Authorization", bob.bearer())
                .header("Idempotency-Key", key)
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(json.replace('\'', '"'))
                .exchange();
    }

    /** The data of each event. */
    private List<String> stream(String json) {
        String body = complete(json.formatted(model, HI))
                .expectStatus()
                .isOk()
                .expectHeader()
                .contentTypeCompatibleWith(MediaType.TEXT_EVENT_STREAM)
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();
        return Arrays.stream(body.split("\n\n"))
                .map(event -> {
                    assertThat(event).startsWith("data: ");
                    return event.substring("data: ".length());
                })
                .toList();
    }
}
