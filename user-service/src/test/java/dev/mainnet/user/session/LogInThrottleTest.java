package dev.mainnet.user.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mainnet.testing.ServiceTest;
import dev.mainnet.user.MovableClock;
import dev.mainnet.user.Person;
import dev.mainnet.user.throttle.Attempts;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;

@ServiceTest
class LogInThrottleTest {

    private static final AtomicInteger ADDRESSES = new AtomicInteger();

    @Autowired
    WebTestClient http;

    @Autowired
    MovableClock clock;

    @Autowired
    Attempts attempts;

    @Autowired
    Sessions sessions;

    @Autowired
    TransactionalOperator transaction;

    @Test
    void refusesToGoOnGuessingFromOneAddress() {
        String name = Person.arrive(http).username();
        String thief = address();

        for (int i = 0; i < 10; i++) {
            logIn(name, "guess number " + i, thief).expectStatus().isUnauthorized();
        }

        logIn(name, Person.PASSWORD, thief)
                .expectStatus()
                .isEqualTo(429)
                .expectHeader()
                .valueMatches(HttpHeaders.RETRY_AFTER, "\\d{3}")
                .expectBody()
                .jsonPath("$.error")
                .isEqualTo("rate_limit_exceeded");
        logIn(name, Person.PASSWORD, address()).expectStatus().isOk();
        clock.forward(Duration.ofMinutes(15));
        logIn(name, Person.PASSWORD, thief).expectStatus().isOk();
    }

    @Test
    void countsTheNameOfNobodyLikeAnother() {
        String thief = address();
        String name = Person.newName();

        for (int i = 0; i < 10; i++) {
            logIn(name, "guess", thief).expectStatus().isUnauthorized();
        }

        logIn(name, "guess", thief).expectStatus().isEqualTo(429);
    }

    @Test
    void letsTheOwnerInWhereHeIsKnownWhileStrangersGuess() {
        String name = Person.arrive(http).username();
        String home = address();
        logIn(name, Person.PASSWORD, home).expectStatus().isOk();

        List<Integer> answers = IntStream.range(0, 24)
                .mapToObj(i -> status(name, "guess number " + i, address()))
                .toList();

        assertThat(answers).startsWith(401).contains(429);
        logIn(name, Person.PASSWORD, home).expectStatus().isOk();
    }

    @Test
    void slowsStrangersDownButLetsThemTryAgainSoon() {
        String name = Person.arrive(http).username();
        for (int i = 0; i < 20; i++) {
            status(name, "guess number " + i, address());
        }

        String elsewhere = address();
        logIn(name, Person.PASSWORD, elsewhere).expectStatus().isEqualTo(429);
        clock.forward(Duration.ofMinutes(1));
        logIn(name, Person.PASSWORD, elsewhere).expectStatus().isOk();
    }

    @Test
    void doesNotCountWhatWasRight() {
        String name = Person.arrive(http).username();
        String home = address();

        assertThat(atOnce(30, i -> status(name, Person.PASSWORD, home))).containsOnly(200);
    }

    @Test
    void letsNoMoreGuessesThroughAtOnce() {
        String name = Person.arrive(http).username();
        String thief = address();

        List<Integer> answers = atOnce(20, i -> status(name, "guess number " + i, thief));

        assertThat(answers).filteredOn(status -> status == 401).hasSize(10);
        assertThat(answers).filteredOn(status -> status == 429).hasSize(10);
    }

    @Test
    void boundsAnAddressWhateverNamesItTries() {
        var strict = new LogInThrottle(attempts, sessions, new ThrottleProperties(10, 3, 20), transaction);
        Origin one = new Origin("curl", "2001:db8:0:" + ADDRESSES.incrementAndGet() + "::1");
        Origin neighbour = new Origin("curl", one.address() + "2");

        for (int i = 0; i < 3; i++) {
            strict.admit("somebody-" + i, Optional.empty(), one).block();
        }

        StepVerifier.create(strict.admit("somebody-4", Optional.empty(), neighbour))
                .verifyErrorMessage("Too many attempts");
    }

    private static List<Integer> atOnce(int times, IntFunction<Integer> call) {
        return Flux.range(0, times)
                .flatMap(i -> Mono.fromCallable(() -> call.apply(i)).subscribeOn(Schedulers.boundedElastic()), times)
                .collectList()
                .block();
    }

    private int status(String name, String password, String address) {
        return logIn(name, password, address)
                .returnResult(String.class)
                .getStatus()
                .value();
    }

    private WebTestClient.ResponseSpec logIn(String name, String password, String address) {
        return http.post()
                .uri("/user/auth/login")
                .header("X-Forwarded-For", address)
                .bodyValue(Map.of("username", name, "password", password))
                .exchange();
    }

    private static String address() {
        int number = ADDRESSES.incrementAndGet();
        return "10.9." + number / 250 + "." + number % 250;
    }
}
