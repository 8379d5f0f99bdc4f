package dev.mainnet.runner.chat;

import dev.mainnet.runner.generation.Progress.Reason;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The objects of one answer. */
final class ChatWire {
    private final String id = "chatcmpl-" + UUID.randomUUID().toString().replace("-", "");
    private final long created = Instant.now().getEpochSecond();
    private final String model;

    ChatWire(String model) {
        this.model = model;
    }

    Map<String, @Nullable Object> completion(String content, Reason reason, Usage usage) {
        Map<String, @Nullable Object> message = new LinkedHashMap<>();
        message.put("role", "assistant");
        message.put("content", content);
        message.put("refusal", null);
        Map<String, @Nullable Object> choice = new LinkedHashMap<>();
        choice.put("index", 0);
        choice.put("message", message);
        choice.put("logprobs", null);
        choice.put("finish_reason", word(reason));
        Map<String, @Nullable Object> completion = head("chat.completion", List.of(choice));
        completion.put("usage", usage);
        return completion;
    }

    /** A part of a streamed answer; the last one has the reason. */
    Map<String, @Nullable Object> chunk(Map<String, String> delta, @Nullable Reason reason) {
        Map<String, @Nullable Object> choice = new LinkedHashMap<>();
        choice.put("index", 0);
        choice.put("delta", delta);
        choice.put("logprobs", null);
        choice.put("finish_reason", reason == null ? null : word(reason));
        return head("chat.completion.chunk", List.of(choice));
    }

    /** The chunk after the last, which tells the tokens only. */
    Map<String, @Nullable Object> usageChunk(Usage usage) {
        Map<String, @Nullable Object> chunk = head("chat.completion.chunk", List.of());
        chunk.put("usage", usage);
        return chunk;
    }

    private Map<String, @Nullable Object> head(String object, List<?> choices) {
        Map<String, @Nullable Object> head = new LinkedHashMap<>();
        head.put("id", id);
        head.put("object", object);
        head.put("created", created);
        head.put("model", model);
        head.put("choices", choices);
        return head;
    }

    private static String word(Reason reason) {
        return reason.name().toLowerCase(Locale.ROOT);
    }

    /** Tokens, as OpenAI counts them. */
    record Usage(int prompt_tokens, int completion_tokens, int total_tokens) {
        static Usage of(int prompt, int completion) {
            return new Usage(prompt, completion, prompt + completion);
        }
    }
}
