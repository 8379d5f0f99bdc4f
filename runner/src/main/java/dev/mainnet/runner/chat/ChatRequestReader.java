package dev.mainnet.runner.chat;

import dev.mainnet.runner.chat.ChatRequest.UsageWanted;
import dev.mainnet.runner.llama.Sampling;
import dev.mainnet.runner.loading.ModelName;
import dev.mainnet.runner.refusal.Refusal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ThreadLocalRandom;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads a call. What is not known is ignored, as with OpenAI; what is known and cannot be done is refused. */
final class ChatRequestReader {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int MAX_STOPS = 4;
    private static final int MAX_STOP = 256;
    private static final int MAX_BIASES = 1024;
    /** llama.cpp takes this seed for none. */
    private static final int NO_SEED = -1;

    private ChatRequestReader() {}

    /** @throws Refusal 400 naming the parameter that is wrong */
    static ChatRequest read(byte[] body) {
        Fields fields = new Fields(object(body));
        refuse(fields, "tools", "functions");
        refuseOthers(fields, "n", "1");
        refuseOthers(fields, "logprobs", "false");
        refuseFormat(fields);
        OptionalInt maxTokens = fields.atLeastOne("max_completion_tokens");
        return new ChatRequest(
                new ModelName(fields.text("model")),
                Messages.read(fields),
                maxTokens.isPresent() ? maxTokens : fields.atLeastOne("max_tokens"),
                stops(fields),
                sampling(fields),
                fields.flag("stream"),
                usage(fields));
    }

    private static JsonNode object(byte[] body) {
        try {
            JsonNode node = JSON.readTree(body);
            if (node.isObject()) {
                return node;
            }
        } catch (JacksonException e) {
            throw Refusal.invalid("The request is not valid JSON: " + e.getOriginalMessage());
        }
        throw Refusal.invalid("The request must be a JSON object");
    }

    private static void refuse(Fields fields, String... names) {
        for (String name : names) {
            if (fields.field(name).filter(value -> !value.isEmpty()).isPresent()) {
                throw Refusal.parameter(name, "Models here call no tools");
            }
        }
    }

    private static void refuseOthers(Fields fields, String name, String only) {
        if (fields.field(name).filter(value -> !value.asString("").equals(only)).isPresent()) {
            throw Refusal.parameter(name, "'" + name + "' can only be " + only);
        }
    }

    private static void refuseFormat(Fields fields) {
        Optional<JsonNode> format = fields.field("response_format").map(value -> value.path("type"));
        if (format.filter(type -> !type.asString("").equals("text")).isPresent()) {
            throw Refusal.parameter("response_format", "Models here answer with text only");
        }
    }

    private static List<String> stops(Fields fields) {
        Optional<JsonNode> stop = fields.field("stop");
        if (stop.isEmpty()) {
            return List.of();
        }
        List<String> stops = new ArrayList<>();
        for (JsonNode text : stop.get().isArray() ? stop.get() : List.of(stop.get())) {
            String value = text.isString() ? text.asString() : "";
            if (value.isEmpty() || value.length() > MAX_STOP || stops.size() == MAX_STOPS) {
                throw Refusal.parameter(
                        "stop",
                        "'stop' must be a text or at most " + MAX_STOPS + " texts, each of 1 to " + MAX_STOP
                                + " characters");
            }
            stops.add(value);
        }
        return stops;
    }

    private static Sampling sampling(Fields fields) {
        return new Sampling(
                fields.number("temperature", 0, 2, 1),
                fields.number("top_p", 0, 1, 1),
                seed(fields),
                fields.number("frequency_penalty", -2, 2, 0),
                fields.number("presence_penalty", -2, 2, 0),
                bias(fields));
    }

    private static int seed(Fields fields) {
        Optional<JsonNode> seed = fields.field("seed");
        if (seed.isPresent() && !seed.get().canConvertToLong()) {
            throw Refusal.parameter("seed", "'seed' must be a whole number");
        }
        int value = seed.map(number -> Long.hashCode(number.asLong()))
                .orElseGet(() -> ThreadLocalRandom.current().nextInt());
        return value == NO_SEED ? 0 : value;
    }

    private static Map<Integer, Float> bias(Fields fields) {
        Optional<JsonNode> bias = fields.field("logit_bias");
        if (bias.isEmpty()) {
            return Map.of();
        }
        if (!bias.get().isObject() || bias.get().size() > MAX_BIASES) {
            throw Refusal.parameter(
                    "logit_bias", "'logit_bias' must be an object of at most " + MAX_BIASES + " tokens");
        }
        Map<Integer, Float> biases = new HashMap<>();
        for (Map.Entry<String, JsonNode> entry : bias.get().properties()) {
            try {
                float value = new Fields(bias.get()).number(entry.getKey(), -100, 100, 0);
                biases.put(Integer.parseUnsignedInt(entry.getKey()), value);
            } catch (NumberFormatException | Refusal e) {
                throw Refusal.parameter("logit_bias", "'logit_bias' gives tokens' numbers values from -100 to 100");
            }
        }
        return biases;
    }

    private static UsageWanted usage(Fields fields) {
        Optional<Fields> options = fields.field("stream_options").map(Fields::new);
        if (options.isEmpty() || !options.get().flag("include_usage")) {
            return UsageWanted.NONE;
        }
        return options.get().flag("continuous_usage_stats") ? UsageWanted.ALWAYS : UsageWanted.AT_THE_END;
    }
}
