package dev.mainnet.model.runner;

import java.net.URI;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * All runners. A model has a favourite among them (rendezvous hashing), so that each holds only some models in memory; the next one
 * takes over as long as the favourite cannot be reached.
 */
@Component
public class Runners {

    private final List<Runner> runners;

    Runners(RunnerSettings settings, RunnerClients clients) {
        runners = settings.urls().stream()
                .map(url -> new Runner(url, clients, settings))
                .toList();
    }

    /**
     * Does something on the model's favourite runner, or the next that can be connected to.
     *
     * @return an error {@code unavailable} when none can
     */
    public <T> Mono<T> onFirstReachable(UUID modelId, Function<Runner, Mono<T>> work) {
        return streamOnFirstReachable(modelId, runner -> work.apply(runner).flux())
                .singleOrEmpty();
    }

    /** As {@link #onFirstReachable}, for what is answered bit by bit. */
    public <T> Flux<T> streamOnFirstReachable(UUID modelId, Function<Runner, Flux<T>> work) {
        Flux<T> result = Flux.error(RunnerErrors::unavailable);
        for (Runner runner : byPreference(modelId).reversed()) {
            Flux<T> next = result;
            result = Flux.defer(() -> work.apply(runner)).onErrorResume(RunnerException.Unreachable.class, e -> next);
        }
        return result;
    }

    /** Frees what any runner holds of the model; one that is away or never had it is passed over. */
    public Mono<Void> unload(UUID modelId) {
        return Flux.fromIterable(runners)
                .flatMap(runner -> runner.unload(modelId).onErrorComplete())
                .then();
    }

    private List<Runner> byPreference(UUID modelId) {
        return runners.stream()
                .sorted(Comparator.comparingLong(runner -> -weight(runner.url(), modelId)))
                .toList();
    }

    /** A number from 0 to 2^63-1 that looks random and is the same on every instance. */
    private static long weight(URI url, UUID modelId) {
        long mixed = (modelId.getMostSignificantBits() ^ modelId.getLeastSignificantBits())
                + url.toString().hashCode() * 0x9E3779B97F4A7C15L;
        mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return (mixed ^ (mixed >>> 31)) >>> 1;
    }
}
