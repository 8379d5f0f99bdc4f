package dev.mainnet.runner.generation;

/** What a generation tells of itself, in this order: it began, some texts, it ended. */
public sealed interface Progress {
    /** The tokens that were generated so far; the one that ends a text is not counted. */
    int tokens();

    /**
     * It has a slot, and the model has read the prompt.
     *
     * @param promptTokens the tokens of the prompt
     */
    record Begun(int promptTokens) implements Progress {
        @Override
        public int tokens() {
            return 0;
        }
    }

    /** More text: whole characters, and nothing that could turn out to begin a stop. */
    record Text(String text, int tokens) implements Progress {}

    record Ended(Reason reason, int tokens) implements Progress {}

    /** Why a generation ended. */
    enum Reason {
        /** The model ended the text, or it came to a stop of the call's. */
        STOP,
        /** The tokens wanted are there, or the context is full. */
        LENGTH
    }
}
