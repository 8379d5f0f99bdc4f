package dev.mainnet.runner.llama;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/** The functions of {@code llama.h} on samplers, as C declares them. */
final class SamplerFunctions {
    private final MethodHandle chain;
    private final MethodHandle add;
    private final MethodHandle greedy;
    private final MethodHandle draw;
    private final MethodHandle topP;
    private final MethodHandle temperature;
    private final MethodHandle penalties;
    private final MethodHandle bias;
    private final MethodHandle sample;
    private final MethodHandle free;

    SamplerFunctions(Symbols symbols) {
        chain = symbols.function("llama_sampler_chain_init", ADDRESS, Structs.CHAIN_PARAMS);
        add = symbols.procedure("llama_sampler_chain_add", ADDRESS, ADDRESS);
        greedy = symbols.function("llama_sampler_init_greedy", ADDRESS);
        draw = symbols.function("llama_sampler_init_dist", ADDRESS, JAVA_INT);
        topP = symbols.function("llama_sampler_init_top_p", ADDRESS, JAVA_FLOAT, JAVA_LONG);
        temperature = symbols.function("llama_sampler_init_temp", ADDRESS, JAVA_FLOAT);
        penalties =
                symbols.function("llama_sampler_init_penalties", ADDRESS, JAVA_INT, JAVA_FLOAT, JAVA_FLOAT, JAVA_FLOAT);
        bias = symbols.function("llama_sampler_init_logit_bias", ADDRESS, JAVA_INT, JAVA_INT, ADDRESS);
        sample = symbols.function("llama_sampler_sample", JAVA_INT, ADDRESS, ADDRESS, JAVA_INT);
        free = symbols.procedure("llama_sampler_free", ADDRESS);
    }

    MemorySegment chain() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment params = arena.allocate(Structs.CHAIN_PARAMS);
            Structs.set(params, Structs.CHAIN_PARAMS, "no_perf", true);
            return (MemorySegment) chain.invokeExact(params);
        } catch (Throwable e) {
            throw Symbols.failure(e);
        }
    }

    /** Adds a sampler to a chain, which frees it with itself. */
    void add(MemorySegment chain, MemorySegment sampler) {
        try {
            add.invokeExact(chain, sampler);
        } catch (Throwable e) {
            throw Symbols.failure(e);
        }
    }

    MemorySegment greedy() {
        try {
            return (MemorySegment) greedy.invokeExact();
        } catch (Throwable e) {
            throw Symbols.failure(e);
        }
    }

    MemorySegment draw(int seed) {
        try {
            return (MemorySegment) draw.invokeExact(seed);
        } catch (Throwable e) {
            throw Symbols.failure(e);
        }
    }

    MemorySegment topP(float share) {
        try {
            return (MemorySegment) topP.invokeExact(share, 1L);
        } catch (Throwable e) {
            throw Symbols.failure(e);
        }
    }

    MemorySegment temperature(float temperature) {
        try {
            return (MemorySegment) this.temperature.invokeExact(temperature);
        } catch (Throwable e) {
            throw Symbols.failure(e);
        }
    }

    MemorySegment penalties(int lastTokens, float frequency, float presence) {
        try {
            return (MemorySegment) penalties.invokeExact(lastTokens, 1.0f, frequency, presence);
        } catch (Throwable e) {
            throw Symbols.failure(e);
        }
    }

    MemorySegment bias(int vocabulary, int count, MemorySegment biases) {
        try {
            return (MemorySegment) bias.invokeExact(vocabulary, count, biases);
        } catch (Throwable e) {
            throw Symbols.failure(e);
        }
    }

    int sample(MemorySegment chain, MemorySegment context, int index) {
        try {
            return (int) sample.invokeExact(chain, context, index);
        } catch (Throwable e) {
            throw Symbols.failure(e);
        }
    }

    void free(MemorySegment sampler) {
        try {
            free.invokeExact(sampler);
        } catch (Throwable e) {
            throw Symbols.failure(e);
        }
    }
}
