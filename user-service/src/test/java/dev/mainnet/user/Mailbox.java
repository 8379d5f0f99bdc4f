package dev.mainnet.user;

import static java.time.Duration.ofSeconds;
import static org.awaitility.Awaitility.await;

import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.subethamail.smtp.RejectException;
import org.subethamail.smtp.server.SMTPServer;

/** The mail server of the service under test: takes every mail, but what a test tells it to refuse. */
public final class Mailbox implements AutoCloseable {

    private static final Pattern TOKEN = Pattern.compile("[?&#]token=([A-Za-z0-9_]+)");

    /** What it says to a recipient, so many times. */
    private record Refusal(int code, AtomicInteger times) {}

    private final List<MimeMessage> messages = new CopyOnWriteArrayList<>();
    private final ConcurrentHashMap<String, Refusal> refusals = new ConcurrentHashMap<>();
    private final SMTPServer server;

    Mailbox() {
        server = SMTPServer.port(0)
                .messageHandler((context, from, to, data) -> keep(to, data))
                .build();
        server.start();
    }

    int port() {
        return server.getPortAllocated();
    }

    /** Answers the next mails to an address with that code. */
    public void refuse(String recipient, int code, int times) {
        refusals.put(recipient, new Refusal(code, new AtomicInteger(times)));
    }

    /** All mails to an address with that subject, oldest first. */
    public List<MimeMessage> to(String recipient, String subject) {
        return messages.stream()
                .filter(mail -> header(mail, "To").equals(recipient)
                        && header(mail, "Subject").equals(subject))
                .toList();
    }

    /** The one mail to an address with that subject, once it has come. */
    public MimeMessage await1(String recipient, String subject) {
        return awaitNth(recipient, subject, 1);
    }

    /** The last of so many mails, once it has come. */
    public MimeMessage awaitNth(String recipient, String subject, int count) {
        await().atMost(ofSeconds(20)).until(() -> to(recipient, subject).size() >= count);
        return to(recipient, subject).get(count - 1);
    }

    /** The token of the link in a mail. */
    public static String token(MimeMessage mail) {
        Matcher link = TOKEN.matcher(text(mail));
        if (!link.find()) {
            throw new IllegalStateException("No link in " + text(mail));
        }
        return link.group(1);
    }

    public static String text(MimeMessage mail) {
        return part(mail, 0);
    }

    public static String html(MimeMessage mail) {
        return part(mail, 1);
    }

    public static String header(MimeMessage mail, String name) {
        try {
            return String.join(", ", mail.getHeader(name));
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String part(MimeMessage mail, int index) {
        try {
            return (String) ((Multipart) mail.getContent()).getBodyPart(index).getContent();
        } catch (IOException | MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    private void keep(String recipient, byte[] data) throws RejectException {
        Refusal refusal = refusals.get(recipient);
        if (refusal != null && refusal.times().getAndDecrement() > 0) {
            throw new RejectException(refusal.code(), "not " + recipient);
        }
        try {
            messages.add(new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(data)));
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.stop();
    }
}
