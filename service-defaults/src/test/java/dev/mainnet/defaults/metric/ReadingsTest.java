package dev.mainnet.defaults.metric;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

class ReadingsTest {

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Readings<Integer> readings =
            new Readings<Integer>(meters, "mainnet.box.").show("size", "centimetres", Integer::doubleValue);

    @Test
    void showWhatWasReadLast() {
        double before = size();
        readings.take(Mono.just(3)).block();
        double first = size();
        readings.take(Mono.just(4)).block();

        assertThat(before).isNaN();
        assertThat(first).isEqualTo(3);
        assertThat(size()).isEqualTo(4);
    }

    @Test
    void knowNothingWhileItCannotBeRead() {
        readings.take(Mono.just(3)).block();

        StepVerifier.create(readings.take(Mono.error(new IllegalStateException("away"))))
                .verifyErrorMessage("away");

        assertThat(size()).isNaN();
    }

    private double size() {
        return meters.get("mainnet.box.size").gauge().value();
    }
}
