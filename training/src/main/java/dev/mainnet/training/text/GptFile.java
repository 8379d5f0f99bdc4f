package dev.mainnet.training.text;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import dev.mainnet.training.gguf.GgufValue.Flag;
import dev.mainnet.training.gguf.GgufValue.Real;
import dev.mainnet.training.gguf.GgufValue.Text;
import dev.mainnet.training.gguf.GgufValue.Texts;
import dev.mainnet.training.gguf.GgufValue.Whole;
import dev.mainnet.training.gguf.GgufValue.Wholes;
import dev.mainnet.training.gguf.GgufWriter;
import java.util.ArrayList;
import java.util.List;

/** A language model as llama.cpp's architecture {@code gpt2} wants it. */
final class GptFile {
    /** The messages' texts, a line apart: the model continues text and knows no conversation. */
    static final String CHAT_TEMPLATE =
            "{% for message in messages %}{{ message['content'] }}{% if not loop.last %}{{ '\\n' }}{% endif %}{% endfor %}";

    private static final int NORMAL_TOKEN = 1;
    private static final int CONTROL_TOKEN = 3;
    private static final int ALL_FLOAT32 = 0;

    private GptFile() {}

    static GgufWriter of(String name, BytePairEncoding encoding, GptNetwork network) {
        GgufWriter file = new GgufWriter();
        GptShape shape = network.shape();
        file.metadata("general.architecture", new Text("gpt2"))
                .metadata("general.name", new Text(name))
                .metadata("general.file_type", new Whole(ALL_FLOAT32))
                .metadata("gpt2.context_length", new Whole(shape.context()))
                .metadata("gpt2.embedding_length", new Whole(shape.width()))
                .metadata("gpt2.feed_forward_length", new Whole(shape.feedForwardWidth()))
                .metadata("gpt2.block_count", new Whole(shape.layers()))
                .metadata("gpt2.attention.head_count", new Whole(shape.heads()))
                .metadata("gpt2.attention.layer_norm_epsilon", new Real(GptShape.EPSILON))
                .metadata("tokenizer.ggml.model", new Text("gpt2"))
                .metadata("tokenizer.ggml.pre", new Text(Words.RULE))
                .metadata("tokenizer.ggml.tokens", new Texts(encoding.spelledTokens()))
                .metadata("tokenizer.ggml.token_type", new Wholes(tokenTypes(encoding)))
                .metadata("tokenizer.ggml.merges", new Texts(encoding.spelledMerges()))
                .metadata("tokenizer.ggml.bos_token_id", new Whole(encoding.end()))
                .metadata("tokenizer.ggml.eos_token_id", new Whole(encoding.end()))
                .metadata("tokenizer.ggml.add_bos_token", new Flag(false))
                .metadata("tokenizer.chat_template", new Text(CHAT_TEMPLATE));
        network.weights()
                .learned()
                .forEach((tensor, values) ->
                        file.tensor(tensor, innermostFirst(values.getShape()), values::toFloatArray));
        // llama.cpp insists on an output of its own for this architecture, so the shared weights are written twice.
        NDArray shared = network.weights().get("token_embd.weight");
        file.tensor("output.weight", innermostFirst(shared.getShape()), shared::toFloatArray);
        return file;
    }

    private static List<Integer> tokenTypes(BytePairEncoding encoding) {
        List<Integer> types = new ArrayList<>();
        for (int token = 0; token < encoding.size(); token++) {
            types.add(token == encoding.end() ? CONTROL_TOKEN : NORMAL_TOKEN);
        }
        return types;
    }

    private static long[] innermostFirst(Shape shape) {
        long[] dimensions = shape.getShape().clone();
        long[] reversed = new long[dimensions.length];
        for (int i = 0; i < dimensions.length; i++) {
            reversed[i] = dimensions[dimensions.length - 1 - i];
        }
        return reversed;
    }
}
