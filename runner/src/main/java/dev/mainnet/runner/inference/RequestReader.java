package dev.mainnet.runner.inference;

import dev.mainnet.onnx.Tensor;
import dev.mainnet.runner.inference.InferenceRequest.RequestedOutput;
import dev.mainnet.runner.refusal.Refusal;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** Reads a call: a JSON object, followed by binary tensors where the call says so. Unknown fields are ignored, as the protocol wants. */
final class RequestReader {
    static final JsonFactory JSON = new JsonFactory();

    private final byte[] body;
    private final int jsonLength;
    private Optional<String> id = Optional.empty();
    private final List<RequestedOutput> outputs = new ArrayList<>();
    private final List<InputReader> inputs = new ArrayList<>();
    private Parameters parameters = Parameters.NONE;

    private RequestReader(byte[] body, int jsonLength) {
        this.body = body;
        this.jsonLength = jsonLength;
    }

    /**
     * Reads {@code body}.
     *
     * @param jsonLength the length of the JSON before the binary tensors
     * @throws Refusal 400 naming what is wrong
     */
    static InferenceRequest read(byte[] body, int jsonLength) {
        RequestReader reader = new RequestReader(body, jsonLength);
        try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), body, 0, jsonLength)) {
            reader.object(json);
        } catch (JacksonException e) {
            throw Refusal.invalid("The request is not valid JSON: " + e.getOriginalMessage());
        }
        return reader.request();
    }

    private void object(JsonParser json) {
        if (json.nextToken() != JsonToken.START_OBJECT) {
            throw Refusal.invalid("The request must be a JSON object");
        }
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            String field = json.currentName();
            JsonToken value = json.nextToken();
            switch (field) {
                case "id" -> id = Optional.of(json.getValueAsString(""));
                case "parameters" -> parameters = Parameters.read(json);
                case "inputs" -> {
                    requireArray(value, field);
                    while (json.nextToken() != JsonToken.END_ARRAY) {
                        inputs.add(InputReader.read(json, body, jsonLength));
                    }
                }
                case "outputs" -> {
                    requireArray(value, field);
                    while (json.nextToken() != JsonToken.END_ARRAY) {
                        outputs.add(output(json));
                    }
                }
                default -> json.skipChildren();
            }
        }
        if (json.nextToken() != null) {
            throw Refusal.invalid("There is more than one JSON value in the request");
        }
    }

    private static void requireArray(JsonToken token, String field) {
        if (token != JsonToken.START_ARRAY) {
            throw Refusal.invalid("'" + field + "' must be a list");
        }
    }

    private static RequestedOutput output(JsonParser json) {
        if (json.currentToken() != JsonToken.START_OBJECT) {
            throw Refusal.invalid("Each of 'outputs' must be an object");
        }
        Optional<String> name = Optional.empty();
        Parameters parameters = Parameters.NONE;
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            String field = json.currentName();
            json.nextToken();
            switch (field) {
                case "name" -> name = Optional.ofNullable(json.getValueAsString());
                case "parameters" -> parameters = Parameters.read(json);
                default -> json.skipChildren();
            }
        }
        return new RequestedOutput(
                name.orElseThrow(() -> Refusal.invalid("An output without a name")), parameters.flag("binary_data"));
    }

    private InferenceRequest request() {
        ByteBuffer binary = ByteBuffer.wrap(body, jsonLength, body.length - jsonLength);
        List<Tensor> tensors = new ArrayList<>();
        for (InputReader input : inputs) {
            tensors.add(input.tensor(binary));
        }
        if (binary.hasRemaining()) {
            throw Refusal.invalid("There are " + binary.remaining() + " bytes after the JSON that no input claims");
        }
        return new InferenceRequest(
                id,
                tensors,
                outputs,
                parameters.flag("binary_data_output").orElse(false),
                parameters
                        .number("timeout")
                        .filter(micros -> micros > 0)
                        .map(micros -> Duration.of(micros, ChronoUnit.MICROS)));
    }
}
