package dev.mainnet.runner.loading;

import dev.mainnet.onnx.OnnxException;
import dev.mainnet.runner.generation.TextModel;
import dev.mainnet.runner.gguf.NotGgufException;
import dev.mainnet.runner.llama.LlamaException;
import dev.mainnet.runner.refusal.Refusal;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/**
 * The models in memory. When they would take too much, those longest unused are closed, but none that runs; their files stay, and
 * the next call opens them again. The methods block: they are for worker threads.
 */
@Component
public final class LoadedModels implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 60;
    private static final Duration STOP = Duration.ofSeconds(5);

    private final ModelFiles files;
    private final LoadingSettings settings;
    private final ModelOpener opener;
    private final Map<ModelName, HeldModel> held = new LinkedHashMap<>(16, 0.75f, true);
    /** One model is opened at a time: opening takes a multiple of the memory that the open model takes. */
    private final ReentrantLock opening = new ReentrantLock();

    private long memory;

    LoadedModels(ModelFiles files, LoadingSettings settings, ModelOpener opener) {
        this.files = files;
        this.settings = settings;
        this.opener = opener;
    }

    /** Whether a model of that name can be called. */
    public synchronized boolean knows(ModelName name) {
        return held.containsKey(name) || files.find(name).isPresent();
    }

    /** The names of all models that can be called. */
    synchronized List<ModelName> names() {
        TreeSet<String> names = new TreeSet<>();
        files.names().forEach(name -> names.add(name.value()));
        held.keySet().forEach(name -> names.add(name.value()));
        return names.stream().map(ModelName::new).toList();
    }

    /** The text models that can be called, and when each was received. */
    public Map<ModelName, Instant> texts() {
        return files.texts();
    }

    /**
     * Holds a model in memory while it is used, opening it where it is not there.
     *
     * @throws Refusal 404 for a name that was never loaded, 503 where models that run take all memory
     */
    public Lease lease(ModelName name) {
        Optional<Lease> present = leaseIfHeld(name);
        return present.isPresent()
                ? present.get()
                : opening(() -> {
                    Optional<Lease> openedMeanwhile = leaseIfHeld(name);
                    if (openedMeanwhile.isPresent()) {
                        return openedMeanwhile.get();
                    }
                    Path file = files.find(name).orElseThrow(() -> unknown(name));
                    return install(name, reopen(name, file));
                });
    }

    /** Opens a received file and makes it the model of that name; running calls finish on the former one. */
    void replace(ModelName name, Path received) {
        opening(() -> {
                    HeldModel model = open(received);
                    try {
                        files.keep(name, received);
                    } catch (RuntimeException e) {
                        discard(model);
                        throw e;
                    }
                    return install(name, model);
                })
                .close();
    }

    /** Forgets a model: its file is deleted, its memory freed as soon as no call uses it. */
    void remove(ModelName name) {
        if (!knows(name)) {
            throw unknown(name);
        }
        files.delete(name);
        retire(name);
    }

    /** Ends text models with their threads before the process goes; native code must not run on while its library is unloaded. */
    @Override
    public void close() throws InterruptedException {
        List<TextModel> texts = new ArrayList<>();
        synchronized (this) {
            for (HeldModel model : held.values()) {
                if (model.open instanceof OpenModel.Text(TextModel text)) {
                    texts.add(text);
                }
            }
        }
        texts.forEach(TextModel::close);
        for (TextModel text : texts) {
            text.awaitClosed(STOP);
        }
    }

    /** The refusal of a name that is not known. */
    public static Refusal unknown(ModelName name) {
        return Refusal.notFound("Request for unknown model: '" + name + "' is not found");
    }

    private synchronized Optional<Lease> leaseIfHeld(ModelName name) {
        HeldModel model = held.get(name);
        files.find(name);
        if (model != null && !model.open.isOpen()) {
            retire(name);
            return Optional.empty();
        }
        return model == null ? Optional.empty() : Optional.of(lease(model));
    }

    private Lease lease(HeldModel model) {
        model.users++;
        return new Lease(model.open, () -> release(model));
    }

    private synchronized Lease install(ModelName name, HeldModel model) {
        retire(name);
        held.put(name, model);
        return lease(model);
    }

    private synchronized void retire(ModelName name) {
        HeldModel former = held.remove(name);
        if (former != null) {
            former.retired = true;
            closeIfUnused(former);
        }
    }

    private synchronized void release(HeldModel model) {
        model.users--;
        closeIfUnused(model);
    }

    private synchronized void discard(HeldModel model) {
        model.retired = true;
        closeIfUnused(model);
    }

    private void closeIfUnused(HeldModel model) {
        if (model.retired && model.users == 0) {
            model.open.close();
            memory -= model.memory;
        }
    }

    private HeldModel reopen(ModelName name, Path file) {
        try {
            return open(file);
        } catch (OnnxException | NotGgufException | LlamaException | UncheckedIOException e) {
            if (Thread.currentThread().isInterrupted()) {
                // Nobody waits for it any more; it says nothing about the file that reading it broke off.
                throw Refusal.busy("The opening of the model was interrupted; try again");
            }
            // It opened when it was received, so the file was lost or damaged since; its sender may send it again.
            files.delete(name);
            throw unknown(name);
        }
    }

    private HeldModel open(Path file) {
        ModelOpener.Found found = opener.look(file);
        reserve(found.memory());
        try {
            return new HeldModel(found.open().get(), found.memory());
        } catch (RuntimeException | Error e) {
            unreserve(found.memory());
            throw e;
        }
    }

    private synchronized void reserve(long needed) {
        long bound = settings.modelMemory().toBytes();
        if (needed > bound) {
            throw Refusal.tooLarge("The model needs about " + (needed >> 20) + " MB of memory; models may take "
                    + (bound >> 20) + " MB");
        }
        Iterator<HeldModel> oldest = held.values().iterator();
        while (memory + needed > bound && oldest.hasNext()) {
            HeldModel model = oldest.next();
            if (model.users == 0) {
                oldest.remove();
                model.retired = true;
                closeIfUnused(model);
            }
        }
        if (memory + needed > bound) {
            throw Refusal.busy("The models that are running take all memory; try again");
        }
        memory += needed;
    }

    private synchronized void unreserve(long bytes) {
        memory -= bytes;
    }

    private Lease opening(Supplier<Lease> work) {
        try {
            if (!opening.tryLock(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw Refusal.busy("Other models are being loaded; try again");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Refusal.busy("The runner is stopping");
        }
        try {
            return work.get();
        } finally {
            opening.unlock();
        }
    }

    /** Guarded by the monitor of {@link LoadedModels}. */
    private static final class HeldModel {
        private final OpenModel open;
        private final long memory;
        private int users;
        private boolean retired;

        HeldModel(OpenModel open, long memory) {
            this.open = open;
            this.memory = memory;
        }
    }
}
