package dev.mainnet.model.dialect.openai;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.mainnet.defaults.money.Credits;
import dev.mainnet.model.text.TextUsage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * OpenAI's {@code chat.completion}.
 *
 * @param created seconds since 1970
 */
record ChatCompletion(
        String id, String object, long created, String model, List<Choice> choices, Usage usage, Cost cost) {

    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Choice(int index, Message message, @Nullable Object logprobs, String finishReason) {}

    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Message(String role, String content, @Nullable String refusal) {}

    record Usage(long promptTokens, long completionTokens, long totalTokens, Details promptTokensDetails) {

        static Usage of(TextUsage usage) {
            return new Usage(
                    usage.inputTokens(),
                    usage.outputTokens(),
                    usage.totalTokens(),
                    new Details(usage.cachedInputTokens()));
        }
    }

    record Details(long cachedTokens) {}

    /** Of this platform's own: what the call cost, and the balance after it. */
    record Cost(Credits credits, Credits balance) {

        static Cost ofMicro(long costMicro, long balanceMicro) {
            return new Cost(Credits.ofMicro(costMicro), Credits.ofMicro(balanceMicro));
        }
    }
}
