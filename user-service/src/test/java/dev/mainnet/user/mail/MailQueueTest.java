package dev.mainnet.user.mail;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mainnet.testing.MovableClock;
import dev.mainnet.testing.ServiceTest;
import dev.mainnet.user.Mailbox;
import dev.mainnet.user.Person;
import dev.mainnet.user.account.EmailAddress;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.transaction.NoTransactionException;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

@ServiceTest
@ExtendWith(OutputCaptureExtension.class)
class MailQueueTest {

    private static final String SUBJECT = "You are invited to a group";

    @Autowired
    MailQueue queue;

    @Autowired
    TransactionalOperator transaction;

    @Autowired
    DatabaseClient database;

    @Autowired
    MovableClock clock;

    @Autowired
    Mailbox mailbox;

    @Autowired
    WebTestClient http;

    @Test
    void sendsTextAndHtmlOnceTheTransactionCommits() throws Exception {
        Mail mail = invitation(Person.arrive(http), "<b>Ada</b> & friends");

        queue.add(mail).as(transaction::transactional).block();

        MimeMessage sent = mailbox.await1(mail.to().text(), SUBJECT);
        assertThat(sent.getContentType()).startsWith("multipart/alternative");
        assertThat(Mailbox.header(sent, "From")).isEqualTo("Mainnet <no-reply@mainnet.local>");
        assertThat(Mailbox.header(sent, "Auto-Submitted")).isEqualTo("auto-generated");
        assertThat(Mailbox.text(sent)).contains("<b>Ada</b> & friends", "http://localhost:4000/x?a=1&token=secret");
        assertThat(Mailbox.html(sent))
                .contains("&lt;b&gt;Ada&lt;/b&gt; &amp; friends")
                .doesNotContain("<b>Ada</b>");
    }

    @Test
    void erasesTheValuesOfWhatIsSent() {
        Mail mail = invitation(Person.arrive(http), "chess");

        queue.add(mail).as(transaction::transactional).block();

        awaitState(mail, "SENT");
        assertThat(stored(mail)).doesNotContain("token").doesNotContain("chess");
    }

    @Test
    void sendsNothingOfATransactionThatIsRolledBack() {
        Mail mail = invitation(Person.arrive(http), "chess");

        StepVerifier.create(queue.add(mail)
                        .then(Mono.error(new IllegalStateException("no")))
                        .as(transaction::transactional))
                .verifyErrorMessage("no");

        assertThat(stored(mail)).isEmpty();
    }

    @Test
    void demandsATransaction() {
        StepVerifier.create(queue.add(invitation(Person.arrive(http), "chess")))
                .verifyError(NoTransactionException.class);
    }

    @Test
    void triesAgainUnderTheSameMessageIdWhatTheServerCannotTakeNow() {
        Mail mail = invitation(Person.arrive(http), "chess");
        mailbox.refuse(mail.to().text(), 451, 1);

        queue.add(mail).as(transaction::transactional).block();

        MimeMessage sent = mailbox.await1(mail.to().text(), SUBJECT);
        awaitState(mail, "SENT");
        assertThat(attempts(mail)).isEqualTo(2);
        assertThat(Mailbox.header(sent, "Message-ID")).matches("<[0-9a-f-]{36}@mainnet\\.local>");
    }

    @Test
    void givesUpWhatTheServerRefusesForGoodAndNamesNobody(CapturedOutput output) {
        Mail mail = invitation(Person.arrive(http), "chess");
        mailbox.refuse(mail.to().text(), 550, 1);

        queue.add(mail).as(transaction::transactional).block();

        awaitState(mail, "FAILED");
        assertThat(attempts(mail)).isEqualTo(1);
        assertThat(stored(mail)).doesNotContain("token");
        assertThat(output.getAll()).contains("550").doesNotContain(mail.to().text());
    }

    @Test
    void bringsBackWhatADeadInstanceHadClaimed() {
        Mail mail = invitation(Person.arrive(http), "chess");
        queue.add(mail)
                .then(Mono.defer(() -> claimed(mail)))
                .as(transaction::transactional)
                .block();
        assertThat(mailbox.to(mail.to().text(), SUBJECT)).isEmpty();

        clock.forward(Duration.ofMinutes(5));

        mailbox.await1(mail.to().text(), SUBJECT);
    }

    @Test
    void waitsLongerAfterEachFailureButNeverMoreThanAnHour() {
        MailProperties settings = new MailProperties(
                "h", 25, "", "", MailProperties.Tls.AUTO, "a@b.example", "http://x", ofSeconds(1), 16, ofSeconds(5));

        assertThat(settings.pauseAfter(1)).hasSeconds(5);
        assertThat(settings.pauseAfter(4)).hasSeconds(40);
        assertThat(settings.pauseAfter(100)).hasHours(1);
    }

    private Mono<Void> claimed(Mail mail) {
        return database.sql("UPDATE mail SET attempts = 1, next_attempt_at = $2 WHERE recipient = $1")
                .bind(0, mail.to().text())
                .bind(1, clock.instant().plus(Duration.ofMinutes(2)))
                .then();
    }

    private static Mail invitation(Person about, String group) {
        return new Mail(
                about.accountId(),
                new EmailAddress(UUID.randomUUID() + "@example.com"),
                MailTemplate.GROUP_INVITATION,
                Map.of(
                        "group",
                        group,
                        "inviter",
                        about.username(),
                        "link",
                        "http://localhost:4000/x?a=1&token=secret"));
    }

    private void awaitState(Mail mail, String state) {
        await().atMost(ofSeconds(20)).until(() -> stored(mail).contains(state));
    }

    private Integer attempts(Mail mail) {
        return database.sql("SELECT attempts FROM mail WHERE recipient = $1")
                .bind(0, mail.to().text())
                .map(row -> row.get(0, Integer.class))
                .one()
                .block();
    }

    private String stored(Mail mail) {
        return database.sql("SELECT coalesce(string_agg(mail::text, ' '), '') FROM mail WHERE recipient = $1")
                .bind(0, mail.to().text())
                .map(row -> row.get(0, String.class))
                .one()
                .block();
    }
}
