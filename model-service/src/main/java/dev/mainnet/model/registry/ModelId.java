package dev.mainnet.model.registry;

import dev.mainnet.defaults.error.ApiException;
import java.util.UUID;

/** A model's id in a path. */
public final class ModelId {

    private ModelId() {}

    /** The id that the text says; a text that is no id names no model. */
    public static UUID parse(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw ApiException.notFound("Model");
        }
    }
}
