package dev.mainnet.model.runner;

import dev.mainnet.model.tensor.Datatype;
import dev.mainnet.model.tensor.JsonTensors;
import dev.mainnet.model.tensor.Tensor;
import dev.mainnet.model.tensor.TensorMismatch;
import dev.mainnet.model.tensor.TensorSpec;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads the tensors of an inference answer, each binary or in JSON as the runner chose. Trusts none of its sizes. */
final class InferAnswer {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final ByteBuffer binary;

    private InferAnswer(ByteBuffer binary) {
        this.binary = binary;
    }

    /**
     * The outputs of an answer.
     *
     * @param headerLength how many bytes of the body are JSON; all when negative
     */
    static List<Tensor> read(byte[] body, int headerLength) {
        int json = headerLength < 0 ? body.length : headerLength;
        try {
            JsonNode header = JSON.readTree(body, 0, Math.min(json, body.length));
            ByteBuffer binary = ByteBuffer.wrap(body).position(json).slice();
            InferAnswer answer = new InferAnswer(binary.order(ByteOrder.LITTLE_ENDIAN));
            List<Tensor> outputs = new ArrayList<>();
            for (JsonNode output : header.path("outputs")) {
                outputs.add(answer.tensor(output));
            }
            return outputs;
        } catch (JacksonException
                | TensorMismatch
                | ArithmeticException
                | BufferUnderflowException
                | IndexOutOfBoundsException
                | IllegalArgumentException e) {
            throw RunnerErrors.malformed();
        }
    }

    private Tensor tensor(JsonNode output) {
        String name = output.path("name").asString("");
        Datatype datatype =
                Datatype.named(output.path("datatype").asString("")).orElseThrow(IllegalArgumentException::new);
        List<Long> shape = new ArrayList<>();
        output.path("shape").forEach(size -> shape.add(size.longValue()));
        if (shape.stream().anyMatch(size -> size < 0)) {
            throw new IllegalArgumentException("An answer's shape is open");
        }
        int elements = Tensor.elements(shape);
        JsonNode size = output.path("parameters").path("binary_data_size");
        if (size.isMissingNode()) {
            return JsonTensors.read(new TensorSpec(name, datatype, shape), shape, output.path("data"));
        }
        ByteBuffer content = take(size.intValue());
        if (datatype == Datatype.BYTES) {
            return new Tensor.Texts(name, shape, texts(content, elements));
        }
        if (content.remaining() != Math.multiplyExact(elements, datatype.width())) {
            throw new IllegalArgumentException("An answer's size is not that of its shape");
        }
        return new Tensor.Numbers(name, datatype, shape, content);
    }

    private ByteBuffer take(int size) {
        ByteBuffer part = binary.slice(binary.position(), size).order(ByteOrder.LITTLE_ENDIAN);
        binary.position(binary.position() + size);
        return part;
    }

    private static List<String> texts(ByteBuffer content, int elements) {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < elements; i++) {
            int length = content.getInt();
            if (length < 0 || length > content.remaining()) {
                throw new IllegalArgumentException("A text is longer than the answer");
            }
            byte[] utf8 = new byte[length];
            content.get(utf8);
            texts.add(new String(utf8, StandardCharsets.UTF_8));
        }
        return texts;
    }
}
