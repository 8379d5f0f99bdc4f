package dev.mainnet.worker;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.util.List;

/** Small models, built in code. */
public final class TestModels {

    private TestModels() {}

    /** Says of two numbers which is larger: labels "left" and "right", softmax of the numbers. */
    public static byte[] larger() {
        return model(GraphProto.newBuilder()
                        .addNode(node("Softmax", List.of("x"), "scores")
                                .addAttribute(AttributeProto.newBuilder()
                                        .setName("axis")
                                        .setType(AttributeProto.AttributeType.INT)
                                        .setI(1)))
                        .addInput(value("x", DataType.FLOAT, -1, 2))
                        .addOutput(value("scores", DataType.FLOAT, -1, 2)))
                .addMetadataProps(
                        StringStringEntryProto.newBuilder().setKey("labels").setValue("left,right"))
                .build()
                .toByteArray();
    }

    /** Answers its input. */
    public static byte[] identity(DataType type, long... dims) {
        return model(GraphProto.newBuilder()
                        .addNode(node("Identity", List.of("x"), "y"))
                        .addInput(value("x", type, dims))
                        .addOutput(value("y", type, dims)))
                .build()
                .toByteArray();
    }

    /** Answers its number and its text, and says of itself that it fills in what is missing. */
    public static byte[] filling() {
        return model(GraphProto.newBuilder()
                        .addNode(node("Identity", List.of("number"), "same_number"))
                        .addNode(node("Identity", List.of("text"), "same_text"))
                        .addInput(value("number", DataType.FLOAT, -1, 1))
                        .addInput(value("text", DataType.STRING, -1, 1))
                        .addOutput(value("same_number", DataType.FLOAT, -1, 1))
                        .addOutput(value("same_text", DataType.STRING, -1, 1)))
                .addMetadataProps(StringStringEntryProto.newBuilder()
                        .setKey("missing_values")
                        .setValue("filled"))
                .build()
                .toByteArray();
    }

    /** Adds two inputs of a column each. */
    public static byte[] sum() {
        return model(GraphProto.newBuilder()
                        .addNode(node("Add", List.of("a", "b"), "total"))
                        .addInput(value("a", DataType.FLOAT, -1, 1))
                        .addInput(value("b", DataType.FLOAT, -1, 1))
                        .addOutput(value("total", DataType.FLOAT, -1, 1)))
                .build()
                .toByteArray();
    }

    /** Takes longer than anybody waits: multiplies a number with itself a billion times. */
    public static byte[] endless() {
        GraphProto body = GraphProto.newBuilder()
                .setName("body")
                .addNode(node("Identity", List.of("going"), "goes_on"))
                .addNode(node("Mul", List.of("before", "before"), "after"))
                .addInput(value("i", DataType.INT64))
                .addInput(value("going", DataType.BOOL))
                .addInput(value("before", DataType.FLOAT, -1, 1))
                .addOutput(value("goes_on", DataType.BOOL))
                .addOutput(value("after", DataType.FLOAT, -1, 1))
                .build();
        return model(GraphProto.newBuilder()
                        .addInitializer(TensorProto.newBuilder()
                                .setName("times")
                                .setDataType(DataType.INT64.getNumber())
                                .addInt64Data(1_000_000_000))
                        .addNode(NodeProto.newBuilder()
                                .setOpType("Loop")
                                .addAllInput(List.of("times", "", "x"))
                                .addOutput("y")
                                .addAttribute(AttributeProto.newBuilder()
                                        .setName("body")
                                        .setType(AttributeProto.AttributeType.GRAPH)
                                        .setG(body)))
                        .addInput(value("x", DataType.FLOAT, -1, 1))
                        .addOutput(value("y", DataType.FLOAT, -1, 1)))
                .build()
                .toByteArray();
    }

    private static ModelProto.Builder model(GraphProto.Builder graph) {
        return ModelProto.newBuilder()
                .setIrVersion(8)
                .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(17))
                .setGraph(graph.setName("g"));
    }

    private static NodeProto.Builder node(String operator, List<String> inputs, String output) {
        return NodeProto.newBuilder().setOpType(operator).addAllInput(inputs).addOutput(output);
    }

    private static ValueInfoProto value(String name, DataType type, long... dims) {
        TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
        for (long dim : dims) {
            shape.addDim(
                    dim < 0
                            ? TensorShapeProto.Dimension.newBuilder().setDimParam("rows")
                            : TensorShapeProto.Dimension.newBuilder().setDimValue(dim));
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
