package dev.mainnet.launcher.demo;

import java.net.http.HttpHeaders;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the gateway answered. */
public record Answer(int status, HttpHeaders headers, String text) {
    private static final JsonMapper JSON = new JsonMapper();

    /** The body as JSON; a body that is none is an empty object. */
    public JsonNode json() {
        try {
            return text.isBlank() ? JSON.createObjectNode() : JSON.readTree(text);
        } catch (JacksonException e) {
            return JSON.createObjectNode();
        }
    }

    /** A text or number of the body by its JSON pointer, empty where there is none. */
    public String at(String pointer) {
        return json().at(pointer).asString("");
    }

    /** A header of the answer, empty where there is none. */
    public String header(String name) {
        return headers.firstValue(name).orElse("");
    }
}
