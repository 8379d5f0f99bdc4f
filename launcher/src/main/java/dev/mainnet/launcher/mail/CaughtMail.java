package dev.mainnet.launcher.mail;

import jakarta.mail.Address;
import jakarta.mail.BodyPart;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * A mail that the catcher took.
 *
 * @param id by which it is asked for
 * @param messageId without its angle brackets
 * @param bytes its size on the wire
 */
record CaughtMail(
        String id,
        String messageId,
        Mailbox from,
        List<Mailbox> to,
        List<Mailbox> cc,
        List<Mailbox> replyTo,
        String subject,
        Instant created,
        Optional<Instant> date,
        String text,
        String html,
        int bytes) {

    private static final int DEEPEST = 10;
    private static final int SNIPPET = 250;
    private static final Session SESSION = Session.getInstance(new Properties());

    /** A name, which may be empty, and an address. */
    record Mailbox(String name, String address) {}

    /** Reads what came by SMTP; what cannot be read of it is empty. */
    static CaughtMail read(String id, String recipient, byte[] data, Instant now) {
        try {
            MimeMessage message = new MimeMessage(SESSION, new ByteArrayInputStream(data));
            List<Mailbox> to = mailboxes(message.getRecipients(Message.RecipientType.TO));
            List<Mailbox> from = mailboxes(message.getFrom());
            return new CaughtMail(
                    id,
                    Objects.requireNonNullElse(message.getMessageID(), "").replaceAll("[<>]", ""),
                    from.isEmpty() ? new Mailbox("", "") : from.getFirst(),
                    to.isEmpty() ? List.of(new Mailbox("", recipient)) : to,
                    mailboxes(message.getRecipients(Message.RecipientType.CC)),
                    message.getHeader("Reply-To") == null ? List.of() : mailboxes(message.getReplyTo()),
                    Objects.requireNonNullElse(message.getSubject(), ""),
                    now,
                    Optional.ofNullable(message.getSentDate()).map(sent -> sent.toInstant()),
                    text(message, "text/plain", 0).orElse(""),
                    text(message, "text/html", 0).orElse(""),
                    data.length);
        } catch (MessagingException | IOException e) {
            Mailbox nobody = new Mailbox("", "");
            List<Mailbox> to = List.of(new Mailbox("", recipient));
            return new CaughtMail(
                    id, "", nobody, to, List.of(), List.of(), "", now, Optional.empty(), "", "", data.length);
        }
    }

    /** The beginning of its text, on one line. */
    String snippet() {
        String line = text.replaceAll("\\s+", " ").strip();
        return line.substring(0, Math.min(SNIPPET, line.length()));
    }

    boolean isTo(String address) {
        String wanted = address.toLowerCase(Locale.ROOT);
        return to.stream()
                .anyMatch(mailbox -> mailbox.address().toLowerCase(Locale.ROOT).contains(wanted));
    }

    private static List<Mailbox> mailboxes(Address @Nullable [] addresses) {
        return addresses == null
                ? List.of()
                : Arrays.stream(addresses)
                        .filter(InternetAddress.class::isInstance)
                        .map(InternetAddress.class::cast)
                        .map(address -> new Mailbox(
                                Objects.requireNonNullElse(address.getPersonal(), ""), address.getAddress()))
                        .toList();
    }

    private static Optional<String> text(Part part, String type, int depth) throws MessagingException, IOException {
        if (part.isMimeType(type) && part.getContent() instanceof String text) {
            return Optional.of(text);
        }
        if (depth < DEEPEST && part.isMimeType("multipart/*") && part.getContent() instanceof Multipart parts) {
            for (int i = 0; i < parts.getCount(); i++) {
                BodyPart inner = parts.getBodyPart(i);
                Optional<String> found = text(inner, type, depth + 1);
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }
}
