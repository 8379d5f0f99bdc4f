package dev.mainnet.user.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mainnet.testing.MovableClock;
import dev.mainnet.testing.ServiceTest;
import dev.mainnet.testing.TestIdentity;
import dev.mainnet.user.Mailbox;
import dev.mainnet.user.Person;
import dev.mainnet.user.throttle.Attempts;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
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
    DevicePasses passes;

    @Autowired
    Mailbox mailbox;

    @Autowired
    TransactionalOperator transaction;

    /** A pause of the machine must not outlast one of the throttle. */
    @BeforeEach
    void stopTime() {
        clock.stand();
    }

    @AfterEach
    void letTimeGoOn() {
        clock.goOn();
    }

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
                .valueMatches(HttpHeaders.RETRY_AFTER, "[1-4]")
                .expectBody()
                .jsonPath("$.error")
                .isEqualTo("rate_limit_exceeded");
        logIn(name, Person.PASSWORD, address()).expectStatus().isOk();
    }

    @Test
    void slowsAnAddressDownButNeverShutsItOut() {
        String name = Person.arrive(http).username();
        String office = address();
        exhaust(name, office);

        logIn(name, Person.PASSWORD, office).expectStatus().isEqualTo(429);
        clock.forward(Duration.ofMinutes(1));
        logIn(name, Person.PASSWORD, office).expectStatus().isOk();
    }

    @Test
    void letsTheOwnersDeviceInWhileAllAroundItGuessAndGuess() {
        String name = Person.arrive(http).username();
        String office = address();
        String pass = pass(logIn(name, Person.PASSWORD, office).expectStatus().isOk());

        exhaust(name, office);
        for (int i = 0; i < 20; i++) {
            status(name, "another guess", address());
        }
        for (int i = 0; i < 3; i++) {
            assertThat(status(name, "yet another guess", office)).isEqualTo(429);
            assertThat(statusWith(pass, name, Person.PASSWORD, office)).isEqualTo(200);
            assertThat(statusWith(pass, name, Person.PASSWORD, address())).isEqualTo(200);
        }

        assertThat(status(name, Person.PASSWORD, office)).isEqualTo(429);
    }

    @Test
    void boundsWhatMayBeGuessedWithADeviceAndOnlyThat() {
        String name = Person.arrive(http).username();
        String stolen = pass(logIn(name, Person.PASSWORD, address()));
        String other = pass(logIn(name, Person.PASSWORD, address()));

        for (int i = 0; i < 10; i++) {
            assertThat(statusWith(stolen, name, "guess number " + i, address())).isEqualTo(401);
        }

        assertThat(statusWith(stolen, name, Person.PASSWORD, address())).isEqualTo(429);
        assertThat(statusWith(other, name, Person.PASSWORD, address())).isEqualTo(200);
        clock.forward(Duration.ofMinutes(1));
        assertThat(statusWith(stolen, name, Person.PASSWORD, address())).isEqualTo(200);
    }

    @Test
    void believesNoPassOfAnotherAccountNorAnAlteredNorAnOldOne() {
        String name = Person.arrive(http).username();
        String office = address();
        String own = pass(logIn(name, Person.PASSWORD, address()));
        String strangers = pass(logIn(Person.arrive(http).username(), Person.PASSWORD, address()));
        String altered = own.substring(0, 30) + (own.charAt(30) == 'A' ? 'B' : 'A') + own.substring(31);
        exhaust(name, office);

        for (String pass : List.of(strangers, altered, "md_", "md_" + "A".repeat(100), "x".repeat(5_000))) {
            assertThat(statusWith(pass, name, Person.PASSWORD, office)).isEqualTo(429);
        }
        assertThat(statusWith(own, name, Person.PASSWORD, office)).isEqualTo(200);
        clock.forward(Duration.ofDays(91));
        exhaust(name, office);
        assertThat(statusWith(own, name, Person.PASSWORD, office)).isEqualTo(429);
    }

    @Test
    void aPassEndsWithThePasswordAndAResetGivesAnother() {
        Person ada = Person.arrive(http);
        String office = address();
        String old = pass(logIn(ada.username(), Person.PASSWORD, address()));
        exhaust(ada.username(), office);
        String email = ada.username() + "@example.com";
        post("/user/auth/password/reset", Map.of("email", email)).expectStatus().isAccepted();

        String fresh = pass(post(
                "/user/auth/password/reset/confirm",
                Map.of(
                        "token",
                        Mailbox.token(mailbox.await1(email, "Set a new password")),
                        "password",
                        "another horse battery")));

        assertThat(statusWith(old, ada.username(), "another horse battery", office))
                .isEqualTo(429);
        assertThat(statusWith(fresh, ada.username(), "another horse battery", office))
                .isEqualTo(200);
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
        var strict = new LogInThrottle(attempts, sessions, passes, new ThrottleProperties(10, 3, 20), transaction);
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

    /** Guesses until each further one has to wait for a minute. */
    private void exhaust(String name, String address) {
        for (int i = 0; i < 14; i++) {
            if (i >= 10) {
                clock.forward(Duration.ofMinutes(1));
            }
            assertThat(status(name, "guess number " + i, address)).isEqualTo(401);
        }
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
                .header("X-Mainnet-Client", TestIdentity.clientAt(address))
                .bodyValue(Map.of("username", name, "password", password))
                .exchange();
    }

    private int statusWith(String pass, String name, String password, String address) {
        return http.post()
                .uri("/user/auth/login")
                .header("X-Mainnet-Client", TestIdentity.clientAt(address))
                .header("X-Device-Pass", pass)
                .bodyValue(Map.of("username", name, "password", password))
                .exchange()
                .returnResult(String.class)
                .getStatus()
                .value();
    }

    private WebTestClient.ResponseSpec post(String path, Map<String, String> body) {
        return http.post().uri(path).bodyValue(body).exchange();
    }

    private static String pass(WebTestClient.ResponseSpec answer) {
        return answer.returnResult(String.class).getResponseHeaders().getFirst("X-Device-Pass");
    }

    private static String address() {
        int number = ADDRESSES.incrementAndGet();
        return "10.9." + number / 250 + "." + number % 250;
    }
}
