package dev.mainnet.user.passwordreset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mainnet.testing.MovableClock;
import dev.mainnet.testing.ServiceTest;
import dev.mainnet.user.Mailbox;
import dev.mainnet.user.Person;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.WebTestClient;

@ServiceTest
class PasswordResetTest {

    private static final String SUBJECT = "Set a new password";
    private static final String NEW = "another battery staple";

    @Autowired
    WebTestClient http;

    @Autowired
    Mailbox mailbox;

    @Autowired
    MovableClock clock;

    @Test
    void setsANewPasswordByTheLinkAndEndsEverySession() {
        Person ada = Person.arrive(http);

        request(address(ada)).expectStatus().isAccepted().expectBody().isEmpty();
        String token = Mailbox.token(mailbox.await1(address(ada), SUBJECT));
        confirm(token, NEW).expectStatus().isNoContent();

        post("/user/auth/refresh", Map.of("refresh_token", ada.refreshToken()))
                .expectStatus()
                .isUnauthorized();
        logIn(ada, Person.PASSWORD).expectStatus().isUnauthorized();
        logIn(ada, NEW).expectStatus().isOk();
        mailbox.await1(address(ada), "Your password was changed");
        confirm(token, "yet another battery").expectStatus().isBadRequest();
    }

    @Test
    void keepsTheTokenOfWhoeverChoosesABadPassword() {
        Person ada = Person.arrive(http);
        request(address(ada));
        String token = Mailbox.token(mailbox.await1(address(ada), SUBJECT));

        confirm(token, "short")
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.details[0].field")
                .isEqualTo("password");
        confirm(token, NEW).expectStatus().isNoContent();
    }

    @Test
    void changesNothingBeforeTheLinkIsUsed() {
        Person ada = Person.arrive(http);

        request(address(ada));

        logIn(ada, Person.PASSWORD).expectStatus().isOk();
    }

    @Test
    void refusesAnExpiredAndAReplacedToken() {
        Person ada = Person.arrive(http);
        request(address(ada));
        String first = Mailbox.token(mailbox.await1(address(ada), SUBJECT));
        request(address(ada));
        String second = Mailbox.token(mailbox.awaitNth(address(ada), SUBJECT, 2));

        confirm(first, NEW).expectStatus().isBadRequest();
        clock.forward(Duration.ofMinutes(31));
        confirm(second, NEW).expectStatus().isBadRequest();
    }

    @Test
    void answersTheSameAfterTheSameTimeForAnUnknownAddress() {
        Person ada = Person.arrive(http);

        long known = millis(() -> request(address(ada)).expectStatus().isAccepted());
        long unknown = millis(() -> request("nobody@example.com").expectStatus().isAccepted());

        assertThat(known).isGreaterThanOrEqualTo(300);
        assertThat(unknown).isGreaterThanOrEqualTo(300);
    }

    @Test
    void sendsAtMostFiveMailsAnHour() {
        Person ada = Person.arrive(http);
        for (int i = 0; i < 7; i++) {
            request(address(ada)).expectStatus().isAccepted();
        }
        mailbox.awaitNth(address(ada), SUBJECT, 5);

        clock.forward(Duration.ofHours(1));
        request(address(ada)).expectStatus().isAccepted();
        mailbox.awaitNth(address(ada), SUBJECT, 6);
        assertThat(mailbox.to(address(ada), SUBJECT)).hasSize(6);
    }

    @Test
    void showsAPageThatHoldsNoToken() {
        http.get()
                .uri("/user/auth/password/reset?token=abc")
                .exchange()
                .expectStatus()
                .isOk()
                .expectHeader()
                .contentTypeCompatibleWith("text/html")
                .expectBody(String.class)
                .value(page -> assertThat(page).contains("<form").doesNotContain("abc"));
    }

    private static long millis(Runnable call) {
        long begin = System.nanoTime();
        call.run();
        return Duration.ofNanos(System.nanoTime() - begin).toMillis();
    }

    private static String address(Person person) {
        return person.username() + "@example.com";
    }

    private WebTestClient.ResponseSpec request(String email) {
        return post("/user/auth/password/reset", Map.of("email", email));
    }

    private WebTestClient.ResponseSpec confirm(String token, String password) {
        return post("/user/auth/password/reset/confirm", Map.of("token", token, "password", password));
    }

    private WebTestClient.ResponseSpec logIn(Person person, String password) {
        return post("/user/auth/login", Map.of("username", person.username(), "password", password));
    }

    private WebTestClient.ResponseSpec post(String path, Object body) {
        return http.post().uri(path).bodyValue(body).exchange();
    }
}
