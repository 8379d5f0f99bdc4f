package dev.mainnet.launcher.demo;

import dev.mainnet.launcher.settings.Refusal;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Somebody has one of the platform's own models write, sees each word as it comes, and pays by the token. */
final class TextStory {
    private static final Duration SETTLED_WITHIN = Duration.ofSeconds(5);
    private static final Duration OFFERED_WITHIN = Duration.ofSeconds(60);
    private static final BigDecimal CREDITS_A_TOKEN = new BigDecimal("0.2");
    private static final String DATA = "data: ";
    private static final JsonMapper JSON = new JsonMapper();

    private final GatewayClient gateway;
    private final Teller teller;
    private final Person reader;

    TextStory(GatewayClient gateway, Teller teller) {
        this.gateway = gateway;
        this.teller = teller;
        String run = HexFormat.of().toHexDigits(new SecureRandom().nextInt());
        this.reader = new Person(gateway, teller, "mary-" + run);
    }

    void read() {
        teller.chapter(reader.username() + " has a model write, for 20 credits per 100 tokens");
        reader.join();
        Expect.becomes("the welcome grant", () -> reader.balance("available"), "100", SETTLED_WITHIN);
        Answer key = reader.call(201, "POST", "/api/v1/user/keys", "{\"name\": \"book\", \"scopes\": [\"invoke\"]}");
        Expect.becomesTrue(
                "the platform's own models should be offered, to the new key too",
                () -> gateway.json("GET", "/v1/models/scribe", Map.of("x-api-key", key.at("/key")), "")
                                .status()
                        == 200,
                OFFERED_WITHIN);
        JsonNode usage = write(key.at("/key"));
        BigDecimal tokens = usage.path("total_tokens").decimalValue(BigDecimal.ZERO);
        Expect.that(tokens.signum() > 0, "the last event tells the tokens");
        String left =
                new BigDecimal("100").subtract(tokens.multiply(CREDITS_A_TOKEN)).toPlainString();
        Duration settled =
                Expect.becomes("the reader's balance", () -> reader.balance("available"), left, SETTLED_WITHIN);
        teller.say(tokens + " tokens cost " + tokens.multiply(CREDITS_A_TOKEN) + " credits, settled "
                + settled.toMillis() + " ms after the last of them");
        reader.call(200, "GET", "/api/v1/billing/balance", "");
    }

    /** Tells the text as it comes, and answers the usage that the stream ends with. */
    private JsonNode write(String key) {
        String path = "/v1/chat/completions";
        String body = """
                {"model": "scribe", "messages": [{"role": "user", "content": "In the beginning"}], "max_tokens": 48,
                 "stream": true, "stream_options": {"include_usage": true}}""";
        teller.request("POST", path, body + "  with x-api-key: " + key);
        try (Stream<String> lines = gateway.lines(path, Map.of("x-api-key", key), body)) {
            JsonNode last = lines.filter(line -> line.startsWith(DATA))
                    .map(line -> line.substring(DATA.length()))
                    .takeWhile(data -> !data.equals("[DONE]"))
                    .map(TextStory::json)
                    .peek(chunk ->
                            teller.piece(chunk.at("/choices/0/delta/content").asString("")))
                    .reduce((before, chunk) -> chunk)
                    .orElseGet(JSON::createObjectNode);
            teller.piece("\n");
            return last.path("usage");
        } catch (UncheckedIOException e) {
            throw new Refusal("The stream of text broke: " + e.getMessage(), e);
        }
    }

    private static JsonNode json(String data) {
        try {
            return JSON.readTree(data);
        } catch (JacksonException e) {
            throw new Refusal("An event of the stream is no JSON: " + data, e);
        }
    }
}
