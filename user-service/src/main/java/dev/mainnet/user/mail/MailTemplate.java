package dev.mainnet.user.mail;

import java.util.Locale;
import java.util.Set;

/** What the platform writes to people. The texts are in the resources {@code mail/<name>.html} and {@code .txt}. */
public enum MailTemplate {

    /** Somebody wants to use this address: does it belong to him? */
    CONFIRMATION("Confirm your e-mail address", "username", "link"),

    /** A member asks the receiver into a group. */
    GROUP_INVITATION("You are invited to a group", "group", "inviter", "link"),

    /** A link by which the receiver sets a new password. */
    PASSWORD_RESET("Set a new password", "username", "link"),

    /** A password for one sign-in, and a link by which the receiver sets a new one. */
    TEMPORARY_PASSWORD("Your temporary password", "username", "password", "link"),

    /** The password is another now. */
    PASSWORD_CHANGED("Your password was changed", "username"),

    /** The credits are about to end. */
    LOW_BALANCE("Your balance is low", "username", "balance", "link");

    private final String subject;

    @SuppressWarnings("ImmutableEnumChecker") // Set.of makes what nobody can change.
    private final Set<String> names;

    MailTemplate(String subject, String... names) {
        this.subject = subject;
        this.names = Set.of(names);
    }

    /** The names of the values that the texts show. */
    public Set<String> names() {
        return names;
    }

    /** Holds no value: what a person can choose never comes into a header. */
    String subject() {
        return subject;
    }

    /** The name of its resources without their ending. */
    String resource() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
