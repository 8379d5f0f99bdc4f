package dev.mainnet.model.dialect.openai;

import dev.mainnet.model.text.TextAnswer;
import dev.mainnet.model.text.TextEvent;
import dev.mainnet.model.text.TextUsage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One completion as its client sees it: what all its chunks have in common, and which chunks an event becomes. */
final class Completion {

    private static final String ASSISTANT = "assistant";

    private final String id;
    private final long created = Instant.now().getEpochSecond();
    private final String model;
    private final boolean includesUsage;
    private final boolean continuous;
    private boolean begun;
    private ChatCompletion.@Nullable Usage settled;
    private ChatCompletion.@Nullable Cost cost;

    Completion(UUID id, ChatCompletionRequest request) {
        this.id = "chatcmpl-" + id.toString().replace("-", "");
        model = String.valueOf(request.model());
        includesUsage = request.includesUsage();
        continuous = request.tellsUsageContinuously();
    }

    ChatCompletion whole(TextAnswer answer) {
        return new ChatCompletion(
                id,
                "chat.completion",
                created,
                model,
                List.of(new ChatCompletion.Choice(
                        0, new ChatCompletion.Message(ASSISTANT, answer.text(), null), null, answer.finishReason())),
                ChatCompletion.Usage.of(answer.usage()),
                ChatCompletion.Cost.ofMicro(answer.costMicro(), answer.balanceMicro()));
    }

    /** The chunks that an event becomes; the first of all says who speaks. */
    List<ChatCompletionChunk> chunks(TextEvent event) {
        List<ChatCompletionChunk> chunks = new ArrayList<>();
        if (!begun) {
            begun = true;
            chunks.add(chunk(new ChatCompletionChunk.Delta(ASSISTANT, ""), null, null));
        }
        switch (event) {
            case TextEvent.Token token ->
                chunks.add(chunk(
                        new ChatCompletionChunk.Delta(null, token.text()),
                        null,
                        continuous ? usage(token.soFar()) : null));
            case TextEvent.Settled after -> {
                settled = usage(after.usage());
                cost = ChatCompletion.Cost.ofMicro(after.costMicro(), after.balanceMicro());
            }
            case TextEvent.Done done -> {
                chunks.add(chunk(
                        new ChatCompletionChunk.Delta(null, null), done.finishReason(), continuous ? settled : null));
                if (includesUsage) {
                    chunks.add(new ChatCompletionChunk(
                            id,
                            "chat.completion.chunk",
                            created,
                            model,
                            List.of(),
                            new ChatCompletionChunk.Metering(settled, cost)));
                }
            }
        }
        return chunks;
    }

    private ChatCompletionChunk chunk(
            ChatCompletionChunk.Delta delta, @Nullable String finishReason, ChatCompletion.@Nullable Usage usage) {
        return new ChatCompletionChunk(
                id,
                "chat.completion.chunk",
                created,
                model,
                List.of(new ChatCompletionChunk.Choice(0, delta, null, finishReason)),
                includesUsage ? new ChatCompletionChunk.Metering(usage, null) : null);
    }

    private static ChatCompletion.Usage usage(TextUsage usage) {
        return ChatCompletion.Usage.of(usage);
    }
}
