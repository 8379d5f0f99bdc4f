package dev.mainnet.onnx;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.LinkedHashMap;
import java.util.Map;

/** A call's inputs in native memory, freed when the run is over rather than when the collector comes by. */
final class NativeInputs implements AutoCloseable {
    private final Arena arena = Arena.ofConfined();
    private final Map<String, OnnxTensor> tensors = new LinkedHashMap<>();
    private final OrtEnvironment environment;

    private NativeInputs(OrtEnvironment environment) {
        this.environment = environment;
    }

    static NativeInputs of(OrtEnvironment environment, Map<String, Tensor> inputs) throws OrtException {
        NativeInputs natives = new NativeInputs(environment);
        try {
            for (Tensor input : inputs.values()) {
                natives.tensors.put(input.name(), natives.tensor(input));
            }
            return natives;
        } catch (OrtException | RuntimeException | Error e) {
            natives.close();
            throw e;
        }
    }

    Map<String, OnnxTensor> byName() {
        return tensors;
    }

    @Override
    public void close() {
        tensors.values().forEach(OnnxTensor::close);
        arena.close();
    }

    private OnnxTensor tensor(Tensor input) throws OrtException {
        long[] shape = input.shape().toArray();
        return switch (input) {
            case Tensor.Strings strings ->
                OnnxTensor.createTensor(environment, strings.values().toArray(String[]::new), shape);
            case Tensor.Numbers numbers ->
                switch (numbers.datatype()) {
                    case UINT16, UINT32, UINT64 -> UnsignedInputs.tensor(environment, numbers);
                    case BOOL -> tensor(numbers, shape, OnnxJavaType.BOOL);
                    case UINT8 -> tensor(numbers, shape, OnnxJavaType.UINT8);
                    case INT8 -> tensor(numbers, shape, OnnxJavaType.INT8);
                    case INT16 -> tensor(numbers, shape, OnnxJavaType.INT16);
                    case INT32 -> tensor(numbers, shape, OnnxJavaType.INT32);
                    case INT64 -> tensor(numbers, shape, OnnxJavaType.INT64);
                    case FP16 -> tensor(numbers, shape, OnnxJavaType.FLOAT16);
                    case BF16 -> tensor(numbers, shape, OnnxJavaType.BFLOAT16);
                    case FP32 -> tensor(numbers, shape, OnnxJavaType.FLOAT);
                    case FP64 -> tensor(numbers, shape, OnnxJavaType.DOUBLE);
                    case BYTES -> throw new IllegalStateException("strings are no numbers");
                };
        };
    }

    private OnnxTensor tensor(Tensor.Numbers input, long[] shape, OnnxJavaType type) throws OrtException {
        ByteBuffer data = input.data();
        MemorySegment copy = arena.allocate(Math.max(1, data.remaining()), Long.BYTES);
        ByteBuffer target = copy.asByteBuffer().order(ByteOrder.nativeOrder()).limit(data.remaining());
        return OnnxTensor.createTensor(environment, target.put(data.duplicate()).flip(), shape, type);
    }
}
