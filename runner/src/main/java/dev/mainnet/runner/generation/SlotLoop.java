package dev.mainnet.runner.generation;

import dev.mainnet.runner.generation.Progress.Reason;
import dev.mainnet.runner.llama.Batch;
import dev.mainnet.runner.llama.LlamaContext;
import dev.mainnet.runner.llama.LlamaException;
import dev.mainnet.runner.llama.LlamaModel;
import dev.mainnet.runner.refusal.Refusal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that computes a model's texts. Each step adds a token to every text that grows and reads a piece of the prompts that
 * are not read yet; a piece is as long as about {@link #STEP} allows, so that no text waits long for its next token, and a text that
 * nobody reads any more frees its slot after the step.
 */
final class SlotLoop implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(SlotLoop.class);
    private static final Duration STEP = Duration.ofMillis(80);
    private static final int LEAST_PIECE = 4;

    private final LlamaModel model;
    private final LlamaContext context;
    private final int contextTokens;
    private final WaitingLine line;
    private final TextMeters meters;
    private final List<Slot> slots = new ArrayList<>();
    private final List<Integer> free = new ArrayList<>();
    private int piece = TextSettings.BATCH / 2;

    SlotLoop(
            LlamaModel model, LlamaContext context, int contextTokens, int slots, WaitingLine line, TextMeters meters) {
        this.model = model;
        this.context = context;
        this.contextTokens = contextTokens;
        this.line = line;
        this.meters = meters;
        for (int number = slots - 1; number >= 0; number--) {
            free.add(number);
        }
    }

    @Override
    public void run() {
        try {
            while (line.awaitWork(!slots.isEmpty())) {
                begin();
                leave(slot -> slot.generation().cancelled(), Generation::over);
                leave(slot -> slot.generation().late(), Generation::timedOut);
                step();
            }
        } finally {
            line.close();
            leave(slot -> true, generation -> generation.failed(Refusal.busy("The model is being closed; try again")));
            context.close();
            model.close();
        }
    }

    private void begin() {
        while (!free.isEmpty()) {
            Optional<Generation> waiting = line.next();
            if (waiting.isEmpty()) {
                return;
            }
            begin(waiting.get());
        }
    }

    private void begin(Generation generation) {
        try {
            slots.add(new Slot(free.getLast(), generation, model, contextTokens));
        } catch (RuntimeException e) {
            LOG.error("A text could not begin", e);
            generation.failed(Refusal.failed("The model could not begin"));
            return;
        } catch (Error e) {
            generation.failed(Refusal.failed("The model could not begin"));
            throw e;
        }
        free.removeLast();
        meters.begins();
    }

    private void step() {
        Batch batch = context.batch();
        slots.stream().filter(slot -> !slot.readsPrompt()).forEach(slot -> slot.addNext(batch));
        int prompt = 0;
        for (Slot slot : slots) {
            if (slot.readsPrompt()) {
                prompt += slot.addPrompt(batch, Math.min(batch.room(), piece - prompt));
            }
        }
        if (batch.isEmpty()) {
            return;
        }
        meters.promptTokens(prompt);
        long start = System.nanoTime();
        try {
            context.decode();
        } catch (LlamaException e) {
            LOG.error("A step of a text model failed", e);
            leave(slot -> true, generation -> generation.failed(Refusal.failed("The model could not go on")));
            return;
        }
        adapt(prompt, Duration.ofNanos(System.nanoTime() - start));
        leave(this::ended, Generation::over);
    }

    /** Frees the slots of texts that are over, gives them to who waits, and then tells so: who calls again upon that finds room. */
    private void leave(Predicate<Slot> which, Consumer<Generation> farewell) {
        List<Slot> leaving = slots.stream().filter(which).toList();
        slots.removeAll(leaving);
        for (Slot slot : leaving) {
            context.forget(slot.number());
            slot.close();
            free.add(slot.number());
            meters.ends();
        }
        begin();
        leaving.forEach(slot -> farewell.accept(slot.generation()));
    }

    private boolean ended(Slot slot) {
        int before = slot.tokens();
        Optional<Reason> reason = slot.advance(context);
        if (slot.tokens() > before) {
            meters.completionToken();
        }
        reason.ifPresent(why -> slot.generation().tell(new Progress.Ended(why, slot.tokens())));
        return reason.isPresent();
    }

    private void adapt(int prompt, Duration took) {
        if (took.compareTo(STEP) > 0) {
            piece = Math.max(LEAST_PIECE, piece / 2);
        } else if (prompt == piece && took.compareTo(STEP.dividedBy(2)) < 0) {
            piece = Math.min(TextSettings.BATCH, piece * 2);
        }
    }
}
