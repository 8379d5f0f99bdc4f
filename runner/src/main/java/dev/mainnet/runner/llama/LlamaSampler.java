package dev.mainnet.runner.llama;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Map;

/** Chooses one text's next token among those a model holds likely. */
public final class LlamaSampler implements AutoCloseable {
    private final SamplerFunctions functions;
    private final MemorySegment chain;

    private LlamaSampler(SamplerFunctions functions) {
        this.functions = functions;
        this.chain = functions.chain();
    }

    /** @param memory the most tokens that penalties look back on */
    public static LlamaSampler of(LlamaModel model, Sampling sampling, int memory) {
        SamplerFunctions functions = model.llama().samplers();
        LlamaSampler sampler = new LlamaSampler(functions);
        try {
            sampler.add(model, sampling, memory);
            return sampler;
        } catch (RuntimeException | Error e) {
            sampler.close();
            throw e;
        }
    }

    private void add(LlamaModel model, Sampling sampling, int memory) {
        if (!sampling.bias().isEmpty()) {
            bias(model.vocabulary(), sampling.bias());
        }
        if (sampling.frequencyPenalty() != 0 || sampling.presencePenalty() != 0) {
            add(functions.penalties(memory, sampling.frequencyPenalty(), sampling.presencePenalty()));
        }
        if (sampling.temperature() == 0) {
            add(functions.greedy());
        } else {
            add(functions.temperature(sampling.temperature()));
            if (sampling.topP() < 1) {
                add(functions.topP(sampling.topP()));
            }
            add(functions.draw(sampling.seed()));
        }
    }

    private void bias(int vocabulary, Map<Integer, Float> biases) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment list = arena.allocate(Structs.LOGIT_BIAS, biases.size());
            long offset = 0;
            for (Map.Entry<Integer, Float> bias : biases.entrySet()) {
                list.set(JAVA_INT, offset, bias.getKey());
                list.set(JAVA_FLOAT, offset + Integer.BYTES, bias.getValue());
                offset += Structs.LOGIT_BIAS.byteSize();
            }
            // It copies the list.
            add(functions.bias(vocabulary, biases.size(), list));
        }
    }

    private void add(MemorySegment sampler) {
        functions.add(chain, sampler);
    }

    /** The next token of the text whose last token has the place {@code index} in the batch computed last. */
    public int sample(LlamaContext context, int index) {
        return functions.sample(chain, context.address(), index);
    }

    @Override
    public void close() {
        functions.free(chain);
    }
}
