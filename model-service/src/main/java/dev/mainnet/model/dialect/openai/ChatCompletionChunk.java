package dev.mainnet.model.dialect.openai;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * OpenAI's {@code chat.completion.chunk}.
 *
 * @param usage of the last chunk, if it was asked for; where usage is told continuously, of all
 * @param cost beside the usage of the last chunk
 */
record ChatCompletionChunk(
        String id,
        String object,
        long created,
        String model,
        List<Choice> choices,
        ChatCompletion.@Nullable Usage usage,
        ChatCompletion.@Nullable Cost cost) {

    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Choice(
            int index,
            Delta delta,
            @Nullable Object logprobs,
            @Nullable String finishReason) {}

    record Delta(@Nullable String role, @Nullable String content) {}
}
