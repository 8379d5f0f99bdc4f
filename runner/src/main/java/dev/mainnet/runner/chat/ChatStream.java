package dev.mainnet.runner.chat;

import dev.mainnet.runner.chat.ChatRequest.UsageWanted;
import dev.mainnet.runner.chat.ChatWire.Usage;
import dev.mainnet.runner.generation.Progress;
import dev.mainnet.runner.generation.Progress.Reason;
import dev.mainnet.runner.refusal.Failure;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Writes one streamed answer as server-sent events. */
final class ChatStream {
    private static final String END = "data: [DONE]\n\n";

    private final JsonMapper json;
    private final ChatWire wire;
    private final UsageWanted wanted;
    private int promptTokens;
    private boolean begun;

    ChatStream(JsonMapper json, ChatRequest request) {
        this.json = json;
        this.wire = new ChatWire(request.model().value());
        this.wanted = request.usage();
    }

    /** Whether something was written, so that an error can no longer be told by the status. */
    boolean begun() {
        return begun;
    }

    String write(Progress progress) {
        return switch (progress) {
            case Progress.Begun(int tokens) -> {
                begun = true;
                promptTokens = tokens;
                yield chunk(Map.of("role", "assistant", "content", ""), null, 0);
            }
            case Progress.Text(String text, int tokens) -> chunk(Map.of("content", text), null, tokens);
            case Progress.Ended(Reason reason, int tokens) -> chunk(Map.of(), reason, tokens) + end(tokens);
        };
    }

    private String end(int tokens) {
        return wanted == UsageWanted.NONE ? END : event(wire.usageChunk(Usage.of(promptTokens, tokens))) + END;
    }

    private String chunk(Map<String, String> delta, @Nullable Reason reason, int tokens) {
        Map<String, @Nullable Object> chunk = wire.chunk(delta, reason);
        switch (wanted) {
            case NONE -> {}
            case AT_THE_END -> chunk.put("usage", null);
            case ALWAYS -> chunk.put("usage", Usage.of(promptTokens, tokens));
        }
        return event(chunk);
    }

    /** An error in the middle of an answer; nothing comes after it. */
    String failure(Throwable error) {
        return event(Failure.of(error).openAiBody());
    }

    private String event(Object data) {
        return "data: " + json.writeValueAsString(data) + "\n\n";
    }
}
