package dev.mainnet.launcher.mail;

import java.util.Arrays;
import java.util.Locale;
import java.util.function.Predicate;

/** A part of Mailpit's search: {@code to:}, {@code from:}, {@code subject:} and plain words, all of which must fit. */
final class MailSearch {

    private MailSearch() {}

    static Predicate<CaughtMail> of(String query) {
        return Arrays.stream(query.split(" (?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)", -1))
                .map(word -> word.replace("\"", "").strip().toLowerCase(Locale.ROOT))
                .filter(word -> !word.isEmpty())
                .map(MailSearch::word)
                .reduce(mail -> true, Predicate::and);
    }

    private static Predicate<CaughtMail> word(String word) {
        String value = word.substring(word.indexOf(':') + 1);
        if (word.startsWith("to:") || word.startsWith("addressed:")) {
            return mail -> mail.isTo(value);
        }
        if (word.startsWith("from:")) {
            return mail -> contains(mail.from().address(), value);
        }
        if (word.startsWith("subject:")) {
            return mail -> contains(mail.subject(), value);
        }
        return mail -> mail.isTo(word) || contains(mail.subject(), word) || contains(mail.text(), word);
    }

    private static boolean contains(String text, String word) {
        return text.toLowerCase(Locale.ROOT).contains(word);
    }
}
