package dev.mainnet.user.lowbalance;

import dev.mainnet.contracts.BillingEvent.BalanceLow;
import dev.mainnet.defaults.money.Credits;
import dev.mainnet.user.account.Account;
import dev.mainnet.user.account.Accounts;
import dev.mainnet.user.account.EmailAddress;
import dev.mainnet.user.mail.Links;
import dev.mainnet.user.mail.Mail;
import dev.mainnet.user.mail.MailQueue;
import dev.mainnet.user.mail.MailTemplate;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Mails the owner of an account that its balance is low, once a day at most, within the transaction of the inbox. */
@Component
final class WarnOfLowBalance {

    private static final Duration A_DAY = Duration.ofDays(1);

    private final Accounts accounts;
    private final MailQueue mails;
    private final Links links;
    private final Clock clock;

    WarnOfLowBalance(Accounts accounts, MailQueue mails, Links links, Clock clock) {
        this.accounts = accounts;
        this.mails = mails;
        this.links = links;
        this.clock = clock;
    }

    /** Queues the mail; an account that is gone, or was told today, is passed over. */
    Mono<Void> warn(BalanceLow low) {
        return accounts.lock(low.accountId())
                .filterWhen(account -> mails.countSince(
                                account.id(),
                                MailTemplate.LOW_BALANCE,
                                clock.instant().minus(A_DAY))
                        .map(sent -> sent == 0))
                .flatMap(account -> mails.add(mail(account, low)));
    }

    private Mail mail(Account account, BalanceLow low) {
        return new Mail(
                account.id(),
                new EmailAddress(account.email()),
                MailTemplate.LOW_BALANCE,
                Map.of(
                        "username", account.username(),
                        "balance", Credits.ofMicro(low.availableMicro()).toString(),
                        "link", links.to("/api/v1/billing/checkout", Map.of())));
    }
}
