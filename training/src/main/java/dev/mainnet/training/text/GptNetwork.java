package dev.mainnet.training.text;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.ndarray.types.SparseFormat;
import ai.djl.nn.Activation;
import ai.djl.nn.core.Embedding;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.LayerNorm;
import dev.mainnet.training.weights.Weights;
import java.util.random.RandomGenerator;

/**
 * GPT-2 (A. Radford and others, Language models are unsupervised multitask learners, 2019): tensors are named as llama.cpp names
 * them, and the output shares its weights with the token embedding.
 */
final class GptNetwork {
    private static final double DEVIATION = 0.02;

    private final GptShape shape;
    private final Weights weights;

    GptNetwork(GptShape shape, Weights weights) {
        this.shape = shape;
        this.weights = weights;
    }

    /** A network that knows nothing yet. */
    static GptNetwork untrained(GptShape shape, NDManager manager, RandomGenerator random) {
        Weights weights = new Weights(manager);
        int width = shape.width();
        int inner = shape.feedForwardWidth();
        // As GPT-2 does it: what is added to the residual stream starts smaller the more layers add to it.
        double residual = DEVIATION / Math.sqrt(2.0 * shape.layers());
        weights.random("token_embd.weight", random, DEVIATION, shape.vocabulary(), width);
        weights.random("position_embd.weight", random, DEVIATION, shape.context(), width);
        for (int layer = 0; layer < shape.layers(); layer++) {
            String block = "blk." + layer;
            norm(weights, block + ".attn_norm", width);
            weights.random(block + ".attn_qkv.weight", random, DEVIATION, 3L * width, width);
            weights.constant(block + ".attn_qkv.bias", 0, 3L * width);
            weights.random(block + ".attn_output.weight", random, residual, width, width);
            weights.constant(block + ".attn_output.bias", 0, width);
            norm(weights, block + ".ffn_norm", width);
            weights.random(block + ".ffn_up.weight", random, DEVIATION, inner, width);
            weights.constant(block + ".ffn_up.bias", 0, inner);
            weights.random(block + ".ffn_down.weight", random, residual, width, inner);
            weights.constant(block + ".ffn_down.bias", 0, width);
        }
        norm(weights, "output_norm", width);
        return new GptNetwork(shape, weights);
    }

    GptShape shape() {
        return shape;
    }

    Weights weights() {
        return weights;
    }

    /**
     * How likely each token comes next, at each place.
     *
     * @param tokens whole numbers [texts, length]
     * @param place of the first token; with the length up to the context
     * @return scores [texts, length, vocabulary]
     */
    NDArray scores(NDArray tokens, int place) {
        int length = Math.toIntExact(tokens.getShape().get(1));
        NDManager manager = tokens.getManager();
        NDArray positions = manager.arange(place, place + length).toType(tokens.getDataType(), false);
        NDArray mask = futureMask(manager, length);
        NDArray x = embed(tokens, "token_embd").add(embed(positions, "position_embd"));
        for (int layer = 0; layer < shape.layers(); layer++) {
            String block = "blk." + layer;
            x = x.add(attention(normed(x, block + ".attn_norm"), block, mask));
            NDArray inner = Activation.gelu(linear(normed(x, block + ".ffn_norm"), block + ".ffn_up"));
            x = x.add(linear(inner, block + ".ffn_down"));
        }
        return Linear.linear(normed(x, "output_norm"), weights.get("token_embd.weight"))
                .singletonOrThrow();
    }

    private NDArray attention(NDArray x, String block, NDArray mask) {
        NDList parts = linear(x, block + ".attn_qkv").split(3, 2);
        NDArray queries = heads(parts.get(0)).mul(1 / Math.sqrt(shape.headWidth()));
        NDArray keys = heads(parts.get(1));
        NDArray values = heads(parts.get(2));
        NDArray seen = queries.matMul(keys.transpose(0, 1, 3, 2))
                .add(mask)
                .softmax(-1)
                .matMul(values)
                .transpose(0, 2, 1, 3)
                .reshape(x.getShape());
        return linear(seen, block + ".attn_output");
    }

    private NDArray heads(NDArray x) {
        return x.reshape(x.getShape().get(0), x.getShape().get(1), shape.heads(), shape.headWidth())
                .transpose(0, 2, 1, 3);
    }

    /** What keeps each place from seeing the ones after it. */
    private static NDArray futureMask(NDManager manager, int length) {
        float[] mask = new float[length * length];
        for (int from = 0; from < length; from++) {
            for (int to = from + 1; to < length; to++) {
                mask[from * length + to] = Float.NEGATIVE_INFINITY;
            }
        }
        return manager.create(mask, new Shape(length, length));
    }

    private NDArray embed(NDArray numbers, String name) {
        return Embedding.embedding(numbers, weights.get(name + ".weight"), SparseFormat.DENSE)
                .singletonOrThrow();
    }

    private NDArray linear(NDArray x, String name) {
        return Linear.linear(x, weights.get(name + ".weight"), weights.get(name + ".bias"))
                .singletonOrThrow();
    }

    private NDArray normed(NDArray x, String name) {
        return LayerNorm.layerNorm(
                        x,
                        new Shape(shape.width()),
                        weights.get(name + ".weight"),
                        weights.get(name + ".bias"),
                        GptShape.EPSILON)
                .singletonOrThrow();
    }

    private static void norm(Weights weights, String name, int width) {
        weights.constant(name + ".weight", 1, width);
        weights.constant(name + ".bias", 0, width);
    }
}
