package dev.mainnet.launcher.mail;

import dev.mainnet.launcher.mail.CaughtMail.Mailbox;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Caught mails in the words of Mailpit's HTTP API, version 1. Nothing is ever read or tagged here, and attachments are not kept. */
final class MailpitAnswers {

    private MailpitAnswers() {}

    /** The answer to {@code messages} and {@code search}. */
    static Map<String, Object> page(List<CaughtMail> all, List<CaughtMail> found, int start, int limit) {
        Map<String, Object> page = new LinkedHashMap<>();
        page.put("total", all.size());
        page.put("unread", all.size());
        page.put("count", Math.clamp(found.size() - start, 0, limit));
        page.put("messages_count", found.size());
        page.put("messages_unread", found.size());
        page.put("start", start);
        page.put("tags", List.of());
        page.put(
                "messages",
                found.stream()
                        .skip(start)
                        .limit(limit)
                        .map(MailpitAnswers::summary)
                        .toList());
        return page;
    }

    private static Map<String, Object> summary(CaughtMail mail) {
        Map<String, Object> summary = head(mail);
        summary.put("Read", false);
        summary.put("Created", mail.created().toString());
        summary.put("Attachments", 0);
        summary.put("Snippet", mail.snippet());
        return summary;
    }

    /** The answer to {@code message/<id>}. */
    static Map<String, Object> message(CaughtMail mail) {
        Map<String, Object> message = head(mail);
        message.put("ReturnPath", mail.from().address());
        message.put("Date", mail.date().orElse(mail.created()).toString());
        message.put("Text", mail.text());
        message.put("HTML", mail.html());
        message.put("Inline", List.of());
        message.put("Attachments", List.of());
        return message;
    }

    private static Map<String, Object> head(CaughtMail mail) {
        Map<String, Object> head = new LinkedHashMap<>();
        head.put("ID", mail.id());
        head.put("MessageID", mail.messageId());
        head.put("From", mailbox(mail.from()));
        head.put("To", mailboxes(mail.to()));
        head.put("Cc", mailboxes(mail.cc()));
        head.put("Bcc", List.of());
        head.put("ReplyTo", mailboxes(mail.replyTo()));
        head.put("Subject", mail.subject());
        head.put("Size", mail.bytes());
        head.put("Tags", List.of());
        return head;
    }

    private static List<Map<String, String>> mailboxes(List<Mailbox> mailboxes) {
        return mailboxes.stream().map(MailpitAnswers::mailbox).toList();
    }

    private static Map<String, String> mailbox(Mailbox mailbox) {
        return Map.of("Name", mailbox.name(), "Address", mailbox.address());
    }
}
