package dev.mainnet.testing;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.FunctionProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.SparseTensorProto;
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

/** Small ONNX models, built in code: whole files, and the parts to build others from. */
public final class OnnxModels {

    private OnnxModels() {}

    public static ModelProto model(GraphProto.Builder graph) {
        return ModelProto.newBuilder()
                .setIrVersion(8)
                .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(17))
                .addOpsetImport(
                        OperatorSetIdProto.newBuilder().setDomain("ai.onnx.ml").setVersion(3))
                .addOpsetImport(
                        OperatorSetIdProto.newBuilder().setDomain("acme").setVersion(1))
                .setGraph(graph.setName("g"))
                .build();
    }

    public static NodeProto.Builder node(String operator, List<String> inputs, List<String> outputs) {
        return NodeProto.newBuilder().setOpType(operator).addAllInput(inputs).addAllOutput(outputs);
    }

    public static ValueInfoProto value(String name, DataType type, long... dims) {
        TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
        for (long dim : dims) {
            shape.addDim(
                    dim < 0
                            ? Dimension.newBuilder().setDimParam("n" + -dim)
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

    public static ValueInfoProto unranked(String name, DataType type) {
        return ValueInfoProto.newBuilder()
                .setName(name)
                .setType(TypeProto.newBuilder()
                        .setTensorType(TypeProto.Tensor.newBuilder().setElemType(type.getNumber())))
                .build();
    }

    public static GraphProto.Builder identity(DataType type, long... dims) {
        return GraphProto.newBuilder()
                .addNode(node("Identity", List.of("x"), List.of("y")))
                .addInput(value("x", type, dims))
                .addOutput(value("y", type, dims));
    }

    /** Counts to the input {@code n}, slowly. */
    public static byte[] loop() {
        GraphProto body = GraphProto.newBuilder()
                .setName("body")
                .addNode(node("Identity", List.of("cond_in"), List.of("cond_out")))
                .addNode(node("Add", List.of("v_in", "one"), List.of("v_out")))
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
                        .addNode(node("Loop", List.of("n", "", "x"), List.of("y"))
                                .addAttribute(AttributeProto.newBuilder()
                                        .setName("body")
                                        .setType(AttributeProto.AttributeType.GRAPH)
                                        .setG(body)))
                        .addInput(value("n", DataType.INT64))
                        .addInput(value("x", DataType.FLOAT))
                        .addOutput(value("y", DataType.FLOAT)))
                .toByteArray();
    }

    /** As scikit-learn's exporter ends a classifier: a sequence of maps from class to score. */
    public static byte[] zipMap(String... classes) {
        boolean numbers = Arrays.stream(classes).allMatch(name -> name.matches("\\d+"));
        AttributeProto.Builder labels = numbers
                ? AttributeProto.newBuilder()
                        .setName("classlabels_int64s")
                        .setType(AttributeProto.AttributeType.INTS)
                        .addAllInts(Arrays.stream(classes).map(Long::valueOf).toList())
                : AttributeProto.newBuilder()
                        .setName("classlabels_strings")
                        .setType(AttributeProto.AttributeType.STRINGS)
                        .addAllStrings(Arrays.stream(classes)
                                .map(ByteString::copyFromUtf8)
                                .toList());
        TypeProto map = TypeProto.newBuilder()
                .setMapType(TypeProto.Map.newBuilder()
                        .setKeyType((numbers ? DataType.INT64 : DataType.STRING).getNumber())
                        .setValueType(TypeProto.newBuilder()
                                .setTensorType(TypeProto.Tensor.newBuilder().setElemType(DataType.FLOAT.getNumber()))))
                .build();
        return model(GraphProto.newBuilder()
                        .addNode(node("ZipMap", List.of("x"), List.of("scores"))
                                .setDomain("ai.onnx.ml")
                                .addAttribute(labels))
                        .addInput(value("x", DataType.FLOAT, -1, classes.length))
                        .addOutput(ValueInfoProto.newBuilder()
                                .setName("scores")
                                .setType(TypeProto.newBuilder()
                                        .setSequenceType(
                                                TypeProto.Sequence.newBuilder().setElemType(map)))))
                .toByteArray();
    }

    public static TensorProto.Builder external(String location) {
        return TensorProto.newBuilder()
                .setName("w")
                .setDataType(DataType.FLOAT.getNumber())
                .addDims(1)
                .setDataLocation(TensorProto.DataLocation.EXTERNAL)
                .addExternalData(
                        StringStringEntryProto.newBuilder().setKey("location").setValue(location));
    }

    public static GraphProto.Builder using(AttributeProto.Builder attribute) {
        return identity(DataType.FLOAT, 1)
                .addNode(node("Constant", List.of(), List.of("c")).addAttribute(attribute));
    }

    public static AttributeProto.Builder tensorAttribute(TensorProto.Builder tensor) {
        return AttributeProto.newBuilder()
                .setName("value")
                .setType(AttributeProto.AttributeType.TENSOR)
                .setT(tensor);
    }

    public static SparseTensorProto.Builder sparse(TensorProto.Builder values) {
        return SparseTensorProto.newBuilder().setValues(values);
    }

    public static ModelProto withFunction(NodeProto.Builder node) {
        return model(identity(DataType.FLOAT, 1)).toBuilder()
                .addFunctions(FunctionProto.newBuilder()
                        .setName("f")
                        .setDomain("acme")
                        .addNode(node))
                .build();
    }

    /** Answers {@code y}, which is its input {@code x}. */
    public static byte[] identityFile(DataType type, long... dims) {
        return model(identity(type, dims)).toByteArray();
    }

    /** An identity whose file has {@code bytes} of unused weights. */
    public static byte[] heavy(int bytes) {
        return model(identity(DataType.FLOAT, -1)
                        .addInitializer(TensorProto.newBuilder()
                                .setName("ballast")
                                .setDataType(DataType.UINT8.getNumber())
                                .addDims(bytes)
                                .setRawData(ByteString.copyFrom(new byte[bytes]))))
                .toByteArray();
    }

    /** Answers {@code y} = {@code a} + {@code b}. */
    public static byte[] sum() {
        return model(GraphProto.newBuilder()
                        .addNode(node("Add", List.of("a", "b"), List.of("y")))
                        .addInput(value("a", DataType.FLOAT, -1))
                        .addInput(value("b", DataType.FLOAT, -1))
                        .addOutput(value("y", DataType.FLOAT, -1)))
                .toByteArray();
    }

    /** Wants its weights from another file of the machine it runs on. */
    public static byte[] withExternalData() {
        return model(GraphProto.newBuilder()
                        .addNode(node("Add", List.of("x", "w"), List.of("y")))
                        .addInitializer(external("/etc/passwd"))
                        .addInput(value("x", DataType.FLOAT, 1))
                        .addOutput(value("y", DataType.FLOAT, 1)))
                .toByteArray();
    }

    /** Has an operator that nobody knows. */
    public static byte[] withUnknownOperator() {
        return model(GraphProto.newBuilder()
                        .addNode(node("Frobnicate", List.of("x"), List.of("y")))
                        .addInput(value("x", DataType.FLOAT, 1))
                        .addOutput(value("y", DataType.FLOAT, 1)))
                .toByteArray();
    }
}
