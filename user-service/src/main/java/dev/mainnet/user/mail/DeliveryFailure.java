package dev.mainnet.user.mail;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.springframework.mail.MailSendException;

/**
 * Why a mail was not sent, in words that name nobody.
 *
 * @param kind the class of what went wrong
 * @param code the server's reply code (RFC 5321, 4.2), 0 where it gave none
 */
record DeliveryFailure(String kind, int code) {

    private static final int DEEPEST = 20;

    static DeliveryFailure of(Throwable failure) {
        List<Throwable> chain = chain(failure);
        int code =
                chain.stream().flatMap(link -> code(link).stream()).findFirst().orElse(0);
        return new DeliveryFailure(chain.getLast().getClass().getSimpleName(), code);
    }

    /** The server will say the same of this mail for ever: 550 and the like, but not that our own password is wrong. */
    boolean isFinal() {
        return code >= 500 && code < 600 && code != 530 && code != 535;
    }

    @Override
    public String toString() {
        return code == 0 ? kind : kind + " " + code;
    }

    private static Optional<Integer> code(Throwable failure) {
        return switch (failure) {
            case SMTPAddressFailedException e -> Optional.of(e.getReturnCode());
            case SMTPSendFailedException e when e.getNextException() == null -> Optional.of(e.getReturnCode());
            case AuthenticationFailedException e -> Optional.of(535);
            default -> Optional.empty();
        };
    }

    /** JavaMail hangs what happened on {@code nextException}, Spring on a list of its own. */
    private static List<Throwable> chain(Throwable failure) {
        List<Throwable> chain = new ArrayList<>();
        Optional<Throwable> link = Optional.of(failure);
        while (link.isPresent() && chain.size() < DEEPEST) {
            chain.add(link.get());
            link = next(link.get());
        }
        return chain;
    }

    private static Optional<Throwable> next(Throwable failure) {
        if (failure instanceof MailSendException e && e.getMessageExceptions().length > 0) {
            return Optional.of(e.getMessageExceptions()[0]);
        }
        if (failure instanceof MessagingException e && e.getNextException() != null) {
            return Optional.of(e.getNextException());
        }
        return Optional.ofNullable(failure.getCause());
    }
}
