package dev.mainnet.launcher.mail;

import dev.mainnet.launcher.mail.CaughtMail.Mailbox;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.stream.Collectors;

/** Caught mails for a person to read. The HTML of a mail is shown in a frame that runs no script and belongs to no origin. */
final class MailPages {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);
    private static final String STYLE = """
            body{font:15px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:60rem;padding:0 1rem;color:#1d2433}
            table{border-collapse:collapse;width:100%}td,th{text-align:left;padding:.4rem .6rem;border-bottom:1px solid #dfe4ea}
            pre{white-space:pre-wrap;background:#f2f4f7;padding:1rem;border-radius:6px;overflow-wrap:anywhere}
            iframe{width:100%;height:36rem;border:1px solid #dfe4ea;border-radius:6px}a{color:#0f6cbd}
            """;

    private MailPages() {}

    static String list(List<CaughtMail> mails) {
        String rows = mails.stream()
                .map(mail -> "<tr><td>%s</td><td>%s</td><td><a href=\"/mail/%s\">%s</a></td></tr>"
                        .formatted(
                                TIME.format(mail.created()),
                                escape(addresses(mail.to())),
                                mail.id(),
                                escape(mail.subject().isEmpty() ? "(no subject)" : mail.subject())))
                .collect(Collectors.joining("\n"));
        String empty = mails.isEmpty() ? "<p>No mail yet.</p>" : "";
        return page("Mails", """
                <h1>Mails of this platform</h1>
                <p>Nothing leaves this machine: the platform's mails end here because MAINNET_SMTP_HOST is not set.</p>
                <table><tr><th>Time (UTC)</th><th>To</th><th>Subject</th></tr>
                %s
                </table>%s""".formatted(rows, empty));
    }

    static String single(CaughtMail mail) {
        return page(mail.subject(), """
                <p><a href="/">All mails</a></p>
                <h1>%s</h1>
                <table><tr><th>From</th><td>%s</td></tr><tr><th>To</th><td>%s</td></tr><tr><th>Time (UTC)</th><td>%s</td></tr></table>
                <h2>HTML</h2>
                <iframe sandbox="allow-popups" src="/view/%s.html" title="HTML"></iframe>
                <h2>Text</h2>
                <pre>%s</pre>""".formatted(
                        escape(mail.subject()),
                        escape(addresses(List.of(mail.from()))),
                        escape(addresses(mail.to())),
                        TIME.format(mail.created()),
                        mail.id(),
                        escape(mail.text())));
    }

    private static String page(String title, String body) {
        return """
                <!DOCTYPE html>
                <html lang="en"><head><meta charset="utf-8"><title>%s</title><style>%s</style></head>
                <body>%s</body></html>
                """.formatted(escape(title), STYLE, body);
    }

    private static String addresses(List<Mailbox> mailboxes) {
        return mailboxes.stream()
                .map(box -> box.name().isEmpty() ? box.address() : box.name() + " <" + box.address() + ">")
                .collect(Collectors.joining(", "));
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
