package dev.mainnet.user.confirmation;

import dev.mainnet.defaults.secret.Secret;
import dev.mainnet.user.account.Account;
import dev.mainnet.user.account.EmailAddress;
import dev.mainnet.user.mail.Links;
import dev.mainnet.user.mail.Mail;
import dev.mainnet.user.mail.MailQueue;
import dev.mainnet.user.mail.MailTemplate;
import dev.mainnet.user.mailtoken.MailTokens;
import dev.mainnet.user.mailtoken.Purpose;
import java.time.Clock;
import java.util.Map;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Mails an account's owner the link by which he shows that the address is his. Within a transaction. */
@Component
public final class SendConfirmation {

    private final MailTokens tokens;
    private final MailQueue mails;
    private final Links links;
    private final Clock clock;

    SendConfirmation(MailTokens tokens, MailQueue mails, Links links, Clock clock) {
        this.tokens = tokens;
        this.mails = mails;
        this.links = links;
        this.clock = clock;
    }

    /** Queues the mail; the link of an earlier one works no more. */
    public Mono<Void> send(Account account) {
        return tokens.issue(account, Purpose.CONFIRMATION, clock.instant())
                .flatMap(token -> mails.add(new Mail(
                        account.id(),
                        new EmailAddress(account.email()),
                        MailTemplate.CONFIRMATION,
                        Map.of("username", account.username(), "link", link(account, token)))));
    }

    /** As document 5 (2.5) spells it, with a token beside: what else is in it anybody could know. */
    private String link(Account account, Secret token) {
        return links.to(
                "/atlas/auth/confirm-email",
                Map.of("email", account.email(), "userId", account.id().toString(), "token", token.text()));
    }
}
