package dev.mainnet.runner.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mainnet.runner.RunnerTest;
import dev.mainnet.runner.gguf.TextModelFiles;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class ChatTest extends RunnerTest {
    private static final String TEMPLATE =
            "{% for m in messages %}" + TextModelFiles.MARK + "{{ m.role }}:{{ m.content }}{% endfor %}";

    @BeforeEach
    void model() {
        if (get("/v1/models/chain").statusCode() == 404) {
            load("chain", TextModelFiles.certain());
            load("wavering", TextModelFiles.wavering());
            load("templated", TextModelFiles.withTemplate(TEMPLATE));
        }
    }

    private HttpResponse<byte[]> chat(String model, String content, String more) {
        return post(
                "/v1/chat/completions",
                ("{'model':'" + model + "','messages':[{'role':'user','content':'" + content + "'}]" + more + "}")
                        .replace('\'', '"'));
    }

    private static String content(HttpResponse<byte[]> answer) {
        assertThat(answer.statusCode()).as(text(answer)).isEqualTo(200);
        return json(answer).at("/choices/0/message/content").asString();
    }

    private static List<String> events(HttpResponse<byte[]> answer) {
        assertThat(answer.statusCode()).as(text(answer)).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/event-stream");
        return text(answer).lines().filter(line -> !line.isEmpty()).toList();
    }

    private static String streamed(List<String> events) {
        return events.stream()
                .filter(event -> event.startsWith("data: {"))
                .map(event -> JSON.readTree(event.substring(6)).at("/choices/0/delta/content"))
                .filter(JsonNode::isString)
                .map(JsonNode::asString)
                .collect(Collectors.joining());
    }

    @Test
    void answersInOpenAisShapeAndCountsTokens() {
        HttpResponse<byte[]> answer = chat("chain", "a", "");
        assertThat(content(answer)).isEqualTo(TextModelFiles.AFTER_A);
        JsonNode json = json(answer);
        assertThat(json.path("object").asString()).isEqualTo("chat.completion");
        assertThat(json.path("id").asString()).startsWith("chatcmpl-");
        assertThat(json.path("model").asString()).isEqualTo("chain");
        assertThat(json.at("/choices/0/message/role").asString()).isEqualTo("assistant");
        assertThat(json.at("/choices/0/finish_reason").asString()).isEqualTo("stop");
        assertThat(json.at("/usage/prompt_tokens").asInt()).isEqualTo(1);
        assertThat(json.at("/usage/completion_tokens").asInt()).isEqualTo(TextModelFiles.TOKENS_AFTER_A);
        assertThat(json.at("/usage/total_tokens").asInt()).isEqualTo(TextModelFiles.TOKENS_AFTER_A + 1);
    }

    @Test
    void streamsTheSameTextWholeCharactersAtATime() {
        List<String> events = events(chat("chain", "a", ",'stream':true"));
        assertThat(streamed(events)).isEqualTo(TextModelFiles.AFTER_A);
        assertThat(events).noneMatch(event -> event.contains("\ufffd") || event.contains("usage"));
        assertThat(JSON.readTree(events.getFirst().substring(6))
                        .at("/choices/0/delta/role")
                        .asString())
                .isEqualTo("assistant");
        assertThat(events.getLast()).isEqualTo("data: [DONE]");
        JsonNode last = JSON.readTree(events.get(events.size() - 2).substring(6));
        assertThat(last.at("/choices/0/finish_reason").asString()).isEqualTo("stop");
        assertThat(last.at("/choices/0/delta").isEmpty()).isTrue();
        assertThat(last.path("object").asString()).isEqualTo("chat.completion.chunk");
    }

    @Test
    void tellsTheUsageOfAStreamAtItsEndOrAllAlong() {
        List<String> atTheEnd = events(chat("chain", "x", ",'stream':true,'stream_options':{'include_usage':true}"));
        assertThat(atTheEnd.getFirst()).contains("\"usage\":null");
        JsonNode usage = JSON.readTree(atTheEnd.get(atTheEnd.size() - 2).substring(6));
        assertThat(usage.path("choices").isEmpty()).isTrue();
        assertThat(usage.at("/usage/completion_tokens").asInt()).isEqualTo(11);
        List<String> always = events(chat(
                "chain", "x", ",'stream':true,'stream_options':{'include_usage':true,'continuous_usage_stats':true}"));
        List<Integer> counts = always.stream()
                .filter(event -> event.startsWith("data: {"))
                .map(event -> JSON.readTree(event.substring(6))
                        .at("/usage/completion_tokens")
                        .asInt(-1))
                .toList();
        // y, z, a character of two bytes, of three, of four; the end; the usage.
        assertThat(counts).containsExactly(0, 1, 2, 4, 7, 11, 11, 11);
    }

    @Test
    void endsBeforeAStopAndAtTheTokensWanted() {
        HttpResponse<byte[]> stopped = chat("chain", "a", ",'stop':['fg','never']");
        assertThat(content(stopped)).isEqualTo("bcde");
        assertThat(json(stopped).at("/choices/0/finish_reason").asString()).isEqualTo("stop");
        assertThat(streamed(events(chat("chain", "a", ",'stop':'fg','stream':true"))))
                .isEqualTo("bcde");
        HttpResponse<byte[]> short3 = chat("chain", "a", ",'max_tokens':3");
        assertThat(content(short3)).isEqualTo("bcd");
        assertThat(json(short3).at("/choices/0/finish_reason").asString()).isEqualTo("length");
        assertThat(json(short3).at("/usage/completion_tokens").asInt()).isEqualTo(3);
        assertThat(content(chat("chain", "a", ",'max_completion_tokens':2,'max_tokens':9")))
                .isEqualTo("bc");
    }

    @Test
    void drawsTheSameWithTheSameSeedAndOtherwiseNot() {
        String seeded = content(chat("wavering", "a", ",'seed':7,'max_tokens':40"));
        assertThat(content(chat("wavering", "a", ",'seed':7,'max_tokens':40"))).isEqualTo(seeded);
        assertThat(content(chat("wavering", "a", ",'seed':8,'max_tokens':40"))).isNotEqualTo(seeded);
        assertThat(content(chat("wavering", "a", ",'temperature':0"))).isEqualTo(TextModelFiles.AFTER_A);
        assertThat(content(chat("wavering", "a", ",'top_p':0.01"))).isEqualTo(TextModelFiles.AFTER_A);
    }

    @Test
    void leansAwayFromTokensAsAsked() {
        // Y and Z follow each other for ever, unless what came already counts against them; token 67 is 'C'.
        assertThat(content(chat("wavering", "Y", ",'temperature':0,'max_tokens':6")))
                .isEqualTo("ZYZYZY");
        assertThat(content(chat("wavering", "Y", ",'temperature':0,'max_tokens':6,'frequency_penalty':2")))
                .startsWith("ZYZ")
                .isNotEqualTo("ZYZYZY");
        assertThat(content(chat("chain", "a", ",'temperature':0,'max_tokens':2,'logit_bias':{'67':100}")))
                .isEqualTo("CC");
    }

    @Test
    void writesMessagesAsTheModelsTemplateSays() {
        HttpResponse<byte[]> answer = post("/v1/chat/completions", """
                {"model":"templated","max_tokens":5,"messages":[
                  {"role":"developer","content":"x"},
                  {"role":"user","content":[{"type":"text","text":"b"},{"type":"text","text":"a"}]}]}""");
        assertThat(content(answer)).isEqualTo("bcdef");
        // Each mark is one token, all else a byte.
        assertThat(json(answer).at("/usage/prompt_tokens").asInt())
                .isEqualTo(2 + "system:x".length() + "user:ba".length());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'model':'chain','messages':[]}                                        | messages",
                "{'model':'chain'}                                                      | messages",
                "{'messages':[{'role':'user','content':'a'}]}                           | model",
                "{'model':'chain','messages':[{'role':'robot','content':'a'}]}          | messages[0].role",
                "{'model':'chain','messages':[{'role':'user'}]}                         | messages[0].content",
                "{'model':'chain','messages':[{'role':'user','content':[{'type':'image_url'}]}]} | messages[0].content[0].type",
                "{'model':'chain','messages':[{'role':'user','content':'a'}],'max_tokens':0} | max_tokens",
                "{'model':'chain','messages':[{'role':'user','content':'a'}],'temperature':3} | temperature",
                "{'model':'chain','messages':[{'role':'user','content':'a'}],'top_p':'x'} | top_p",
                "{'model':'chain','messages':[{'role':'user','content':'a'}],'n':2}     | n",
                "{'model':'chain','messages':[{'role':'user','content':'a'}],'stop':['1','2','3','4','5']} | stop",
                "{'model':'chain','messages':[{'role':'user','content':'a'}],'seed':'x'} | seed",
                "{'model':'chain','messages':[{'role':'user','content':'a'}],'logit_bias':{'x':1}} | logit_bias",
                "{'model':'chain','messages':[{'role':'user','content':'a'}],'tools':[{'type':'function'}]} | tools",
                "{'model':'chain','messages':[{'role':'user','content':'a'}],'stream':'yes'} | stream",
                "{'model':'chain','messages':[{'role':'user','content':''}]}            | messages",
            })
    void namesTheParameterThatIsWrong(String request, String parameter) {
        HttpResponse<byte[]> answer = post("/v1/chat/completions", request.replace('\'', '"'));
        assertThat(answer.statusCode()).as(text(answer)).isEqualTo(400);
        assertThat(json(answer).at("/error/type").asString()).isEqualTo("invalid_request_error");
        assertThat(json(answer).at("/error/param").asString()).isEqualTo(parameter);
        assertThat(json(answer).at("/error/message").asString()).isNotBlank();
    }

    @Test
    void namesTheLimitToAPromptThatIsTooLong() {
        load(
                "narrow",
                TextModelFiles.writer(2).number("llama.context_length", 256).file());
        for (int length : new int[] {256, 900_000}) {
            HttpResponse<byte[]> answer = chat("narrow", "a".repeat(length), ",'stream':true");
            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(json(answer).at("/error/code").asString()).isEqualTo("context_length_exceeded");
            assertThat(json(answer).at("/error/message").asString()).contains("at most 256 tokens");
        }
        HttpResponse<byte[]> longest = chat("narrow", "a".repeat(255), ",'max_tokens':100");
        assertThat(content(longest)).isEqualTo("b");
        assertThat(json(longest).at("/choices/0/finish_reason").asString()).isEqualTo("length");
        post("/v2/repository/models/narrow/unload", "");
    }

    @Test
    void refusesWhatIsNoCall() {
        assertThat(post("/v1/chat/completions", "{").statusCode()).isEqualTo(400);
        assertThat(post("/v1/chat/completions", "[]").statusCode()).isEqualTo(400);
        assertThat(post("/v1/chat/completions", "").statusCode()).isEqualTo(400);
        HttpResponse<byte[]> unknown = chat("nobody", "a", "");
        assertThat(unknown.statusCode()).isEqualTo(404);
        assertThat(json(unknown).at("/error/code").asString()).isEqualTo("model_not_found");
        assertThat(chat("chain", "a".repeat(2 << 20), "").statusCode()).isEqualTo(413);
        assertThat(json(get("/v1/elsewhere")).at("/error/message").asString()).isNotBlank();
    }

    @Test
    void countsTokensInItsMetrics() {
        content(chat("chain", "a", ",'max_tokens':5"));
        assertThat(meters.counter("mainnet.text.tokens", "kind", "completion").count())
                .isGreaterThanOrEqualTo(5);
        assertThat(meters.counter("mainnet.text.tokens", "kind", "prompt").count())
                .isGreaterThanOrEqualTo(1);
    }
}
