package dev.mainnet.user.mail;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.Properties;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.stereotype.Component;

/** The server that takes our mails, spoken to by SMTP (RFC 5321). Its calls block. */
@Component
final class SmtpServer {

    private final MailProperties settings;
    private final InternetAddress from;
    private final JavaMailSenderImpl javaMail;

    SmtpServer(MailProperties settings) {
        this.settings = settings;
        this.from = sender(settings.from());
        this.javaMail = javaMail(settings);
    }

    boolean isKnown() {
        return settings.hasServer();
    }

    /**
     * Hands a letter over. A repetition carries the same Message-ID, by which mailboxes know it again.
     *
     * @throws org.springframework.mail.MailException when the server did not take it; what it says may name the recipient
     */
    void take(QueuedMail mail, Letter letter) throws MessagingException {
        MimeMessage message = javaMail.createMimeMessage();
        message.setFrom(from);
        message.setRecipient(
                Message.RecipientType.TO, new InternetAddress(mail.recipient().text()));
        message.setSubject(letter.subject(), StandardCharsets.UTF_8.name());
        message.setSentDate(Date.from(mail.createdAt()));
        message.setHeader("Message-ID", "<" + mail.id() + "@" + domain() + ">");
        // No automatic answers to what no person wrote (RFC 3834).
        message.setHeader("Auto-Submitted", "auto-generated");
        // The last alternative is the one to be preferred (RFC 2046, 5.1.4).
        message.setContent(new MimeMultipart("alternative", part(letter.text(), "plain"), part(letter.html(), "html")));
        javaMail.send(message);
    }

    private static MimeBodyPart part(String text, String subtype) throws MessagingException {
        MimeBodyPart part = new MimeBodyPart();
        part.setText(text, StandardCharsets.UTF_8.name(), subtype);
        return part;
    }

    private String domain() {
        String address = from.getAddress();
        return address.substring(address.indexOf('@') + 1);
    }

    private JavaMailSenderImpl javaMail(MailProperties mail) {
        JavaMailSenderImpl sender = new JavaMailSenderImpl();
        sender.setHost(mail.host());
        sender.setPort(mail.port());
        if (!mail.username().isEmpty()) {
            sender.setUsername(mail.username());
            sender.setPassword(mail.password());
        }
        Properties smtp = sender.getJavaMailProperties();
        String patience = Long.toString(mail.timeout().toMillis());
        smtp.put("mail.smtp.connectiontimeout", patience);
        smtp.put("mail.smtp.timeout", patience);
        smtp.put("mail.smtp.writetimeout", patience);
        smtp.put("mail.smtp.localhost", domain());
        smtp.put("mail.smtp.auth", Boolean.toString(!mail.username().isEmpty()));
        smtp.put("mail.smtp.starttls.enable", Boolean.toString(mail.tls() != MailProperties.Tls.NONE));
        smtp.put("mail.smtp.starttls.required", Boolean.toString(mail.demandsStartTls()));
        smtp.put("mail.smtp.ssl.enable", Boolean.toString(mail.tls() == MailProperties.Tls.IMPLICIT));
        smtp.put("mail.smtp.ssl.checkserveridentity", "true");
        return sender;
    }

    private static InternetAddress sender(String text) {
        try {
            InternetAddress[] addresses = InternetAddress.parse(text, true);
            if (addresses.length == 1 && addresses[0].getAddress().indexOf('@') > 0) {
                return addresses[0];
            }
        } catch (MessagingException e) {
            throw new IllegalStateException("MAINNET_MAIL_FROM is no address: " + e.getMessage(), e);
        }
        throw new IllegalStateException("MAINNET_MAIL_FROM must be one address");
    }
}
