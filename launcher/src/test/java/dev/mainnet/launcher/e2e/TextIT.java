package dev.mainnet.launcher.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mainnet.launcher.demo.Answer;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Text by the platform's own models: native, in OpenAI's wire format and by document 2, paid by the token. */
@PlatformTest
class TextIT {
    private static final Duration OFFERED = Duration.ofSeconds(60);
    private static final Duration SETTLED = Duration.ofSeconds(60);
    private static final JsonMapper JSON = new JsonMapper();

    @Test
    void aStreamInOpenAisWireFormatCostsItsTokens(RunningPlatform platform) {
        TestUser caller = funded(platform);
        Map<String, String> key = key(platform, caller);

        List<JsonNode> chunks = stream(platform, key, """
                {"model": "scribe", "messages": [{"role": "user", "content": "In the beginning"}], "max_tokens": 32,
                 "stream": true, "stream_options": {"include_usage": true}}""");

        String text = String.join(
                "",
                chunks.stream()
                        .map(chunk -> chunk.at("/choices/0/delta/content").asString(""))
                        .toList());
        assertThat(text).isNotBlank();
        JsonNode usage = chunks.getLast().path("usage");
        assertThat(chunks.getLast().path("choices")).isEmpty();
        long tokens = usage.path("total_tokens").asLong();
        assertThat(tokens)
                .isEqualTo(usage.path("prompt_tokens").asLong()
                        + usage.path("completion_tokens").asLong())
                .isPositive();
        costs(caller, BigDecimal.valueOf(tokens).multiply(new BigDecimal("0.2")));
    }

