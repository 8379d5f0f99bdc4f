package dev.mainnet.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.mainnet.testing.OnnxModels;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RunControlTest {
    private static final List<Tensor> FOREVER = List.of(
            new Tensor.Numbers(
                    "n",
                    Datatype.INT64,
                    Shape.of(),
                    ByteBuffer.allocate(8)
                            .order(ByteOrder.LITTLE_ENDIAN)
                            .putLong(Long.MAX_VALUE)
                            .flip()),
            OnnxModelTest.floats("x", Shape.of(), 0));

    private static OnnxModel loop() {
        return OnnxModel.open(OnnxModels.loop(), SessionSettings.defaults());
    }

    @Test
    void endsARunWhoseTimeIsOver() {
        try (OnnxModel model = loop();
                RunControl control = RunControl.within(Duration.ofMillis(200))) {
            long start = System.nanoTime();
            assertThatExceptionOfType(OnnxException.RunTimedOut.class)
                    .isThrownBy(() -> model.run(FOREVER, List.of(), control));
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .isBetween(Duration.ofMillis(150), Duration.ofMinutes(1));
        }
    }

    @Test
    void endsARunThatIsCancelled() throws Exception {
        try (OnnxModel model = loop();
                RunControl control = RunControl.within(Duration.ofMinutes(1))) {
            CompletableFuture<Throwable> ending = new CompletableFuture<>();
            Thread.ofPlatform().start(() -> {
                try {
                    model.run(FOREVER, List.of(), control);
                } catch (OnnxException e) {
                    ending.complete(e);
                }
            });
            assertThatExceptionOfType(java.util.concurrent.TimeoutException.class)
                    .isThrownBy(() -> ending.get(200, TimeUnit.MILLISECONDS));
            control.cancel();
            assertThat(ending.get(1, TimeUnit.MINUTES)).isInstanceOf(OnnxException.RunCancelled.class);
        }
    }

    @Test
    void doesNotBeginARunAfterItsTime() throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        try (OnnxModel model = loop();
                RunControl control = RunControl.within(Duration.ZERO, over::countDown)) {
            assertThat(over.await(1, TimeUnit.MINUTES)).isTrue();
            assertThatExceptionOfType(OnnxException.RunTimedOut.class)
                    .isThrownBy(() -> model.run(FOREVER, List.of(), control));
        }
    }
}
