package dev.mainnet.runner.generation;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.stereotype.Component;

/** What the text models do, all together. */
@Component
final class TextMeters {
    private final AtomicInteger running = new AtomicInteger();
    private final AtomicInteger waiting = new AtomicInteger();
    private final Counter prompt;
    private final Counter completion;

    TextMeters(MeterRegistry meters) {
        Gauge.builder("mainnet.text.slots.used", running, AtomicInteger::get)
                .description("Texts that are being continued")
                .register(meters);
        Gauge.builder("mainnet.text.slots.waiting", waiting, AtomicInteger::get)
                .description("Calls that wait for a slot")
                .register(meters);
        prompt = tokens(meters, "prompt");
        completion = tokens(meters, "completion");
    }

    private static Counter tokens(MeterRegistry meters, String kind) {
        return Counter.builder("mainnet.text.tokens")
                .description("Tokens computed")
                .tag("kind", kind)
                .register(meters);
    }

    void waits() {
        waiting.incrementAndGet();
    }

    void waitsNoMore() {
        waiting.decrementAndGet();
    }

    void begins() {
        running.incrementAndGet();
    }

    void ends() {
        running.decrementAndGet();
    }

    void promptTokens(int count) {
        prompt.increment(count);
    }

    void completionToken() {
        completion.increment();
    }
}