    @Test
    void theSmallModelCostsATwentieth(RunningPlatform platform) {
        TestUser caller = funded(platform);
        Map<String, String> key = key(platform, caller);

        Answer answer = platform.gateway().json("POST", "/v1/chat/completions", key, """
                {"model": "mainnet/scribe-mini", "messages": [{"role": "user", "content": "And God said"}], "max_tokens": 16}""");

        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.at("/choices/0/message/content")).isNotBlank();
        BigDecimal cost = BigDecimal.valueOf(
                        answer.json().at("/usage/total_tokens").asLong())
                .movePointLeft(2);
        assertThat(new BigDecimal(answer.header("X-Mainnet-Cost"))).isEqualByComparingTo(cost);
        costs(caller, cost);
    }

    @Test
    void whoeverHangsUpInTheMiddlePaysForWhatCame(RunningPlatform platform) {
        TestUser caller = funded(platform);
        Map<String, String> key = key(platform, caller);

        try (Stream<String> lines = platform.gateway().lines("/v1/chat/completions", key, """
                {"model": "scribe-mini", "messages": [{"role": "user", "content": "And it came to pass"}], "max_tokens": 480,
                 "stream": true}""")) {
            assertThat(lines.filter(line -> line.startsWith("data: ")).limit(6)).hasSize(6);
        }

        JsonNode call = onlyCall(caller);
        assertThat(call.path("ended").asString()).isEqualTo("client_gone");
        assertThat(call.path("measured").asString()).isEqualTo("reported");
        assertThat(call.path("output_tokens").asInt()).isBetween(5, 479);
        costs(
                caller,
                BigDecimal.valueOf(call.path("input_tokens").asLong()
                                + call.path("output_tokens").asLong())
                        .movePointLeft(2));
    }

    @Test
    void aMainnetIsTheProviderOfAnother(RunningPlatform platform) {
        TestUser owner = funded(platform);
        TestUser caller = funded(platform);
        key(platform, owner);
        owner.call(201, "POST", "/api/v1/providers", """
                {"name": "upstream", "kind": "openai", "base_url": "%s/v1", "api_key": "%s"}""".formatted(
                        platform.gateway().address(), owner.newKey()));
        owner.call(201, "POST", "/api/v1/deployments", """
                {"provider": "upstream", "provider_model": "scribe-mini", "slug": "relay", "visibility": "public",
                 "pricing": {"per_100_output_tokens": 10}}""");

        List<JsonNode> chunks = stream(platform, key(platform, caller), """
                {"model": "%s/relay", "messages": [{"role": "user", "content": "And God said"}], "max_tokens": 12,
                 "stream": true, "stream_options": {"include_usage": true}}""".formatted(owner.username()));

        assertThat(chunks.getLast().at("/usage/completion_tokens").asInt()).isEqualTo(12);
        assertThat(onlyCall(owner).path("output_tokens").asInt()).isEqualTo(12);
        costs(caller, new BigDecimal("1.2"));
    }

    @Test
    void theNativeCallTellsCostAndBalance(RunningPlatform platform) {
        TestUser caller = funded(platform);
        Map<String, String> key = key(platform, caller);

        Answer answer = platform.gateway()
                .json("POST", "/api/v1/invoke/mainnet/scribe-mini", key, "{\"input\": \"In the\", \"max_tokens\": 8}");

        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.at("/output")).isNotBlank();
        BigDecimal cost = answer.json().at("/cost/credits").decimalValue();
        assertThat(cost).isPositive();
        assertThat(answer.json().at("/cost/balance").decimalValue())
                .isEqualByComparingTo(new BigDecimal("100").subtract(cost));
    }

    @Test
    void documentTwoDeploysAndInvokesByName(RunningPlatform platform) {
        TestUser caller = funded(platform);
        key(platform, caller);
        Answer options = caller.call(200, "GET", "/api/deploy/options", "");
        assertThat(options.json().path("models").toString()).contains("scribe", "scribe-mini");
        assertThat(options.json().path("regions").isArray()).isTrue();

        Answer deployed = caller.call(200, "POST", "/api/deploy/", "{\"modelName\": \"scribe-mini\"}");
        assertThat(deployed.at("/message")).isEqualTo("Model deployed successfully");
        String path =
                deployed.at("/apiUrl").substring(platform.gateway().address().length());
        Map<String, String> apiKey = Map.of("x-api-key", deployed.at("/apiKey"));
        String body = "{\"input\": \"Tell a joke about programming\", \"maxTokens\": 12, \"temperature\": 0.7}";
        Answer answer = await().atMost(SETTLED)
                .until(() -> platform.gateway().json("POST", path, apiKey, body), found -> found.status() != 401);

        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.at("/output")).isNotBlank();
        assertThat(platform.gateway()
                        .json("POST", "/v1/chat/completions", apiKey, """
                        {"model": "scribe", "messages": [{"role": "user", "content": "x"}]}""")
                        .status())
                .isEqualTo(403);
    }

    @Test
    void errorsHaveTheShapeOfTheirWireFormat(RunningPlatform platform) {
        TestUser caller = funded(platform);
        Map<String, String> key = key(platform, caller);

        Answer unknown = platform.gateway().json("POST", "/v1/chat/completions", key, """
                {"model": "nobody/nothing", "messages": [{"role": "user", "content": "x"}]}""");
        assertThat(unknown.status()).isEqualTo(404);
        assertThat(unknown.at("/error/code")).isEqualTo("model_not_found");
        Answer empty = platform.gateway()
                .json("POST", "/v1/chat/completions", key, "{\"model\": \"scribe\", \"messages\": []}");
        assertThat(empty.status()).isEqualTo(400);
        assertThat(empty.at("/error/type")).isEqualTo("invalid_request_error");
        assertThat(empty.at("/error/param")).isEqualTo("messages");
        for (int words : List.of(450, 5_000)) {
            Answer tooLong =
                    platform.gateway().json("POST", "/v1/chat/completions", key, """
                    {"model": "scribe-mini", "messages": [{"role": "user", "content": "%s"}], "max_tokens": 4}""".formatted("word ".repeat(words)));
            assertThat(tooLong.status()).as(tooLong.text()).isEqualTo(400);
            assertThat(tooLong.at("/error/code")).isEqualTo("context_length_exceeded");
            assertThat(tooLong.at("/error/param")).isEqualTo("messages");
            assertThat(tooLong.at("/error/message")).contains("512");
        }
        Answer bedrock = caller.call("POST", "/api/deploy", "{\"modelName\": \"meta.llama3-70b-instruct-v1:0\"}");
        assertThat(bedrock.status()).isEqualTo(503);
        assertThat(bedrock.at("/error")).contains("Bedrock");
    }

    @Test
    void modelsAreListedWithTheirPricesAndFoundByTheirNames(RunningPlatform platform) {
        Map<String, String> key = key(platform, funded(platform));

        JsonNode models = platform.gateway().json("GET", "/v1/models", key, "").json();
        assertThat(models.path("object").asString()).isEqualTo("list");
        assertThat(models.at("/data").findValuesAsString("id")).contains("scribe", "scribe-mini");
        for (String name : List.of("scribe", "mainnet/scribe", "mainnet%2Fscribe")) {
            JsonNode model = platform.gateway()
                    .json("GET", "/v1/models/" + name, key, "")
                    .json();
            assertThat(model.at("/pricing/per_100_output_tokens").decimalValue())
                    .as("%s: %s", name, model)
                    .isEqualByComparingTo("20");
        }
    }

    private static TestUser funded(RunningPlatform platform) {
        TestUser caller = platform.signUp();
        await().atMost(SETTLED)
                .untilAsserted(() -> assertThat(caller.balance("available")).isEqualByComparingTo("100"));
        return caller;
    }

    /** A key that works, once the platform's own models are there. */
    private static Map<String, String> key(RunningPlatform platform, TestUser caller) {
        Map<String, String> key = Map.of("Authorization", "Bearer " + caller.newKey());
        for (String model : List.of("scribe", "scribe-mini")) {
            await().atMost(OFFERED)
                    .until(() -> platform.gateway()
                                    .json("GET", "/v1/models/" + model, key, "")
                                    .status()
                            == 200);
        }
        return key;
    }

    private static List<JsonNode> stream(RunningPlatform platform, Map<String, String> headers, String body) {
        try (Stream<String> lines = platform.gateway().lines("/v1/chat/completions", headers, body)) {
            return lines.filter(line -> line.startsWith("data: "))
                    .map(line -> line.substring(6))
                    .takeWhile(data -> !data.equals("[DONE]"))
                    .map(JSON::readTree)
                    .toList();
        }
    }

    /** The one call that was paid, once it is. */
    private static JsonNode onlyCall(TestUser caller) {
        return await().atMost(SETTLED)
                .until(
                        () -> caller.call(200, "GET", "/api/v1/billing/calls", "")
                                .json()
                                .path("data"),
                        calls -> calls.size() == 1)
                .get(0);
    }

    private static void costs(TestUser caller, BigDecimal credits) {
        await().atMost(SETTLED)
                .untilAsserted(() -> assertThat(caller.balance("available"))
                        .isEqualByComparingTo(new BigDecimal("100").subtract(credits)));
    }
}
