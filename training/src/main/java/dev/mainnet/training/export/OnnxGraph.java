package dev.mainnet.training.export;

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
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** An ONNX graph that grows node by node. Values have the names that their makers get back. */
public final class OnnxGraph {
    /** The domain of the operators for tables. */
    public static final String TABLES = "ai.onnx.ml";

    /** A size that may be any. */
    public static final long ANY = -1;

    private static final int IR_VERSION = 8;
    private static final int OPSET = 18;
    private static final int TABLES_OPSET = 3;

    /** Begins the names of what a caller does not see, which may be named as the columns of a table. */
    private static final String INTERNAL = "mainnet/";

    private final GraphProto.Builder graph;
    private final Set<String> inputs = new HashSet<>();
    private int values;

    public OnnxGraph(String name) {
        graph = GraphProto.newBuilder().setName(name);
    }

    /** A value that the caller gives: any number of rows, each of that shape. */
    public String input(String name, TensorProto.DataType type, long... width) {
        inputs.add(name);
        graph.addInput(value(name, type, width));
        return name;
    }

    /**
     * Answers a value under that name, or with underscores behind it where an input is named so: any number of rows, each of that shape.
     *
     * @return the name
     */
    public String output(String value, String name, TensorProto.DataType type, long... width) {
        String free = name;
        while (inputs.contains(free)) {
            free += "_";
        }
        graph.addNode(
                NodeProto.newBuilder().setOpType("Identity").addInput(value).addOutput(free));
        graph.addOutput(value(free, type, width));
        return free;
    }

    /** Adds an operation. */
    public String node(String operator, List<String> inputs, AttributeProto... attributes) {
        return node("", operator, inputs, attributes);
    }

    /** Adds an operation of another domain. */
    public String node(String domain, String operator, List<String> inputs, AttributeProto... attributes) {
        String output = INTERNAL + operator.toLowerCase(Locale.ROOT) + values++;
        graph.addNode(NodeProto.newBuilder()
                .setDomain(domain)
                .setOpType(operator)
                .addAllInput(inputs)
                .addOutput(output)
                .addAllAttribute(List.of(attributes)));
        return output;
    }

    /** Adds a constant. */
    public String constant(String name, float[] numbers, long... shape) {
        String constant = INTERNAL + name;
        ByteBuffer data = ByteBuffer.allocate(numbers.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        data.asFloatBuffer().put(numbers);
        TensorProto.Builder tensor = TensorProto.newBuilder()
                .setName(constant)
                .setDataType(TensorProto.DataType.FLOAT.getNumber())
                .setRawData(ByteString.copyFrom(data));
        for (long size : shape) {
            tensor.addDims(size);
        }
        graph.addInitializer(tensor);
        return constant;
    }

    /** Adds a constant list of whole numbers. */
    public String constant(String name, long[] numbers) {
        String constant = INTERNAL + name;
        TensorProto.Builder tensor = TensorProto.newBuilder()
                .setName(constant)
                .setDataType(TensorProto.DataType.INT64.getNumber())
                .addDims(numbers.length);
        for (long number : numbers) {
            tensor.addInt64Data(number);
        }
        graph.addInitializer(tensor);
        return constant;
    }

    /** The finished file. */
    public byte[] file(Map<String, String> metadata) {
        ModelProto.Builder model = ModelProto.newBuilder()
                .setIrVersion(IR_VERSION)
                .setProducerName("mainnet")
                .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(OPSET))
                .addOpsetImport(
                        OperatorSetIdProto.newBuilder().setDomain(TABLES).setVersion(TABLES_OPSET))
                .setGraph(graph);
        metadata.forEach((key, value) -> model.addMetadataProps(
                StringStringEntryProto.newBuilder().setKey(key).setValue(value)));
        return model.build().toByteArray();
    }

    public static AttributeProto whole(String name, long value) {
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeProto.AttributeType.INT)
                .setI(value)
                .build();
    }

    public static AttributeProto wholes(String name, List<Long> values) {
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeProto.AttributeType.INTS)
                .addAllInts(values)
                .build();
    }

    public static AttributeProto real(String name, float value) {
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeProto.AttributeType.FLOAT)
                .setF(value)
                .build();
    }

    public static AttributeProto reals(String name, List<Float> values) {
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeProto.AttributeType.FLOATS)
                .addAllFloats(values)
                .build();
    }

    public static AttributeProto text(String name, String value) {
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeProto.AttributeType.STRING)
                .setS(ByteString.copyFromUtf8(value))
                .build();
    }

    public static AttributeProto texts(String name, List<String> values) {
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeProto.AttributeType.STRINGS)
                .addAllStrings(values.stream().map(ByteString::copyFromUtf8).toList())
                .build();
    }

    private static ValueInfoProto value(String name, TensorProto.DataType type, long... width) {
        TensorShapeProto.Builder shape = TensorShapeProto.newBuilder()
                .addDim(TensorShapeProto.Dimension.newBuilder().setDimParam("rows"));
        for (long columns : width) {
            TensorShapeProto.Dimension.Builder size = TensorShapeProto.Dimension.newBuilder();
            shape.addDim(columns == ANY ? size.setDimParam("any" + shape.getDimCount()) : size.setDimValue(columns));
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
