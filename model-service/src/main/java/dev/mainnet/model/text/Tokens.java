package dev.mainnet.model.text;

import java.util.List;

/** How many tokens a text is likely to have, where nobody counts them: one for each four characters. */
final class Tokens {

    private static final int CHARACTERS = 4;

    private Tokens() {}

    static long estimate(List<ChatMessage> messages) {
        return estimate(characters(messages));
    }

    static long estimate(long characters) {
        return Math.ceilDiv(characters, CHARACTERS);
    }

    static long characters(List<ChatMessage> messages) {
        return messages.stream().mapToLong(message -> message.text().length()).sum();
    }
}
