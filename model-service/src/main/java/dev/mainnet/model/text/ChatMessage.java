package dev.mainnet.model.text;

import dev.mainnet.defaults.error.ApiException;

/** One turn of a conversation. */
public record ChatMessage(Role role, String text) {

    /** Who speaks. What OpenAI calls {@code developer} is {@code system}. */
    public enum Role {
        SYSTEM,
        USER,
        ASSISTANT;

        /** The role of that name; an ApiException on the field for any other. */
        public static Role named(String field, String name) {
            return switch (name) {
                case "system", "developer" -> SYSTEM;
                case "user" -> USER;
                case "assistant" -> ASSISTANT;
                default -> throw ApiException.invalid(field, "must be system, developer, user or assistant");
            };
        }
    }

    @Override
    public String toString() {
        return "a message of " + role;
    }
}
