package dev.mainnet.model.upstream;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Ends a stream from outside. */
public final class Interruption {

    private Interruption() {}

    /**
     * Cancels the stream once the reason is there, and then fails with it. {@code takeUntilOther} alone does not do: an error of the other
     * passes, and what it interrupts runs on (reactor-core 3.8.6).
     */
    public static <T> UnaryOperator<Flux<T>> by(Mono<? extends Throwable> reason) {
        return stream -> Flux.defer(() -> {
            AtomicReference<@Nullable Throwable> why = new AtomicReference<>();
            return stream.takeUntilOther(reason.doOnNext(why::set))
                    .concatWith(Mono.defer(() -> Mono.justOrEmpty(why.get()).flatMap(Mono::error)));
        });
    }
}
