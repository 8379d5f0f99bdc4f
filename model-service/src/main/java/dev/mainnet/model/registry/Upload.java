package dev.mainnet.model.registry;

import dev.mainnet.defaults.error.ApiException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** A form that was sent to register a model; its file is in the object store already. */
public record Upload(String name, @Nullable String description, List<String> labels, Model.File file) {

    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_DESCRIPTION = 2_000;
    private static final int MOST_LABELS = 100_000;
    private static final int LONGEST_LABEL = 200;
    private static final TypeReference<List<String>> TEXTS = new TypeReference<>() {};

    /** Reads the text fields of a form; an ApiException names the one that is wrong. */
    static Upload of(Map<String, String> fields, Model.File file) {
        String name = fields.getOrDefault("name", "").strip();
        if (name.isEmpty()) {
            throw ApiException.invalid("name", "is missing");
        }
        if (name.length() > LONGEST_NAME || name.chars().anyMatch(Character::isISOControl)) {
            throw ApiException.invalid(
                    "name", "must have at most " + LONGEST_NAME + " characters, none of them control characters");
        }
        String description = Optional.ofNullable(fields.get("description"))
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .orElse(null);
        if (description != null && description.length() > LONGEST_DESCRIPTION) {
            throw ApiException.invalid("description", "must have at most " + LONGEST_DESCRIPTION + " characters");
        }
        return new Upload(
                name, description, labels(fields.getOrDefault("labels", "").strip()), file);
    }

    private static List<String> labels(String text) {
        if (text.isEmpty()) {
            return List.of();
        }
        List<String> labels = text.startsWith("[")
                ? jsonTexts(text)
                : Arrays.stream(text.split(",", -1)).map(String::strip).toList();
        if (labels.size() < 2 || labels.size() > MOST_LABELS) {
            throw ApiException.invalid("labels", "must be at least two names of classes");
        }
        for (String label : labels) {
            if (label == null || label.isBlank() || label.length() > LONGEST_LABEL) {
                throw ApiException.invalid("labels", "must each have 1 to " + LONGEST_LABEL + " characters");
            }
        }
        return labels;
    }

    private static List<String> jsonTexts(String text) {
        try {
            return JsonMapper.shared().readValue(text, TEXTS);
        } catch (JacksonException e) {
            throw ApiException.invalid("labels", "must be a JSON list of texts, or texts separated by commas");
        }
    }
}
