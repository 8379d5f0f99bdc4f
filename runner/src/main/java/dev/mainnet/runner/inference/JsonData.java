package dev.mainnet.runner.inference;

import dev.mainnet.onnx.Datatype;
import dev.mainnet.onnx.Shape;
import dev.mainnet.onnx.Tensor;
import dev.mainnet.runner.refusal.Refusal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Reads a tensor's elements from a JSON list, flat in row-major order or nested as the shape is. */
final class JsonData {
    private static final BigInteger MAX_UINT64 = BigInteger.TWO.pow(Long.SIZE).subtract(BigInteger.ONE);

    private final String name;
    private final Datatype datatype;
    private final Shape shape;
    private final long elements;
    private final List<String> texts = new ArrayList<>();
    private ByteBuffer numbers = ByteBuffer.allocate(0);
    private long count;

    private JsonData(String name, Datatype datatype, Shape shape, long elements) {
        this.name = name;
        this.datatype = datatype;
        this.shape = shape;
        this.elements = elements;
    }

    static JsonData of(String name, Datatype datatype, Shape shape, long elements) {
        return new JsonData(name, datatype, shape, elements);
    }

    /** @param available the bytes of JSON at hand; an element takes at least two, which bounds what is set aside for them */
    Tensor read(JsonParser json, int available) {
        if (datatype == Datatype.FP16 || datatype == Datatype.BF16) {
            throw invalid(datatype + " has no JSON form; send it as binary data");
        }
        if (elements > available / 2) {
            throw invalid("its shape " + shape + " needs " + elements + " elements, more than there are");
        }
        numbers = ByteBuffer.allocate(Math.multiplyExact((int) elements, datatype.size()))
                .order(ByteOrder.LITTLE_ENDIAN);
        json.nextToken();
        list(json, 0);
        if (count != elements) {
            throw invalid("it has " + count + " elements, but its shape " + shape + " needs " + elements);
        }
        return datatype == Datatype.BYTES
                ? new Tensor.Strings(name, shape, texts)
                : new Tensor.Numbers(name, datatype, shape, numbers.flip());
    }

    private void list(JsonParser json, int depth) {
        long lists = 0;
        long values = 0;
        for (JsonToken token = json.nextToken(); token != JsonToken.END_ARRAY; token = json.nextToken()) {
            if (token == JsonToken.START_ARRAY) {
                lists++;
                if (depth + 1 >= Math.max(1, shape.dims().size())) {
                    throw invalid("its data is nested deeper than its shape " + shape);
                }
                list(json, depth + 1);
            } else {
                values++;
                if (count == elements) {
                    throw invalid("it has more elements than its shape " + shape + " needs, which is " + elements);
                }
                element(json, token);
                count++;
            }
        }
        boolean flat = depth == 0 && lists == 0;
        boolean mixed = lists > 0 && values > 0;
        if (!flat && (mixed || lists + values != shape.dims().get(depth))) {
            throw invalid("its data is not nested as its shape " + shape + " is");
        }
    }

    private void element(JsonParser json, JsonToken token) {
        boolean fits = switch (datatype) {
            case BYTES -> token == JsonToken.VALUE_STRING;
            case BOOL -> token == JsonToken.VALUE_TRUE || token == JsonToken.VALUE_FALSE;
            case FP32, FP64 -> token == JsonToken.VALUE_NUMBER_INT || token == JsonToken.VALUE_NUMBER_FLOAT;
            default -> token == JsonToken.VALUE_NUMBER_INT;
        };
        if (!fits) {
            throw invalid("element " + count + " is no " + datatype);
        }
        switch (datatype) {
            case BYTES -> texts.add(json.getString());
            case BOOL -> numbers.put((byte) (token == JsonToken.VALUE_TRUE ? 1 : 0));
            case FP32 -> numbers.putFloat((float) finite((float) json.getDoubleValue()));
            case FP64 -> numbers.putDouble(finite(json.getDoubleValue()));
            case INT8 -> numbers.put((byte) whole(json, Byte.MIN_VALUE, Byte.MAX_VALUE));
            case UINT8 -> numbers.put((byte) whole(json, 0, 0xFF));
            case INT16 -> numbers.putShort((short) whole(json, Short.MIN_VALUE, Short.MAX_VALUE));
            case UINT16 -> numbers.putShort((short) whole(json, 0, 0xFFFF));
            case INT32 -> numbers.putInt((int) whole(json, Integer.MIN_VALUE, Integer.MAX_VALUE));
            case UINT32 -> numbers.putInt((int) whole(json, 0, 0xFFFFFFFFL));
            case INT64 -> numbers.putLong(whole(json, Long.MIN_VALUE, Long.MAX_VALUE));
            case UINT64 -> numbers.putLong(unsigned(json));
            case FP16, BF16 -> throw new IllegalStateException("refused before");
        }
    }

    private double finite(double value) {
        if (!Double.isFinite(value)) {
            throw invalid("element " + count + " is out of the range of " + datatype);
        }
        return value;
    }

    private long whole(JsonParser json, long min, long max) {
        boolean isLong = json.getNumberType() != JsonParser.NumberType.BIG_INTEGER;
        if (!isLong || json.getLongValue() < min || json.getLongValue() > max) {
            throw invalid("element " + count + " is out of the range of " + datatype);
        }
        return json.getLongValue();
    }

    private long unsigned(JsonParser json) {
        BigInteger value = json.getBigIntegerValue();
        if (value.signum() < 0 || value.compareTo(MAX_UINT64) > 0) {
            throw invalid("element " + count + " is out of the range of " + datatype);
        }
        return value.longValue();
    }

    private Refusal invalid(String what) {
        return Refusal.invalid("Input '" + name + "': " + what);
    }
}
