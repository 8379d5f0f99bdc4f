package dev.mainnet.model.text;

/** What a stream of text tells, in this order: pieces, what they came to, the end. A stream that fails ends in an error instead. */
public sealed interface TextEvent {

    /**
     * The next piece of text.
     *
     * @param soFar what everything up to this piece comes to
     */
    record Token(String text, TextUsage soFar) implements TextEvent {

        @Override
        public String toString() {
            return "a piece of text";
        }
    }

    /**
     * The text is over and paid for; after a failure, what was delivered before it.
     *
     * @param balanceMicro the caller's balance after it
     */
    record Settled(TextUsage usage, long costMicro, long balanceMicro) implements TextEvent {}

    /**
     * The text is complete.
     *
     * @param finishReason stop, length, content_filter, …
     */
    record Done(String finishReason) implements TextEvent {}
}
