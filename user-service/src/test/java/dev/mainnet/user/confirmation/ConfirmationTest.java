package dev.mainnet.user.confirmation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mainnet.testing.MovableClock;
import dev.mainnet.testing.ServiceTest;
import dev.mainnet.user.Mailbox;
import dev.mainnet.user.Person;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

@ServiceTest
class ConfirmationTest {

    private static final String SUBJECT = "Confirm your e-mail address";

    @Autowired
    WebTestClient http;

    @Autowired
    Mailbox mailbox;

    @Autowired
    MovableClock clock;

    @Autowired
    DatabaseClient database;

    @Test
    void confirmsTheAddressByTheLinkOfTheFirstMail() {
        Person ada = Person.arrive(http);
        assertThat(isVerified(ada)).isFalse();
        MimeMessage mail = mailbox.await1(address(ada), SUBJECT);
        assertThat(Mailbox.text(mail))
                .contains("http://localhost:4000/atlas/auth/confirm-email?email=" + ada.username()
                        + "%40example.com&token=")
                .contains("&userId=" + ada.accountId());

        confirm(Mailbox.token(mail)).expectStatus().isNoContent();

        assertThat(isVerified(ada)).isTrue();
    }

    @Test
    void takesATokenOnceAlsoFromManyAtTheSameTime() {
        Person ada = Person.arrive(http);
        String token = Mailbox.token(mailbox.await1(address(ada), SUBJECT));

        List<Integer> statuses = Flux.range(0, 6)
                .flatMap(i -> Mono.fromCallable(() -> confirm(token)
                                .returnResult(String.class)
                                .getStatus()
                                .value())
                        .subscribeOn(Schedulers.boundedElastic()))
                .collectList()
                .block();

        assertThat(statuses).containsOnlyOnce(204).contains(400);
    }

    @Test
    void refusesAnExpiredToken() {
        Person ada = Person.arrive(http);
        String token = Mailbox.token(mailbox.await1(address(ada), SUBJECT));

        clock.forward(Duration.ofHours(24).plusSeconds(1));

        confirm(token)
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.details[0].field")
                .isEqualTo("token");
        assertThat(isVerified(ada)).isFalse();
    }

    @Test
    void replacesAnOlderLink() {
        Person ada = Person.arrive(http);
        String first = Mailbox.token(mailbox.await1(address(ada), SUBJECT));

        resend(address(ada)).expectStatus().isAccepted();

        String second = Mailbox.token(mailbox.awaitNth(address(ada), SUBJECT, 2));
        confirm(first).expectStatus().isBadRequest();
        confirm(second).expectStatus().isNoContent();
    }

    @Test
    void sendsAtMostFiveMailsAnHourAndSaysNothingAboutIt() {
        Person ada = Person.arrive(http);
        for (int i = 0; i < 8; i++) {
            resend(address(ada)).expectStatus().isAccepted().expectBody().isEmpty();
        }

        assertThat(queued(ada)).isEqualTo(5);
    }

    @Test
    void answersTheSameForAnAddressWithoutAnAccount() {
        resend("nobody@example.com").expectStatus().isAccepted().expectBody().isEmpty();
    }

    @Test
    void keepsNoTokenInTheDatabase() {
        Person ada = Person.arrive(http);
        String token = Mailbox.token(mailbox.await1(address(ada), SUBJECT));

        String stored = database.sql(
                        "SELECT string_agg(mail_token::text || encode(sha256, 'escape'), ' ') FROM mail_token")
                .map(row -> row.get(0, String.class))
                .one()
                .block();
        assertThat(stored).doesNotContain(token).contains(ada.accountId().toString());
    }

    private static String address(Person person) {
        return person.username() + "@example.com";
    }

    private WebTestClient.ResponseSpec confirm(String token) {
        return http.post()
                .uri("/user/auth/confirmation")
                .bodyValue(Map.of("token", token))
                .exchange();
    }

    private WebTestClient.ResponseSpec resend(String email) {
        return http.post()
                .uri("/user/auth/confirmation/resend")
                .bodyValue(Map.of("email", email))
                .exchange();
    }

    private Boolean isVerified(Person person) {
        return (Boolean) http.get()
                .uri("/user/me")
                .header(HttpHeaders.AUTHORIZATION, person.bearer())
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(Map.class)
                .returnResult()
                .getResponseBody()
                .get("email_verified");
    }

    private Long queued(Person person) {
        return database.sql("SELECT count(*) FROM mail WHERE account_id = $1")
                .bind(0, person.accountId())
                .map(row -> row.get(0, Long.class))
                .one()
                .block();
    }
}
