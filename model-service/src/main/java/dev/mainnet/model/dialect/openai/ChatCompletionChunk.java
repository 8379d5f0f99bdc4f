package dev.mainnet.model.dialect.openai;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * OpenAI's {@code chat.completion.chunk}.
 *
 * @param metering if it was asked for
 */
record ChatCompletionChunk(
        String id,
        String object,
        long created,
        String model,
        List<Choice> choices,
        @JsonUnwrapped @Nullable Metering metering) {

    /**
     * What is told of the usage by each chunk, as soon as a client wants to know it.
     *
     * @param usage of the last chunk, or where it is told continuously of all; null before it is known
     * @param cost beside the usage of the last chunk; null before
     */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Metering(ChatCompletion.@Nullable Usage usage, ChatCompletion.@Nullable Cost cost) {}

    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Choice(
            int index,
            Delta delta,
            @Nullable Object logprobs,
            @Nullable String finishReason) {}

    record Delta(@Nullable String role, @Nullable String content) {}
}
