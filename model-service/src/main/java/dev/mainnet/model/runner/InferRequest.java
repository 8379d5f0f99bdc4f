package dev.mainnet.model.runner;

import dev.mainnet.model.tensor.Tensor;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/**
 * An inference request with binary tensors: a JSON header, then the elements of each input.
 *
 * @param headerLength how many bytes of the body are the header
 */
record InferRequest(byte[] body, int headerLength) {

    private static final JsonMapper JSON = JsonMapper.shared();

    static InferRequest of(List<Tensor> inputs) {
        List<byte[]> contents = inputs.stream().map(InferRequest::content).toList();
        List<Map<String, Object>> described = new ArrayList<>();
        for (int i = 0; i < inputs.size(); i++) {
            Tensor input = inputs.get(i);
            described.add(Map.of(
                    "name", input.name(),
                    "datatype", input.datatype().name(),
                    "shape", input.shape(),
                    "parameters", Map.of("binary_data_size", contents.get(i).length)));
        }
        byte[] header =
                JSON.writeValueAsBytes(Map.of("inputs", described, "parameters", Map.of("binary_data_output", true)));
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(header);
        contents.forEach(body::writeBytes);
        return new InferRequest(body.toByteArray(), header.length);
    }

    private static byte[] content(Tensor tensor) {
        return switch (tensor) {
            case Tensor.Numbers numbers -> {
                byte[] bytes = new byte[numbers.data().remaining()];
                numbers.data().duplicate().get(bytes);
                yield bytes;
            }
            case Tensor.Texts texts -> {
                ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                for (String text : texts.values()) {
                    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
                    bytes.writeBytes(ByteBuffer.allocate(4)
                            .order(ByteOrder.LITTLE_ENDIAN)
                            .putInt(utf8.length)
                            .array());
                    bytes.writeBytes(utf8);
                }
                yield bytes.toByteArray();
            }
        };
    }
}
