package dev.mainnet.user.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mainnet.user.account.EmailAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.mail.MailException;
import org.subethamail.smtp.auth.EasyAuthenticationHandlerFactory;
import org.subethamail.smtp.server.SMTPServer;

/** Towards a server that offers no TLS and wants a password. */
class SmtpServerTest {

    private static final Letter LETTER = new Letter("Subject", "text", "<p>html</p>");

    private final List<String> passwords = new CopyOnWriteArrayList<>();
    private final List<String> recipients = new CopyOnWriteArrayList<>();
    private SMTPServer server;

    @BeforeEach
    void start() {
        server = SMTPServer.port(0)
                .requireAuth()
                .authenticationHandlerFactory(new EasyAuthenticationHandlerFactory(
                        (user, password, context) -> passwords.add(user + ":" + password)))
                .messageHandler((context, from, to, data) -> recipients.add(to))
                .build();
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    @Test
    void signsInWhereThatIsAllowedInTheClear() throws Exception {
        server("NONE", "mailer").take(mail(), LETTER);

        assertThat(passwords).containsExactly("mailer:secret");
        assertThat(recipients).containsExactly("ada@example.com");
    }

    @Test
    void sendsNoPasswordInTheClearUnlessItIsTold() {
        assertThatThrownBy(() -> server("AUTO", "mailer").take(mail(), LETTER)).isInstanceOf(MailException.class);
        assertThatThrownBy(() -> server("STARTTLS", "").take(mail(), LETTER)).isInstanceOf(MailException.class);
        assertThatThrownBy(() -> server("IMPLICIT", "").take(mail(), LETTER)).isInstanceOf(MailException.class);

        assertThat(passwords).isEmpty();
        assertThat(recipients).isEmpty();
    }

    @Test
    void refusesASenderThatIsNoAddress() {
        assertThatThrownBy(() -> new SmtpServer(settings("NONE", "", "nobody")))
                .hasMessageContaining("MAINNET_MAIL_FROM");
        assertThatThrownBy(() -> new SmtpServer(settings("NONE", "", "a@example.com, b@example.com")))
                .hasMessageContaining("MAINNET_MAIL_FROM");
    }

    private SmtpServer server(String tls, String username) {
        return new SmtpServer(settings(tls, username, "Mainnet <no-reply@example.com>"));
    }

    private MailProperties settings(String tls, String username, String from) {
        return new MailProperties(
                "127.0.0.1",
                server.getPortAllocated(),
                username,
                "secret",
                MailProperties.Tls.valueOf(tls),
                from,
                "http://localhost:4000",
                Duration.ofSeconds(60),
                16,
                Duration.ofSeconds(5));
    }

    private static QueuedMail mail() {
        return new QueuedMail(
                UUID.randomUUID(),
                new EmailAddress("ada@example.com"),
                MailTemplate.PASSWORD_CHANGED,
                Map.of("username", "ada"),
                1,
                Instant.EPOCH);
    }
}
