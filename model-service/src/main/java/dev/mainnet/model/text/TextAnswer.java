package dev.mainnet.model.text;

/**
 * A whole text, paid for.
 *
 * @param finishReason stop, length, content_filter, …
 * @param balanceMicro the caller's balance after it
 */
public record TextAnswer(String text, String finishReason, TextUsage usage, long costMicro, long balanceMicro) {

    @Override
    public String toString() {
        return "a text of " + usage;
    }
}
