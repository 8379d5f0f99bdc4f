package dev.mainnet.runner.inference;

import dev.mainnet.onnx.Datatype;
import dev.mainnet.onnx.OnnxException;
import dev.mainnet.onnx.Output;
import dev.mainnet.onnx.Tensor;
import dev.mainnet.runner.loading.ModelName;
import dev.mainnet.runner.refusal.Refusal;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;

/** Writes what a run answered, in JSON or with binary tensors after it. */
final class AnswerWriter {
    private final InferenceRequest request;
    private final BoundedBytes bytes;
    private final List<ByteBuffer> binaries = new ArrayList<>();

    AnswerWriter(InferenceRequest request, int maxBytes) {
        this.request = request;
        this.bytes = new BoundedBytes(maxBytes);
    }

    /** @throws OnnxException.OutputTooLarge where the answer would be larger than allowed */
    Answer write(ModelName model, List<Output> outputs) {
        try (JsonGenerator json = RequestReader.JSON.createGenerator(ObjectWriteContext.empty(), bytes)) {
            json.writeStartObject();
            request.id().ifPresent(id -> json.writeStringProperty("id", id));
            json.writeStringProperty("model_name", model.value());
            json.writeStringProperty("model_version", ModelName.VERSION);
            json.writeArrayPropertyStart("outputs");
            outputs.forEach(output -> output(json, output));
            json.writeEndArray();
            json.writeEndObject();
        }
        if (binaries.isEmpty()) {
            return new Answer(bytes.toByteArray(), OptionalInt.empty());
        }
        OptionalInt jsonLength = OptionalInt.of(bytes.size());
        for (ByteBuffer binary : binaries) {
            bytes.write(binary.array(), binary.arrayOffset() + binary.position(), binary.remaining());
        }
        return new Answer(bytes.toByteArray(), jsonLength);
    }

    private void output(JsonGenerator json, Output output) {
        Tensor tensor = output.tensor();
        boolean binary = request.answersInBinary(tensor.name());
        json.writeStartObject();
        json.writeStringProperty("name", tensor.name());
        json.writeStringProperty("datatype", tensor.datatype().name());
        json.writeArrayPropertyStart("shape");
        tensor.shape().dims().forEach(json::writeNumber);
        json.writeEndArray();
        if (binary || !output.labels().isEmpty()) {
            json.writeObjectPropertyStart("parameters");
            if (binary) {
                ByteBuffer data = BinaryTensors.bytes(tensor);
                binaries.add(data);
                json.writeNumberProperty("binary_data_size", data.remaining());
            }
            if (!output.labels().isEmpty()) {
                json.writeArrayPropertyStart("labels");
                output.labels().forEach(json::writeString);
                json.writeEndArray();
            }
            json.writeEndObject();
        }
        if (!binary) {
            json.writeArrayPropertyStart("data");
            data(json, tensor);
            json.writeEndArray();
        }
        json.writeEndObject();
    }

    private static void data(JsonGenerator json, Tensor tensor) {
        switch (tensor) {
            case Tensor.Strings strings -> strings.values().forEach(json::writeString);
            case Tensor.Numbers numbers -> {
                ByteBuffer data =
                        numbers.data().duplicate().order(numbers.data().order());
                while (data.hasRemaining()) {
                    element(json, numbers, data);
                }
            }
        }
    }

    private static void element(JsonGenerator json, Tensor.Numbers tensor, ByteBuffer data) {
        switch (tensor.datatype()) {
            case BOOL -> json.writeBoolean(data.get() != 0);
            case INT8 -> json.writeNumber(data.get());
            case UINT8 -> json.writeNumber(Byte.toUnsignedInt(data.get()));
            case INT16 -> json.writeNumber(data.getShort());
            case UINT16 -> json.writeNumber(Short.toUnsignedInt(data.getShort()));
            case INT32 -> json.writeNumber(data.getInt());
            case UINT32 -> json.writeNumber(Integer.toUnsignedLong(data.getInt()));
            case INT64 -> json.writeNumber(data.getLong());
            case UINT64 -> json.writeNumber(Long.toUnsignedString(data.getLong()));
            case FP32 -> {
                float value = data.getFloat();
                // JSON has no NaN and no infinity; the binary form has.
                if (Float.isFinite(value)) {
                    json.writeNumber(value);
                } else {
                    json.writeNull();
                }
            }
            case FP64 -> {
                double value = data.getDouble();
                if (Double.isFinite(value)) {
                    json.writeNumber(value);
                } else {
                    json.writeNull();
                }
            }
            case FP16, BF16 -> throw noJsonForm(tensor);
            case BYTES -> throw new IllegalStateException("text is no number");
        }
    }

    private static Refusal noJsonForm(Tensor tensor) {
        Datatype datatype = tensor.datatype();
        return Refusal.invalid("Output '" + tensor.name() + "' is " + datatype
                + ", which has no JSON form; ask for it as binary data (binary_data)");
    }

    private static final class BoundedBytes extends ByteArrayOutputStream {
        private final int max;

        BoundedBytes(int max) {
            this.max = max;
        }

        @Override
        public synchronized void write(byte[] source, int offset, int length) {
            if (length > max - size()) {
                throw new OnnxException.OutputTooLarge("The answer is larger than " + max
                        + " bytes; ask for fewer outputs, for binary data, or send fewer rows in one call");
            }
            super.write(source, offset, length);
        }
    }
}
