package dev.mainnet.runner.chat;

import dev.mainnet.runner.refusal.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Reads the messages of a call. */
final class Messages {
    private static final Set<String> ROLES = Set.of("system", "developer", "user", "assistant");
    private static final int MAX_MESSAGES = 4096;

    private Messages() {}

    static List<Map<String, String>> read(Fields request) {
        JsonNode list = request.field("messages")
                .filter(JsonNode::isArray)
                .orElseThrow(() -> Refusal.parameter("messages", "'messages' must be a list"));
        if (list.isEmpty() || list.size() > MAX_MESSAGES) {
            throw Refusal.parameter("messages", "'messages' must have 1 to " + MAX_MESSAGES + " elements");
        }
        List<Map<String, String>> messages = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            messages.add(message(list.get(i), "messages[" + i + "]"));
        }
        return messages;
    }

    private static Map<String, String> message(JsonNode message, String place) {
        if (!message.isObject()) {
            throw Refusal.parameter(place, "'" + place + "' must be an object");
        }
        Fields fields = new Fields(message);
        String role = fields.field("role").map(JsonNode::asString).orElse("");
        if (!ROLES.contains(role)) {
            throw Refusal.parameter(
                    place + ".role", "'" + place + ".role' must be system, developer, user or assistant");
        }
        if (fields.field("tool_calls").isPresent()) {
            throw Refusal.parameter(place + ".tool_calls", "Models here call no tools");
        }
        Optional<JsonNode> content = fields.field("content");
        if (content.isEmpty()) {
            throw Refusal.parameter(place + ".content", "'" + place + ".content' is missing");
        }
        // Templates know the older name of the same role.
        return Map.of(
                "role",
                role.equals("developer") ? "system" : role,
                "content",
                content(content.get(), place + ".content"));
    }

    private static String content(JsonNode content, String place) {
        if (content.isString()) {
            return content.asString();
        }
        if (!content.isArray() || content.isEmpty()) {
            throw Refusal.parameter(place, "'" + place + "' must be a text or a list of texts");
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < content.size(); i++) {
            JsonNode part = content.get(i);
            String partPlace = place + "[" + i + "]";
            if (!part.path("type").asString("").equals("text")) {
                throw Refusal.parameter(partPlace + ".type", "Models here take parts of type 'text' only");
            }
            if (!part.path("text").isString()) {
                throw Refusal.parameter(partPlace + ".text", "'" + partPlace + ".text' must be a text");
            }
            text.append(part.path("text").asString());
        }
        return text.toString();
    }
}
