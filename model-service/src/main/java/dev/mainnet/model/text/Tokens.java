package dev.mainnet.model.text;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** How many tokens a text is likely to have, where nobody counts them: one for each four characters. */
final class Tokens {

    private static final int CHARACTERS = 4;
    private static final int AROUND_EACH = 64;
    private static final int AROUND_ALL = 256;

    private Tokens() {}

    static long estimate(List<ChatMessage> messages) {
        return estimate(characters(messages));
    }

    static long estimate(long characters) {
        return Math.ceilDiv(characters, CHARACTERS);
    }

    /** The most tokens that a model can make of messages: one for each byte, and some for what its template puts around them. */
    static long most(List<ChatMessage> messages) {
        return messages.stream()
                        .mapToLong(message -> message.text().getBytes(StandardCharsets.UTF_8).length + AROUND_EACH)
                        .sum()
                + AROUND_ALL;
    }

    static long characters(List<ChatMessage> messages) {
        return messages.stream().mapToLong(message -> message.text().length()).sum();
    }
}
