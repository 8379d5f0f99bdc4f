package dev.mainnet.onnx;

import ai.onnxruntime.OnnxMap;
import ai.onnxruntime.OnnxSequence;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Copies a run's results out of native memory, as long as they are not too large. */
final class OutputReader {
    private final ModelSignature signature;
    private final long maxBytes;
    private long bytes;

    OutputReader(ModelSignature signature, long maxBytes) {
        this.signature = signature;
        this.maxBytes = maxBytes;
    }

    List<Output> read(OrtSession.Result result) throws OrtException {
        List<Output> outputs = new ArrayList<>();
        for (Map.Entry<String, OnnxValue> entry : result) {
            outputs.add(output(entry.getKey(), entry.getValue()));
        }
        return outputs;
    }

    private Output output(String name, OnnxValue value) throws OrtException {
        return switch (value) {
            case OnnxTensor tensor -> new Output(tensor(name, tensor), List.of());
            case OnnxSequence sequence -> scores(name, rows(sequence));
            case OnnxMap map -> scores(name, List.of(map.getValue()));
            default ->
                throw new OnnxException.RunFailed(
                        "The model's output '" + name + "' is no tensor and no map of scores");
        };
    }

    private Tensor tensor(String name, OnnxTensor tensor) throws OrtException {
        Datatype datatype = Datatype.of(tensor.getInfo().onnxType)
                .orElseThrow(() -> new OnnxException.RunFailed("The model's output '" + name + "' has no known type"));
        Shape shape = Shape.of(tensor.getInfo().getShape());
        if (datatype == Datatype.BYTES) {
            count(tensor.getInfo().getNumElements());
            List<String> values = new ArrayList<>();
            flatten(tensor.getValue(), values);
            return new Tensor.Strings(name, shape, values);
        }
        count(Math.multiplyExact(tensor.getInfo().getNumElements(), (long) datatype.size()));
        boolean empty = tensor.getInfo().getNumElements() == 0;
        return new Tensor.Numbers(name, datatype, shape, empty ? ByteBuffer.allocate(0) : tensor.getByteBuffer());
    }

    private void flatten(Object value, List<String> into) {
        if (value instanceof Object[] array) {
            for (Object element : array) {
                flatten(element, into);
            }
        } else {
            String text = (String) value;
            count(text.length());
            into.add(text);
        }
    }

    private static List<Map<?, ?>> rows(OnnxSequence sequence) throws OrtException {
        List<Map<?, ?>> rows = new ArrayList<>();
        List<? extends OnnxValue> elements = sequence.getValue();
        try {
            for (OnnxValue element : elements) {
                rows.add(((OnnxMap) element).getValue());
            }
        } finally {
            OnnxValue.close(elements);
        }
        return rows;
    }

    private Output scores(String name, List<Map<?, ?>> rows) {
        TensorSpec spec = signature.output(name).orElseThrow();
        Output output = FlattenedScores.of(spec, rows);
        count((long) ((Tensor.Numbers) output.tensor()).data().remaining());
        return output;
    }

    private void count(long more) {
        bytes += more;
        if (bytes > maxBytes) {
            throw new OnnxException.OutputTooLarge("The model's answer is larger than " + maxBytes
                    + " bytes; ask for fewer outputs or send fewer rows in one call");
        }
    }
}
