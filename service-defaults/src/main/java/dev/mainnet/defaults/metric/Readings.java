package dev.mainnet.defaults.metric;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * The last of what is looked up now and then, shown by gauges. They are unknown (NaN) before the first look and while it cannot be looked
 * up: an alarm must not go by what was true once.
 */
public final class Readings<T> {

    private final MeterRegistry meters;
    private final String prefix;
    private volatile @Nullable T last;

    /** @param prefix what the names of the gauges begin with, as {@code mainnet.ledger.} */
    public Readings(MeterRegistry meters, String prefix) {
        this.meters = meters;
        this.prefix = prefix;
    }

    /** Shows a part of it; the description tells its unit. */
    public Readings<T> show(String name, String description, ToDoubleFunction<T> value) {
        Gauge.builder(
                        prefix + name,
                        () -> Optional.ofNullable(last)
                                .map(value::applyAsDouble)
                                .orElse(Double.NaN))
                .description(description)
                .register(meters);
        return this;
    }

    /** Looks once more; fails as the look does. */
    public Mono<Void> take(Mono<T> look) {
        return look.doOnNext(found -> last = found)
                .doOnError(failure -> last = null)
                .then();
    }
}
