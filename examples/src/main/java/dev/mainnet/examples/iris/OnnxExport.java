package dev.mainnet.examples.iris;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Writes the classifier as an ONNX graph: Gemm, Softmax for the probabilities, ArgMax and LabelEncoder for the name. */
final class OnnxExport {
    private static final int IR_VERSION = 8;
    private static final int OPSET = 17;
    private static final int ML_OPSET = 3;

    private OnnxExport() {}

    static ModelProto model(SoftmaxRegression classifier, List<String> classes) {
        GraphProto graph = GraphProto.newBuilder()
                .setName("iris")
                .addNode(node("Gemm", List.of("input", "weights", "bias"), "scores"))
                .addNode(node("Softmax", List.of("scores"), "probabilities").addAttribute(number("axis", 1)))
                .addNode(node("ArgMax", List.of("scores"), "class")
                        .addAttribute(number("axis", 1))
                        .addAttribute(number("keepdims", 0)))
                .addNode(node("LabelEncoder", List.of("class"), "label")
                        .setDomain("ai.onnx.ml")
                        .addAttribute(AttributeProto.newBuilder()
                                .setName("keys_int64s")
                                .setType(AttributeProto.AttributeType.INTS)
                                .addAllInts(IntStream.range(0, classes.size())
                                        .mapToObj(Long::valueOf)
                                        .toList()))
                        .addAttribute(AttributeProto.newBuilder()
                                .setName("values_strings")
                                .setType(AttributeProto.AttributeType.STRINGS)
                                .addAllStrings(classes.stream()
                                        .map(ByteString::copyFromUtf8)
                                        .toList())))
                .addInitializer(
                        floats("weights", Stream.of(classifier.weights()).toList())
                                .addDims(classifier.weights().length)
                                .addDims(classes.size()))
                .addInitializer(
                        floats("bias", List.<double[]>of(classifier.bias())).addDims(classes.size()))
                .addInput(value("input", TensorProto.DataType.FLOAT, Flowers.FEATURES.size()))
                .addOutput(value("label", TensorProto.DataType.STRING))
                .addOutput(value("probabilities", TensorProto.DataType.FLOAT, classes.size()))
                .build();
        return ModelProto.newBuilder()
                .setIrVersion(IR_VERSION)
                .setProducerName("mainnet-examples")
                .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(OPSET))
                .addOpsetImport(
                        OperatorSetIdProto.newBuilder().setDomain("ai.onnx.ml").setVersion(ML_OPSET))
                .setGraph(graph)
                .addMetadataProps(property("labels", String.join(",", classes)))
                .addMetadataProps(property("features", String.join(",", Flowers.FEATURES)))
                .build();
    }

    private static NodeProto.Builder node(String operator, List<String> inputs, String output) {
        return NodeProto.newBuilder().setOpType(operator).addAllInput(inputs).addOutput(output);
    }

    private static AttributeProto number(String name, long value) {
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeProto.AttributeType.INT)
                .setI(value)
                .build();
    }

    private static TensorProto.Builder floats(String name, List<double[]> rows) {
        TensorProto.Builder tensor =
                TensorProto.newBuilder().setName(name).setDataType(TensorProto.DataType.FLOAT.getNumber());
        for (double[] row : rows) {
            for (double value : row) {
                tensor.addFloatData((float) value);
            }
        }
        return tensor;
    }

    /** A value of any number of rows, each of {@code width} columns where one is given. */
    private static ValueInfoProto value(String name, TensorProto.DataType type, long... width) {
        TensorShapeProto.Builder shape = TensorShapeProto.newBuilder()
                .addDim(TensorShapeProto.Dimension.newBuilder().setDimParam("rows"));
        for (long columns : width) {
            shape.addDim(TensorShapeProto.Dimension.newBuilder().setDimValue(columns));
        }
        return ValueInfoProto.newBuilder()
                .setName(name)
                .setType(TypeProto.newBuilder()
                        .setTensorType(TypeProto.Tensor.newBuilder()
                                .setElemType(type.getNumber())
                                .setShape(shape)))
                .build();
    }

    private static StringStringEntryProto property(String key, String value) {
        return StringStringEntryProto.newBuilder().setKey(key).setValue(value).build();
    }
}
