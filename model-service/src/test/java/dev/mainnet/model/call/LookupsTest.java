package dev.mainnet.model.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mainnet.defaults.error.ApiException;
import dev.mainnet.defaults.error.ErrorCode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.StepVerifier;

class LookupsTest {

    private final Lookups lookups = lookups(Duration.ofMinutes(1));
    private final AtomicInteger begun = new AtomicInteger();
    private final AtomicInteger brokenOff = new AtomicInteger();
    private final List<Sinks.One<String>> running = new ArrayList<>();

    @Test
    void onlySoManyRunAtOnceAndTheNextFollows() {
        List<String> found = new ArrayList<>();
        List<Disposable> callers = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            callers.add(lookups.queued(lookup()).subscribe(found::add));
        }
        assertThat(begun).hasValue(2);
        running.getFirst().tryEmitValue("first");
        assertThat(begun).hasValue(3);
        assertThat(found).containsExactly("first");
        callers.forEach(Disposable::dispose);
    }

    @Test
    void whoeverLeavesTheQueueIsNotLookedUp() {
        List<Disposable> callers = callers(2);
        lookups.queued(lookup()).subscribe().dispose();
        callers(1);
        List.copyOf(running).forEach(lookup -> lookup.tryEmitValue("done"));
        assertThat(begun).hasValue(3);
        callers.forEach(Disposable::dispose);
    }

    @Test
    void aLookupThatHasBegunIsFinishedAndKeepsItsPlaceUntilThen() {
        callers(2).forEach(Disposable::dispose);
        assertThat(brokenOff).hasValue(0);
        callers(1);
        assertThat(begun).hasValue(2);
        running.getFirst().tryEmitValue("done");
        assertThat(begun).hasValue(3);
    }

    @Test
    void aFailedLookupLeavesItsPlace() {
        callers(2);
        StepVerifier.create(lookups.queued(lookup()))
                .then(() -> running.getFirst().tryEmitError(new IllegalStateException("no database")))
                .then(() -> running.get(2).tryEmitValue("found"))
                .expectNext("found")
                .verifyComplete();
    }

    @Test
    void whoeverWaitsForTooLongIsRefused() {
        Lookups impatient = lookups(Duration.ofMillis(200));
        for (int i = 0; i < 2; i++) {
            impatient.queued(lookup()).subscribe();
        }
        StepVerifier.create(impatient.queued(lookup()))
                .expectErrorMatches(LookupsTest::isUnavailable)
                .verify(Duration.ofSeconds(10));
    }

    @Test
    void whoeverIsOneTooManyIsRefusedAtOnce() {
        callers(5);
        StepVerifier.create(lookups.queued(lookup()))
                .expectErrorMatches(LookupsTest::isUnavailable)
                .verify(Duration.ofSeconds(10));
    }

    /** Two run at once, and three wait. */
    private static Lookups lookups(Duration patience) {
        return new Lookups(new CallSettings(2, 3, patience));
    }

    private static boolean isUnavailable(Throwable failure) {
        return failure instanceof ApiException refusal
                && refusal.code() == ErrorCode.UNAVAILABLE
                && refusal.retryAfter().isPresent();
    }

    private List<Disposable> callers(int count) {
        List<Disposable> callers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            callers.add(lookups.queued(lookup()).subscribe(found -> {}, refusal -> {}));
        }
        return callers;
    }

    private Mono<String> lookup() {
        return Mono.defer(() -> {
                    begun.incrementAndGet();
                    Sinks.One<String> result = Sinks.one();
                    running.add(result);
                    return result.asMono();
                })
                .doOnCancel(brokenOff::incrementAndGet);
    }
}
