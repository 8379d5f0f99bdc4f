package dev.mainnet.training.pictures;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import dev.mainnet.onnx.Datatype;
import dev.mainnet.onnx.OnnxModel;
import dev.mainnet.onnx.RunControl;
import dev.mainnet.onnx.SessionSettings;
import dev.mainnet.onnx.Shape;
import dev.mainnet.onnx.Tensor;
import dev.mainnet.training.export.OnnxGraph;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Brings pictures to one size, by the nodes that served models have. */
final class Resizing implements AutoCloseable {
    private static final Duration LONGEST = Duration.ofMinutes(1);

    private final OnnxModel nodes;
    private final int size;

    Resizing(int size) {
        this.size = size;
        OnnxGraph graph = new OnnxGraph("resizing");
        graph.output(PictureNodes.resized(graph, size), "resized", DataType.FLOAT, PictureNodes.COLOURS, size, size);
        nodes = OnnxModel.open(graph.file(Map.of()), SessionSettings.defaults());
    }

    int size() {
        return size;
    }

    /** The colours as bytes, plane after plane. */
    byte[] resize(Picture picture) {
        Tensor input = new Tensor.Numbers(
                PictureNodes.INPUT,
                Datatype.UINT8,
                Shape.of(1, picture.height(), picture.width(), PictureNodes.COLOURS),
                ByteBuffer.wrap(picture.colours()));
        try (RunControl control = RunControl.within(LONGEST)) {
            Tensor.Numbers resized = (Tensor.Numbers) nodes.run(List.of(input), List.of("resized"), control)
                    .getFirst()
                    .tensor();
            FloatBuffer values = resized.data().asFloatBuffer();
            byte[] colours = new byte[PictureNodes.COLOURS * size * size];
            for (int i = 0; i < colours.length; i++) {
                colours[i] = (byte) Math.clamp((long) values.get(i), 0, 255);
            }
            return colours;
        }
    }

    @Override
    public void close() {
        nodes.close();
    }
}
