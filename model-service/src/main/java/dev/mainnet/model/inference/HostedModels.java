package dev.mainnet.model.inference;

import dev.mainnet.defaults.error.ApiException;
import dev.mainnet.defaults.error.ErrorCode;
import dev.mainnet.defaults.objectstore.ObjectStore;
import dev.mainnet.model.registry.Model;
import dev.mainnet.model.runner.Runner;
import dev.mainnet.model.runner.RunnerException;
import dev.mainnet.model.runner.Runners;
import dev.mainnet.model.tensor.Tensor;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The models on the runners. A runner that does not know a model (it restarted, or never had it) is sent its file on the way. */
@Component
public class HostedModels {

    private final Runners runners;
    private final ObjectStore objects;
    private final ConcurrentMap<Hosting, Mono<Void>> loads = new ConcurrentHashMap<>();

    HostedModels(Runners runners, ObjectStore objects) {
        this.runners = runners;
        this.objects = objects;
    }

    private record Hosting(URI runner, UUID modelId) {}

    /** Runs the model once; a refusal of the runner's is an error {@code validation_error} on {@code input}. */
    Mono<List<Tensor>> infer(Model model, List<Tensor> tensors, Stopwatch stopwatch) {
        return runners.onFirstReachable(model.id(), runner -> {
                    Mono<List<Tensor>> run = stopwatch.measure(runner.infer(model.id(), tensors));
                    return run.onErrorResume(
                            RunnerException.UnknownModel.class,
                            e -> load(runner, model).then(run));
                })
                .onErrorMap(RunnerException.Refused.class, e -> ApiException.invalid("input", e.reason()))
                .onErrorMap(RunnerException.UnknownModel.class, e -> lost("The runner lost the model during the call"));
    }

    /**
     * Calls the model for an answer that comes bit by bit.
     *
     * @param model looked up only where a runner has to be sent the file
     * @return errors of the public API; {@code validation_error} where the runner refuses the call
     */
    public <T> Flux<T> stream(UUID modelId, Mono<Model> model, Function<Runner, Flux<T>> call) {
        return runners.streamOnFirstReachable(
                        modelId,
                        runner -> call.apply(runner)
                                .onErrorResume(
                                        RunnerException.UnknownModel.class,
                                        e -> model.switchIfEmpty(Mono.error(() -> lost("The model has been deleted")))
                                                .flatMap(found -> load(runner, found))
                                                .thenMany(call.apply(runner))))
                .onErrorMap(RunnerException.Refused.class, HostedModels::refused)
                .onErrorMap(RunnerException.UnknownModel.class, e -> lost("The runner lost the model during the call"));
    }

    /** Many calls may find a model missing at once; it is sent once for all of them. */
    private Mono<Void> load(Runner runner, Model model) {
        Hosting hosting = new Hosting(runner.url(), model.id());
        return Mono.defer(() -> loads.computeIfAbsent(
                hosting,
                key -> runner.load(model.id(), objects.get(model.file().objectKey()))
                        .onErrorMap(
                                RunnerException.Refused.class,
                                e -> lost("The runner no longer takes the model: " + e.reason()))
                        .doFinally(signal -> loads.remove(hosting))
                        .cache()));
    }

    private static ApiException refused(RunnerException.Refused refusal) {
        return refusal.isTooLong()
                ? ApiException.contextExceeded(refusal.reason())
                : new ApiException(ErrorCode.VALIDATION_ERROR, refusal.reason());
    }

    private static ApiException lost(String message) {
        return new ApiException(ErrorCode.UPSTREAM_ERROR, message);
    }
}
