package dev.mainnet.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.mainnet.defaults.error.ApiException;
import dev.mainnet.defaults.error.ErrorCode;
import dev.mainnet.gateway.limit.HeldBodies.Body;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

class HeldBodiesTest {

    private static final int KB = 1024;
    private static final int MB = 1024 * KB;

    private final HeldBodies held = new HeldBodies(new LimitProperties(
            1,
            1,
            1,
            1,
            1,
            1,
            DataSize.ofMegabytes(32),
            DataSize.ofMegabytes(8),
            DataSize.ofMegabytes(4),
            Duration.ZERO,
            1));
    private final UUID ada = UUID.randomUUID();

    @Test
    void anAccountHasAShareOnly() {
        Body first = body(ada, 4 * MB);
        body(ada, 4 * MB);

        assertRefused(held.of(ada), MB, ErrorCode.RATE_LIMIT_EXCEEDED);
        body(UUID.randomUUID(), 4 * MB);
        first.release();
        assertThat(held.large()).isEqualTo(8L * MB);
        body(ada, 3 * MB);
    }

    @Test
    void allTogetherHaveABound() {
        for (int i = 0; i < 8; i++) {
            body(UUID.randomUUID(), 4 * MB);
        }

        assertRefused(held.of(ada), 100 * KB, ErrorCode.UNAVAILABLE);
    }

    @Test
    void aSmallBodyPassesHoweverFullItIs() {
        for (int i = 0; i < 7; i++) {
            body(UUID.randomUUID(), 4 * MB);
        }
        body(ada, 4 * MB);
        Body small = body(ada, 64 * KB);

        assertThat(held.large()).isEqualTo(32L * MB);
        assertRefused(small, 1, ErrorCode.UNAVAILABLE);
        small.release();
        assertThat(held.large()).isEqualTo(32L * MB);
    }

    @Test
    void smallBodiesOfAnAccountHaveABoundToo() {
        for (int i = 0; i < 128; i++) {
            body(ada, 64 * KB);
        }

        assertRefused(held.of(ada), 64 * KB, ErrorCode.RATE_LIMIT_EXCEEDED);
        body(UUID.randomUUID(), 64 * KB);
    }

    @Test
    void nothingStaysOfWhatIsReleasedHoweverItCame() {
        List<Body> bodies = new ArrayList<>();
        for (int size : new int[] {0, 1, 64 * KB, 64 * KB + 1, 4 * MB}) {
            Body body = held.of(ada);
            for (int sent = 0; sent < size; sent += 30_000) {
                body.add(Math.min(30_000, size - sent));
            }
            bodies.add(body);
        }
        Body refused = held.of(ada);
        assertRefused(refused, 5 * MB, ErrorCode.RATE_LIMIT_EXCEEDED);
        bodies.add(refused);

        bodies.forEach(Body::release);
        bodies.forEach(Body::release);
        assertThat(held.large()).isZero();
        assertThat(held.isEmpty()).isTrue();
    }

    private Body body(UUID account, int bytes) {
        Body body = held.of(account);
        body.add(bytes);
        return body;
    }

    private static void assertRefused(Body body, int more, ErrorCode code) {
        assertThatExceptionOfType(ApiException.class)
                .isThrownBy(() -> body.add(more))
                .satisfies(refusal -> assertThat(refusal.code()).isEqualTo(code))
                .satisfies(refusal -> assertThat(refusal.retryAfter()).isPresent());
        body.release();
    }
}
