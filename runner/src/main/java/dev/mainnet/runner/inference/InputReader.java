package dev.mainnet.runner.inference;

import dev.mainnet.onnx.Datatype;
import dev.mainnet.onnx.Shape;
import dev.mainnet.onnx.Tensor;
import dev.mainnet.runner.refusal.Refusal;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;

/** Reads one input of a call. Its data is stepped over at first and read when the fields that explain it are known, in whatever order they came. */
final class InputReader {
    private static final int MAX_RANK = 32;

    private final byte[] body;
    private final int jsonLength;
    private Optional<String> name = Optional.empty();
    private Optional<String> datatype = Optional.empty();
    private Optional<Shape> shape = Optional.empty();
    private Parameters parameters = Parameters.NONE;
    private Optional<Integer> dataOffset = Optional.empty();

    private InputReader(byte[] body, int jsonLength) {
        this.body = body;
        this.jsonLength = jsonLength;
    }

    static InputReader read(JsonParser json, byte[] body, int jsonLength) {
        if (json.currentToken() != JsonToken.START_OBJECT) {
            throw Refusal.invalid("Each of 'inputs' must be an object");
        }
        InputReader input = new InputReader(body, jsonLength);
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            input.field(json.currentName(), json);
        }
        return input;
    }

    private void field(String field, JsonParser json) {
        JsonToken value = json.nextToken();
        switch (field) {
            case "name" -> name = Optional.ofNullable(json.getValueAsString());
            case "datatype" -> datatype = Optional.ofNullable(json.getValueAsString());
            case "parameters" -> parameters = Parameters.read(json);
            case "shape" -> shape = Optional.of(shape(json));
            case "data" -> {
                if (value != JsonToken.START_ARRAY) {
                    throw Refusal.invalid("Input '" + name.orElse("") + "': 'data' must be a list");
                }
                dataOffset = Optional.of((int) json.currentTokenLocation().getByteOffset());
                json.skipChildren();
            }
            default -> json.skipChildren();
        }
    }

    private Shape shape(JsonParser json) {
        if (json.currentToken() != JsonToken.START_ARRAY) {
            throw Refusal.invalid("Input '" + name.orElse("") + "': 'shape' must be a list of whole numbers");
        }
        List<Long> dims = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            if (json.currentToken() != JsonToken.VALUE_NUMBER_INT || dims.size() == MAX_RANK) {
                throw Refusal.invalid(
                        "Input '" + name.orElse("") + "': 'shape' must be a list of at most 32 whole numbers");
            }
            dims.add(json.getLongValue());
        }
        return new Shape(dims, true);
    }

    /** The tensor, whose bytes are taken from {@code binary} where the input lies there. */
    Tensor tensor(ByteBuffer binary) {
        String input = name.orElseThrow(() -> Refusal.invalid("An input without a name"));
        String typeName = datatype.orElseThrow(() -> Refusal.invalid("Input '" + input + "' has no datatype"));
        Datatype type = Datatype.named(typeName)
                .orElseThrow(() -> Refusal.invalid("Input '" + input + "': there is no datatype '" + typeName + "'"));
        Shape declared = shape.orElseThrow(() -> Refusal.invalid("Input '" + input + "' has no shape"));
        long elements = declared.elements()
                .orElseThrow(() -> Refusal.invalid("Input '" + input + "' has the impossible shape " + declared));
        Optional<Long> size = parameters.number("binary_data_size");
        if (size.isPresent()) {
            if (dataOffset.isPresent()) {
                throw Refusal.invalid("Input '" + input + "' has both 'data' and 'binary_data_size'");
            }
            return BinaryTensors.read(input, type, declared, taken(input, binary, size.get()));
        }
        int offset = dataOffset.orElseThrow(() -> Refusal.invalid("Input '" + input + "' has no data"));
        try (JsonParser json =
                RequestReader.JSON.createParser(ObjectReadContext.empty(), body, offset, jsonLength - offset)) {
            return JsonData.of(input, type, declared, elements).read(json, jsonLength - offset);
        }
    }

    private static ByteBuffer taken(String input, ByteBuffer binary, long size) {
        if (size < 0 || size > binary.remaining()) {
            throw Refusal.invalid("Input '" + input + "' claims " + size + " bytes after the JSON, where "
                    + binary.remaining() + " are left");
        }
        ByteBuffer slice = binary.slice(binary.position(), (int) size);
        binary.position(binary.position() + (int) size);
        return slice;
    }
}
