package dev.mainnet.model.reference;

import dev.mainnet.model.registry.Model;
import dev.mainnet.model.signature.TensorSignature;
import java.util.Map;
import java.util.Optional;

/**
 * What calls of a deployment take and answer.
 *
 * @param input JSON Schema of what a caller gives
 * @param output JSON Schema of what comes back for it
 * @param schemas what an OpenAPI document refers to; {@code Request} among them
 * @param example a request to try; nothing where it would be too long to read
 * @param answers the content of an answer by its media type
 * @param snippets by the deployment's address and its name in OpenAI's wire format
 */
public record CallDescription(
        Map<String, Object> input,
        Map<String, Object> output,
        Map<String, Object> schemas,
        Optional<Map<String, Object>> example,
        Map<String, Object> answers,
        SnippetWriter snippets) {

    /** Writes code to copy. */
    @FunctionalInterface
    public interface SnippetWriter {

        /**
         * The code.
         *
         * @param apiUrl where the deployment is called
         * @param publicUrl where the platform is
         * @param model the deployment's address, {@code owner/slug}
         */
        Snippets write(String apiUrl, String publicUrl, String model);
    }

    /** Of a deployment that runs that model; without one it calls a provider's, which write text. */
    public static CallDescription of(Optional<Model> model) {
        return model.map(Model::signature)
                .filter(TensorSignature.class::isInstance)
                .map(TensorSignature.class::cast)
                .map(PredictionCall::describe)
                .orElseGet(TextCall::describe);
    }
}
