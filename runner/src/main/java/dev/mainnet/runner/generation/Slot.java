package dev.mainnet.runner.generation;

import dev.mainnet.runner.generation.Progress.Reason;
import dev.mainnet.runner.llama.Batch;
import dev.mainnet.runner.llama.LlamaContext;
import dev.mainnet.runner.llama.LlamaModel;
import dev.mainnet.runner.llama.LlamaSampler;
import java.util.Optional;

/** A text under way: its prompt is read piece by piece, then it grows by a token each step. */
final class Slot {
    private static final int NOWHERE = -1;

    private final int number;
    private final Generation generation;
    private final LlamaModel model;
    private final LlamaSampler sampler;
    private final TextAssembly text;
    private final int context;
    private int position;
    private int next;
    private int tokens;
    private int samplePlace = NOWHERE;
    private boolean begun;

    Slot(int number, Generation generation, LlamaModel model, int context) {
        this.number = number;
        this.generation = generation;
        this.model = model;
        this.context = context;
        this.text = new TextAssembly(generation.request().stops());
        this.sampler = LlamaSampler.of(model, generation.request().sampling(), context);
    }

    int number() {
        return number;
    }

    Generation generation() {
        return generation;
    }

    boolean readsPrompt() {
        return position < generation.request().prompt().length;
    }

    /** Adds the token that was generated last. */
    void addNext(Batch batch) {
        samplePlace = batch.add(next, position++, number, true);
    }

    /** Adds at most {@code limit} tokens of the prompt and tells how many. */
    int addPrompt(Batch batch, int limit) {
        int[] prompt = generation.request().prompt();
        int count = Math.min(limit, prompt.length - position);
        for (int i = 0; i < count; i++) {
            boolean last = position == prompt.length - 1;
            int place = batch.add(prompt[position], position++, number, last);
            samplePlace = last ? place : NOWHERE;
        }
        return count;
    }

    /** Takes the token that the batch computed last gives, where it was asked for one; tells why the text ended where it did. */
    Optional<Reason> advance(LlamaContext computed) {
        if (samplePlace == NOWHERE) {
            return Optional.empty();
        }
        next = sampler.sample(computed, samplePlace);
        samplePlace = NOWHERE;
        if (!begun) {
            begun = true;
            generation.tell(new Progress.Begun(generation.request().prompt().length));
        }
        if (model.isEnd(next)) {
            tell(text.end());
            return Optional.of(Reason.STOP);
        }
        tokens++;
        tell(text.add(model.bytes(next)));
        if (text.stopped()) {
            return Optional.of(Reason.STOP);
        }
        if (tokens < generation.request().maxTokens() && position < context) {
            return Optional.empty();
        }
        tell(text.end());
        return Optional.of(Reason.LENGTH);
    }

    int tokens() {
        return tokens;
    }

    private void tell(String more) {
        if (!more.isEmpty()) {
            generation.tell(new Progress.Text(more, tokens));
        }
    }

    void close() {
        sampler.close();
    }
}
