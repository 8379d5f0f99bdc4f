package dev.mainnet.runner.chat;

import dev.mainnet.runner.llama.Sampling;
import dev.mainnet.runner.loading.ModelName;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * A call, read from the wire.
 *
 * @param messages each with {@code role} and {@code content}
 * @param maxTokens the most tokens wanted; as many as there is room for where empty
 * @param usage what a streamed answer tells of its tokens
 */
record ChatRequest(
        ModelName model,
        List<Map<String, String>> messages,
        OptionalInt maxTokens,
        List<String> stops,
        Sampling sampling,
        boolean stream,
        UsageWanted usage) {
    enum UsageWanted {
        NONE,
        /** In a chunk of its own at the end. */
        AT_THE_END,
        /** And in each chunk what there is so far: vLLM's {@code continuous_usage_stats}. */
        ALWAYS
    }
}
