package dev.mainnet.training.text;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.mainnet.training.loop.Task;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;

/** A small language model: its encoding and its network. Closing frees the network. */
public final class LanguageModel implements AutoCloseable {
    private final BytePairEncoding encoding;
    private final GptNetwork network;

    private LanguageModel(BytePairEncoding encoding, GptNetwork network) {
        this.encoding = encoding;
        this.network = network;
    }

    /** A model that knows nothing yet; the same seed gives the same one. */
    public static LanguageModel untrained(BytePairEncoding encoding, GptShape shape, NDManager manager, long seed) {
        if (shape.vocabulary() != encoding.size()) {
            throw new IllegalArgumentException(
                    "The network has %d tokens, the encoding %d".formatted(shape.vocabulary(), encoding.size()));
        }
        return new LanguageModel(encoding, GptNetwork.untrained(shape, manager, new Random(seed)));
    }

    /**
     * To learn to continue the texts of a corpus.
     *
     * @param window the tokens that are learned in one piece, up to the context; time and memory grow with its square
     */
    public Task task(Corpus corpus, int window, int batchSize) {
        return new TextTask(network, corpus, window, batchSize);
    }

    /** Continues a text with the likeliest token each time, to the end of the text or the given number of tokens. */
    public String continuation(String text, int tokens) {
        int[] all = encoding.encode(text);
        int given = all.length;
        while (all.length - given < tokens) {
            int next = likeliest(all);
            if (next == encoding.end()) {
                break;
            }
            all = Arrays.copyOf(all, all.length + 1);
            all[all.length - 1] = next;
        }
        return encoding.decode(Arrays.copyOfRange(all, given, all.length));
    }

    /** The number of learned numbers. */
    public long parameters() {
        return network.weights().parameters();
    }

    /**
     * Writes the model as a file for llama.cpp.
     *
     * @param name shown by programs that open the file
     */
    public void writeGguf(Path file, String name) throws IOException {
        GptFile.of(name, encoding, network).write(file);
    }

    private int likeliest(int[] text) {
        int seen = Math.min(text.length, network.shape().context());
        long[] window = new long[seen];
        for (int i = 0; i < seen; i++) {
            window[i] = text[text.length - seen + i];
        }
        try (NDManager working = network.weights().workspace()) {
            NDArray scores = network.scores(working.create(window, new Shape(1, seen)), 0);
            return Math.toIntExact(scores.get(0, seen - 1).argMax().toLongArray()[0]);
        }
    }

    @Override
    public void close() {
        network.weights().close();
    }
}
