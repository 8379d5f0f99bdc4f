package dev.mainnet.training.pictures;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import dev.mainnet.training.export.OnnxGraph;
import java.util.List;

/**
 * What happens to pictures before a network sees them, as nodes of a graph. Learning uses the very same nodes, so that a served model sees
 * what it has learned.
 */
final class PictureNodes {
    /** The input: bytes [pictures, height, width, 3], of any height and width. */
    static final String INPUT = "image";

    static final int COLOURS = 3;
    /** Mean and deviation of the colours, about those of photographs; bytes are brought to 0 there. */
    static final float MEAN = 118;

    static final float DEVIATION = 60;

    private PictureNodes() {}

    /** Whole numbers from 0 to 255, [pictures, 3, size, size]. */
    static String resized(OnnxGraph graph, int size) {
        String bytes = graph.input(INPUT, DataType.UINT8, OnnxGraph.ANY, OnnxGraph.ANY, COLOURS);
        String floats = graph.node("Cast", List.of(bytes), OnnxGraph.whole("to", DataType.FLOAT_VALUE));
        String planes = graph.node("Transpose", List.of(floats), OnnxGraph.wholes("perm", List.of(0L, 3L, 1L, 2L)));
        String sizes = graph.constant("size", new long[] {size, size});
        String resized = graph.node(
                "Resize",
                List.of(planes, "", "", sizes),
                OnnxGraph.wholes("axes", List.of(2L, 3L)),
                OnnxGraph.text("mode", "linear"),
                OnnxGraph.whole("antialias", 1));
        return graph.node("Round", List.of(resized));
    }

    /** What the network takes. */
    static String scaled(OnnxGraph graph, String resized) {
        String mean = graph.constant("mean", new float[] {MEAN});
        String deviation = graph.constant("deviation", new float[] {DEVIATION});
        return graph.node("Div", List.of(graph.node("Sub", List.of(resized, mean)), deviation));
    }
}
