package dev.mainnet.runner.inference;

import dev.mainnet.onnx.Datatype;
import dev.mainnet.onnx.Shape;
import dev.mainnet.onnx.Tensor;
import dev.mainnet.runner.refusal.Refusal;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Triton's binary form of tensors: numbers little-endian, one after another; text each after its length in four bytes. */
final class BinaryTensors {
    private BinaryTensors() {}

    /** Whether the number of bytes fits the shape is the model's signature check to tell. */
    static Tensor read(String name, Datatype datatype, Shape shape, ByteBuffer bytes) {
        return datatype == Datatype.BYTES
                ? new Tensor.Strings(name, shape, texts(name, bytes.order(ByteOrder.LITTLE_ENDIAN)))
                : new Tensor.Numbers(name, datatype, shape, bytes);
    }

    private static List<String> texts(String name, ByteBuffer bytes) {
        List<String> texts = new ArrayList<>();
        while (bytes.hasRemaining()) {
            int length = bytes.remaining() < Integer.BYTES ? -1 : bytes.getInt();
            if (length < 0 || length > bytes.remaining()) {
                throw Refusal.invalid("Input '" + name + "': its binary text ends within an element");
            }
            try {
                texts.add(StandardCharsets.UTF_8
                        .newDecoder()
                        .decode(bytes.slice(bytes.position(), length))
                        .toString());
            } catch (CharacterCodingException e) {
                throw Refusal.invalid("Input '" + name + "': element " + texts.size() + " is no UTF-8 text");
            }
            bytes.position(bytes.position() + length);
        }
        return texts;
    }

    static ByteBuffer bytes(Tensor tensor) {
        return switch (tensor) {
            case Tensor.Numbers numbers -> numbers.data().duplicate();
            case Tensor.Strings strings -> bytes(strings.values());
        };
    }

    private static ByteBuffer bytes(List<String> texts) {
        List<byte[]> encoded = texts.stream()
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                .toList();
        int size =
                encoded.stream().mapToInt(text -> Integer.BYTES + text.length).sum();
        ByteBuffer bytes = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
        encoded.forEach(text -> bytes.putInt(text.length).put(text));
        return bytes.flip();
    }
}
