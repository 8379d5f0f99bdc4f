package dev.mainnet.launcher.mail;

import dev.mainnet.launcher.settings.Refusal;
import dev.mainnet.launcher.settings.Settings;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.subethamail.smtp.server.SMTPServer;

/**
 * The mail server of a platform that was given none: takes every mail by SMTP, keeps the last ones in memory and shows them. It
 * delivers nothing and is reached from this machine alone.
 */
public final class MailCatcher implements AutoCloseable {

    private static final int MOST_BYTES = 1 << 20;
    private static final int CONNECTIONS = 50;

    private final SMTPServer smtp;
    private final MailHttp http;

    private MailCatcher(SMTPServer smtp, MailHttp http) {
        this.smtp = smtp;
        this.http = http;
    }

    /**
     * Listens on the ports of the settings.
     *
     * @throws Refusal if it cannot
     */
    public static MailCatcher start(Settings settings) {
        CaughtMails mails = new CaughtMails();
        SMTPServer smtp = SMTPServer.port(settings.mailSmtpPort())
                .bindAddress(InetAddress.getLoopbackAddress())
                .hostName("localhost")
                .softwareName("Mainnet")
                .maxMessageSize(MOST_BYTES)
                .maxConnections(CONNECTIONS)
                .maxRecipients(10)
                .connectionTimeout(30, TimeUnit.SECONDS)
                .messageHandler(
                        (context, from, to, data) -> mails.add(CaughtMail.read(newId(), to, data, Instant.now())))
                .build();
        try {
            smtp.start();
            return new MailCatcher(smtp, new MailHttp(mails, settings.mailPort()));
        } catch (IOException | RuntimeException e) {
            smtp.stop();
            throw new Refusal("The mail catcher cannot listen on its ports: " + e.getMessage(), e);
        }
    }

    private static String newId() {
        return UUID.randomUUID().toString().replace("-", "");
    }

    @Override
    public void close() {
        http.close();
        smtp.stop();
    }
}
