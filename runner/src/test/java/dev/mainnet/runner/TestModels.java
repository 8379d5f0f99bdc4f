package dev.mainnet.runner;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto.Dimension;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import java.util.Arrays;
import java.util.List;

/** Small models, built in code. */
public final class TestModels {
    private TestModels() {}

    /** Answers {@code y}, which is its input {@code x}. */
    public static byte[] identity(DataType type, long... dims) {
        return model(GraphProto.newBuilder()
                .addNode(node("Identity", List.of("x"), "y"))
                .addInput(value("x", type, dims))
                .addOutput(value("y", type, dims)));
    }

    /** An identity whose file has {@code bytes} of unused weights. */
    public static byte[] heavy(int bytes) {
        return model(GraphProto.newBuilder()
                .addNode(node("Identity", List.of("x"), "y"))
                .addInitializer(TensorProto.newBuilder()
                        .setName("ballast")
                        .setDataType(DataType.UINT8.getNumber())
                        .addDims(bytes)
                        .setRawData(ByteString.copyFrom(new byte[bytes])))
                .addInput(value("x", DataType.FLOAT, -1))
                .addOutput(value("y", DataType.FLOAT, -1)));
    }

    /** Answers {@code y} = {@code a} + {@code b}. */
    public static byte[] sum() {
        return model(GraphProto.newBuilder()
                .addNode(node("Add", List.of("a", "b"), "y"))
                .addInput(value("a", DataType.FLOAT, -1))
                .addInput(value("b", DataType.FLOAT, -1))
                .addOutput(value("y", DataType.FLOAT, -1)));
    }

    /** Counts to the input {@code n}, slowly. */
    public static byte[] loop() {
        GraphProto body = GraphProto.newBuilder()
                .setName("body")
                .addNode(node("Identity", List.of("cond_in"), "cond_out"))
                .addNode(node("Add", List.of("v_in", "one"), "v_out"))
                .addInitializer(TensorProto.newBuilder()
                        .setName("one")
                        .setDataType(DataType.FLOAT.getNumber())
                        .addFloatData(1))
                .addInput(value("i", DataType.INT64))
                .addInput(value("cond_in", DataType.BOOL))
                .addInput(value("v_in", DataType.FLOAT))
                .addOutput(value("cond_out", DataType.BOOL))
                .addOutput(value("v_out", DataType.FLOAT))
                .build();
        return model(GraphProto.newBuilder()
                .addNode(node("Loop", List.of("n", "", "x"), "y")
                        .addAttribute(AttributeProto.newBuilder()
                                .setName("body")
                                .setType(AttributeProto.AttributeType.GRAPH)
                                .setG(body)))
                .addInput(value("n", DataType.INT64))
                .addInput(value("x", DataType.FLOAT))
                .addOutput(value("y", DataType.FLOAT)));
    }

    /** As scikit-learn's exporter ends a classifier: a sequence of maps from class to score. */
    public static byte[] zipMap(String... classes) {
        TypeProto map = TypeProto.newBuilder()
                .setMapType(TypeProto.Map.newBuilder()
                        .setKeyType(DataType.STRING.getNumber())
                        .setValueType(TypeProto.newBuilder()
                                .setTensorType(TypeProto.Tensor.newBuilder().setElemType(DataType.FLOAT.getNumber()))))
                .build();
        return model(GraphProto.newBuilder()
                .addNode(node("ZipMap", List.of("x"), "scores")
                        .setDomain("ai.onnx.ml")
                        .addAttribute(AttributeProto.newBuilder()
                                .setName("classlabels_strings")
                                .setType(AttributeProto.AttributeType.STRINGS)
                                .addAllStrings(Arrays.stream(classes)
                                        .map(ByteString::copyFromUtf8)
                                        .toList())))
                .addInput(value("x", DataType.FLOAT, -1, classes.length))
                .addOutput(ValueInfoProto.newBuilder()
                        .setName("scores")
                        .setType(TypeProto.newBuilder()
                                .setSequenceType(TypeProto.Sequence.newBuilder().setElemType(map)))));
    }

    public static byte[] withExternalData() {
        return model(GraphProto.newBuilder()
                .addNode(node("Add", List.of("x", "w"), "y"))
                .addInitializer(TensorProto.newBuilder()
                        .setName("w")
                        .setDataType(DataType.FLOAT.getNumber())
                        .addDims(1)
                        .setDataLocation(TensorProto.DataLocation.EXTERNAL)
                        .addExternalData(StringStringEntryProto.newBuilder()
                                .setKey("location")
                                .setValue("/etc/passwd")))
                .addInput(value("x", DataType.FLOAT, 1))
                .addOutput(value("y", DataType.FLOAT, 1)));
    }

    public static byte[] withUnknownOperator() {
        return model(GraphProto.newBuilder()
                .addNode(node("Frobnicate", List.of("x"), "y"))
                .addInput(value("x", DataType.FLOAT, 1))
                .addOutput(value("y", DataType.FLOAT, 1)));
    }

    private static byte[] model(GraphProto.Builder graph) {
        return ModelProto.newBuilder()
                .setIrVersion(8)
                .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(17))
                .addOpsetImport(
                        OperatorSetIdProto.newBuilder().setDomain("ai.onnx.ml").setVersion(3))
                .setGraph(graph.setName("g"))
                .build()
                .toByteArray();
    }

    private static NodeProto.Builder node(String operator, List<String> inputs, String output) {
        return NodeProto.newBuilder().setOpType(operator).addAllInput(inputs).addOutput(output);
    }

    private static ValueInfoProto value(String name, DataType type, long... dims) {
        TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
        for (long dim : dims) {
            shape.addDim(
                    dim < 0
                            ? Dimension.newBuilder().setDimParam("n")
                            : Dimension.newBuilder().setDimValue(dim));
        }
        return ValueInfoProto.newBuilder()
                .setName(name)
                .setType(TypeProto.newBuilder()
                        .setTensorType(TypeProto.Tensor.newBuilder()
                                .setElemType(type.getNumber())
                                .setShape(shape)))
                .build();
    }
}
