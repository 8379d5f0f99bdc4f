package dev.mainnet.onnx;

import ai.onnxruntime.MapInfo;
import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.SequenceInfo;
import ai.onnxruntime.TensorInfo;
import java.util.ArrayList;
import java.util.List;

/** Translates what ONNX Runtime knows of a model's inputs and outputs. */
final class SignatureReader {
    private final ModelScan scan;
    private final ClassLabels labels;

    SignatureReader(ModelScan scan) {
        this.scan = scan;
        this.labels = new ClassLabels(scan);
    }

    /** @throws OnnxException.UnsupportedModel for inputs and outputs without a tensor form */
    ModelSignature read(OrtSession session) throws OrtException {
        List<TensorSpec> inputs = new ArrayList<>();
        for (NodeInfo input : session.getInputInfo().values()) {
            inputs.add(input(input));
        }
        List<TensorSpec> outputs = new ArrayList<>();
        for (NodeInfo output : session.getOutputInfo().values()) {
            outputs.add(output(output));
        }
        return new ModelSignature(inputs, outputs, scan.metadata());
    }

    private TensorSpec input(NodeInfo node) {
        if (!(node.getInfo() instanceof TensorInfo tensor)) {
            throw unsupported("input", node, "no tensor");
        }
        return new TensorSpec(node.getName(), datatype("input", node, tensor), shape(node, tensor), List.of());
    }

    private TensorSpec output(NodeInfo node) {
        return switch (node.getInfo()) {
            case TensorInfo tensor -> {
                Datatype datatype = datatype("output", node, tensor);
                Shape shape = shape(node, tensor);
                yield new TensorSpec(node.getName(), datatype, shape, labels.ofTensor(datatype, shape));
            }
            case SequenceInfo sequence when sequence.isSequenceOfMaps() -> scores(node, sequence.mapInfo, -1);
            case MapInfo map -> scores(node, map, 1);
            default -> throw unsupported("output", node, "neither a tensor nor a map of scores");
        };
    }

    private TensorSpec scores(NodeInfo node, MapInfo map, long rows) {
        Datatype datatype = switch (map.valueType) {
            case OnnxJavaType.FLOAT -> Datatype.FP32;
            case OnnxJavaType.DOUBLE -> Datatype.FP64;
            case OnnxJavaType.INT64 -> Datatype.INT64;
            default -> throw unsupported("output", node, "a map of " + map.valueType);
        };
        List<String> classes = labels.ofMaps(node.getName());
        return new TensorSpec(
                node.getName(), datatype, Shape.of(rows, classes.isEmpty() ? -1 : classes.size()), classes);
    }

    private static Datatype datatype(String role, NodeInfo node, TensorInfo tensor) {
        return Datatype.of(tensor.onnxType)
                .orElseThrow(
                        () -> unsupported(role, node, "of an element type that the inference protocol does not have"));
    }

    private Shape shape(NodeInfo node, TensorInfo tensor) {
        return tensor.isScalar() && scan.unranked(node.getName()) ? Shape.unranked() : Shape.of(tensor.getShape());
    }

    private static OnnxException unsupported(String role, NodeInfo node, String what) {
        return new OnnxException.UnsupportedModel(
                "The model's " + role + " '" + node.getName() + "' is " + what + ", which cannot be served");
    }
}
