package dev.mainnet.runner.loading;

import dev.mainnet.runner.refusal.Refusal;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** Receives a model, checks that it can be served, and holds it ready under its name. */
@Component
public class LoadModel implements AutoCloseable {
    private static final int THREADS = 2;
    private static final int WAITING = 16;
    private static final int BUFFERS_AHEAD = 8;

    private final LoadedModels models;
    private final ModelFiles files;
    private final LoadingSettings settings;
    private final Scheduler threads = Schedulers.newBoundedElastic(THREADS, WAITING, "load");

    LoadModel(LoadedModels models, ModelFiles files, LoadingSettings settings) {
        this.models = models;
        this.files = files;
        this.settings = settings;
    }

    /**
     * Completes when the model can be called. Without a file in the request, a known model is opened.
     *
     * @param body a load request of Triton's
     * @param length its length, -1 where unknown
     */
    public Mono<Void> load(ModelName name, Flux<DataBuffer> body, long length) {
        // Base64 takes four bytes for three; the rest of the request is small.
        long maxLength = settings.maxModelSize().toBytes() / 3 * 4 + (1 << 20);
        if (length > maxLength) {
            return Mono.error(Refusal.tooLarge(
                    "A model file may have " + settings.maxModelSize().toBytes() + " bytes"));
        }
        Flux<DataBuffer> steady = body.timeout(settings.uploadIdle());
        return Mono.<Void>fromRunnable(() -> receive(name, steady))
                .subscribeOn(threads)
                .onErrorMap(
                        RejectedExecutionException.class,
                        e -> Refusal.busy("Too many models are being loaded; try again"));
    }

    private void receive(ModelName name, Flux<DataBuffer> body) {
        Path file = files.receiving();
        try (InputStream content = DataBufferUtils.subscriberInputStream(body, BUFFERS_AHEAD)) {
            if (ReceivedModel.write(content, file, settings.maxModelSize().toBytes())) {
                models.replace(name, file);
            } else {
                models.lease(name).close();
            }
        } catch (IOException e) {
            if (e.getCause() instanceof TimeoutException) {
                throw Refusal.invalid("The load request paused for more than " + settings.uploadIdle());
            }
            throw new UncheckedIOException(e);
        } finally {
            delete(file);
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        threads.dispose();
    }
}
