package dev.mainnet.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

class SweepTest {

    @Test
    void whatIsToBeDoneOnceIsTriedUntilItSucceedsAndNotAgain() {
        AtomicInteger tries = new AtomicInteger();
        Sweep sweep = Sweep.untilDone(
                "Trying",
                Duration.ofMillis(5),
                () -> tries.incrementAndGet() < 3 ? Mono.error(new IllegalStateException("not yet")) : Mono.empty());
        sweep.start();
        try {
            await().untilAtomic(tries, value -> assertThat(value).isEqualTo(3));
            await().during(Duration.ofMillis(200)).until(() -> tries.get() == 3);
        } finally {
            sweep.stop();
        }
    }
}
