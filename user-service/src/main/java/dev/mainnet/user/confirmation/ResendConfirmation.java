package dev.mainnet.user.confirmation;

import dev.mainnet.user.account.Account;
import dev.mainnet.user.account.Accounts;
import dev.mainnet.user.account.EmailAddress;
import dev.mainnet.user.mail.MailQueue;
import dev.mainnet.user.mail.MailTemplate;
import java.time.Clock;
import java.time.Duration;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** Mails the link once more, to whoever lost it. */
@Component
public final class ResendConfirmation {

    private static final int MOST = 5;
    private static final Duration WINDOW = Duration.ofHours(1);

    private final Accounts accounts;
    private final MailQueue mails;
    private final SendConfirmation sendConfirmation;
    private final TransactionalOperator transaction;
    private final Clock clock;

    ResendConfirmation(
            Accounts accounts,
            MailQueue mails,
            SendConfirmation sendConfirmation,
            TransactionalOperator transaction,
            Clock clock) {
        this.accounts = accounts;
        this.mails = mails;
        this.sendConfirmation = sendConfirmation;
        this.transaction = transaction;
        this.clock = clock;
    }

    /**
     * Queues the mail, unless the address is confirmed already or five went out within an hour.
     *
     * @return whether there is an account with that address; which answers may tell is their dialect's affair
     */
    public Mono<Boolean> resend(EmailAddress email) {
        return accounts.lockByEmail(email)
                .flatMap(account -> sendIfDue(account).thenReturn(true))
                .defaultIfEmpty(false)
                .as(transaction::transactional);
    }

    private Mono<Void> sendIfDue(Account account) {
        if (account.emailVerified()) {
            return Mono.empty();
        }
        return mails.countSince(
                        account.id(), MailTemplate.CONFIRMATION, clock.instant().minus(WINDOW))
                .filter(sent -> sent < MOST)
                .flatMap(sent -> sendConfirmation.send(account));
    }
}
