package dev.mainnet.model.tensor;

import java.util.List;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JacksonSerializable;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.jsontype.TypeSerializer;

/**
 * A part of a tensor that writes itself as nested JSON lists, or as a plain value where it is a single element without dimensions; what is
 * no finite number, for which JSON has no word, as null.
 * Written from the binary form, so that a large answer is at no time a million boxed numbers.
 *
 * @param shape the part's own dimensions
 * @param from the index of its first element
 */
public record TensorValues(Tensor tensor, List<Long> shape, int from) implements JacksonSerializable {

    /** The whole tensor. */
    public static TensorValues all(Tensor tensor) {
        return new TensorValues(tensor, tensor.shape(), 0);
    }

    /** One row of the first dimension; a row of one element is that element. */
    public static TensorValues row(Tensor tensor, int row) {
        List<Long> shape = tensor.shape().subList(1, tensor.shape().size());
        int size = Tensor.elements(shape);
        return new TensorValues(tensor, size == 1 ? List.of() : shape, row * size);
    }

    @Override
    public void serialize(JsonGenerator json, SerializationContext context) {
        write(json, 0, from);
    }

    @Override
    public void serializeWithType(JsonGenerator json, SerializationContext context, TypeSerializer type) {
        serialize(json, context);
    }

    private int write(JsonGenerator json, int depth, int index) {
        if (depth == shape.size()) {
            writeElement(json, index);
            return index + 1;
        }
        json.writeStartArray();
        int next = index;
        for (long i = 0; i < shape.get(depth); i++) {
            next = write(json, depth + 1, next);
        }
        json.writeEndArray();
        return next;
    }

    private void writeElement(JsonGenerator json, int index) {
        switch (tensor) {
            case Tensor.Texts texts -> json.writeString(texts.values().get(index));
            case Tensor.Numbers numbers -> writeNumber(json, numbers, index);
        }
    }

    private static void writeNumber(JsonGenerator json, Tensor.Numbers numbers, int index) {
        if (numbers.datatype().isFloatingPoint() && !Double.isFinite(Element.asDouble(numbers, index))) {
            json.writeNull();
            return;
        }
        switch (numbers.datatype()) {
            case BOOL -> json.writeBoolean(numbers.data().get(index) != 0);
            // As floats: the shortest decimal that means the same float, 0.1 and not 0.10000000149011612.
            case FP16, BF16, FP32 -> json.writeNumber((float) Element.asDouble(numbers, index));
            case FP64 -> json.writeNumber(Element.asDouble(numbers, index));
            default -> json.writeNumber(Element.asInteger(numbers, index));
        }
    }
}
