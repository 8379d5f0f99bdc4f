package dev.mainnet.launcher.mail;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** The mails that were caught, the newest first, in memory. The oldest go when there are too many or they are too large together. */
final class CaughtMails {

    static final int MOST = 500;
    static final long MOST_BYTES = 8L << 20;

    private final Deque<CaughtMail> mails = new ArrayDeque<>();
    private long bytes;

    synchronized void add(CaughtMail mail) {
        mails.addFirst(mail);
        bytes += mail.bytes();
        while (mails.size() > MOST || (bytes > MOST_BYTES && mails.size() > 1)) {
            bytes -= mails.removeLast().bytes();
        }
    }

    synchronized List<CaughtMail> all() {
        return List.copyOf(mails);
    }

    List<CaughtMail> matching(Predicate<CaughtMail> wanted) {
        return all().stream().filter(wanted).toList();
    }

    /** The mail with that id, or the newest for {@code latest}. */
    synchronized Optional<CaughtMail> named(String id) {
        return id.equals("latest")
                ? Optional.ofNullable(mails.peekFirst())
                : mails.stream().filter(mail -> mail.id().equals(id)).findFirst();
    }

    /** Deletes the mails with those ids, all where none is named. */
    synchronized void delete(Set<String> ids) {
        mails.removeIf(mail -> ids.isEmpty() || ids.contains(mail.id()));
        bytes = mails.stream().mapToLong(CaughtMail::bytes).sum();
    }
}
