package dev.mainnet.runner.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mainnet.onnx.OnnxException;
import dev.mainnet.onnx.RunControl;
import dev.mainnet.runner.loading.ModelName;
import dev.mainnet.runner.refusal.Refusal;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;
import reactor.test.StepVerifier;

class OverdueRunsTest {
    private static final ModelName HUGE = new ModelName("huge");
    private static final ModelName VAST = new ModelName("vast");
    private static final ModelName OTHER = new ModelName("other");
    private static final DataSize SIZE = DataSize.ofKilobytes(1);

    private final CountDownLatch operator = new CountDownLatch(1);
    private final Semaphore begun = new Semaphore(0);
    private final AtomicInteger ends = new AtomicInteger();
    private final RunQueue queue = new RunQueue(
            new InferenceSettings(1, 2, 8, Duration.ofSeconds(30), Duration.ofMillis(50), SIZE, SIZE, SIZE),
            ends::incrementAndGet);

    @AfterEach
    void close() throws InterruptedException {
        operator.countDown();
        queue.close();
    }

    @Test
    void aModelHoldsUpOneThreadAtMost() {
        timesOut(HUGE);
        refusedSoon(HUGE);

        StepVerifier.create(queue.submit(OTHER, control -> "done"))
                .expectNext("done")
                .verifyComplete();
        assertThat(ends).hasValue(0);
        operator.countDown();
        await().untilAsserted(() -> StepVerifier.create(queue.submit(HUGE, control -> "done again"))
                .expectNext("done again")
                .verifyComplete());
    }

    @Test
    void theProcessEndsWhenEveryThreadIsHeldUp() {
        timesOut(HUGE);
        assertThat(ends).hasValue(0);
        timesOut(VAST);

        await().untilAtomic(ends, value -> assertThat(value).isEqualTo(1));
    }

    @Test
    void aCallerThatHangsUpLeavesNoThreadUnwatched() {
        for (ModelName model : new ModelName[] {HUGE, VAST}) {
            StepVerifier.create(queue.submit(model, this::oneOperator))
                    .then(begun::acquireUninterruptibly)
                    .thenCancel()
                    .verify();
        }

        await().untilAtomic(ends, value -> assertThat(value).isEqualTo(1));
    }

    /** Notices no end, as a single operator does not. */
    private String oneOperator(RunControl control) {
        begun.release();
        try {
            operator.await(1, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return "done";
    }

    private void refusedSoon(ModelName model) {
        await().untilAsserted(() -> StepVerifier.create(queue.submit(model, control -> "done"))
                .expectError(Refusal.class)
                .verify());
    }

    private void timesOut(ModelName model) {
        StepVerifier.create(queue.submit(model, control -> {
                    control.shorten(Duration.ofMillis(100));
                    return oneOperator(control);
                }))
                .expectError(OnnxException.RunTimedOut.class)
                .verify(Duration.ofSeconds(20));
    }
}
