package dev.mainnet.gateway.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mainnet.gateway.Keys;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.test.StepVerifier;

class NewKeysTest {

    private static final Duration LONG = Duration.ofMinutes(1);

    private final ApiKeys keys = new ApiKeys(Clock.systemUTC());

    @Test
    void goesOnAsSoonAsTheKeyIsHeardOf() {
        NewKeys newKeys = patient(LONG);
        String text = Keys.newText();

        StepVerifier.create(newKeys.await(text, "a"))
                .then(() -> hear(newKeys, Keys.newText()))
                .then(() -> hear(newKeys, text))
                .expectNext(true)
                .expectComplete()
                .verify(LONG);
        awaitNobodyWaiting(newKeys);
    }

    @Test
    void hasEightOfAnAddressWait() {
        NewKeys newKeys = patient(LONG);
        List<Disposable> waiting = await(newKeys, 8, "a");

        assertRefusedAtOnce(newKeys, "a");
        waiting.getFirst().dispose();
        assertThat(newKeys.waiting()).isEqualTo(7);
        await(newKeys, 1, "a");
        assertThat(newKeys.waiting()).isEqualTo(8);
    }

    @Test
    void has256WaitInAllAndMakesRoomWhenTheyGo() {
        NewKeys newKeys = patient(LONG);
        List<Disposable> waiting = new ArrayList<>();
        for (int address = 0; address < 32; address++) {
            waiting.addAll(await(newKeys, 8, "a" + address));
        }

        assertRefusedAtOnce(newKeys, "another");
        waiting.forEach(Disposable::dispose);
        assertThat(newKeys.waiting()).isZero();
        await(newKeys, 1, "another");
        assertThat(newKeys.waiting()).isEqualTo(1);
    }

    @Test
    void waitsNoMoreForAnAddressThatMadeItWaitInVainTooOften() {
        NewKeys newKeys = patient(Duration.ofMillis(1));
        for (int i = 0; i < 100; i++) {
            newKeys.await(Keys.newText(), "a").block(LONG);
        }
        awaitNobodyWaiting(newKeys);

        assertThat(await(newKeys, 1, "a").getFirst().isDisposed()).isTrue();
        assertThat(newKeys.waiting()).isZero();
        NewKeys other = patient(LONG);
        assertThat(await(other, 1, "b").getFirst().isDisposed()).isFalse();
    }

    private void assertRefusedAtOnce(NewKeys newKeys, String address) {
        StepVerifier.create(newKeys.await(Keys.newText(), address))
                .expectComplete()
                .verify(LONG.dividedBy(2));
    }

    /** Who has waited leaves just after he was told. */
    private static void awaitNobodyWaiting(NewKeys newKeys) {
        Awaitility.await().until(() -> newKeys.waiting() == 0);
    }

    private static List<Disposable> await(NewKeys newKeys, int requests, String address) {
        List<Disposable> waiting = new ArrayList<>();
        for (int i = 0; i < requests; i++) {
            waiting.add(newKeys.await(Keys.newText(), address).subscribe());
        }
        return waiting;
    }

    private void hear(NewKeys newKeys, String text) {
        keys.apply(Keys.key(UUID.randomUUID(), text, null, null));
        newKeys.lookAgain();
    }

    private NewKeys patient(Duration patience) {
        return new NewKeys(
                keys,
                new IdentityProperties(
                        Path.of("none"), "http://localhost", "mainnet", Duration.ZERO, Duration.ZERO, patience));
    }
}
