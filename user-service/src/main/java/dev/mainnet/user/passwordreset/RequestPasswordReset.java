package dev.mainnet.user.passwordreset;

import dev.mainnet.defaults.secret.Secret;
import dev.mainnet.user.account.Account;
import dev.mainnet.user.account.Accounts;
import dev.mainnet.user.account.EmailAddress;
import dev.mainnet.user.mail.Links;
import dev.mainnet.user.mail.Mail;
import dev.mainnet.user.mail.MailQueue;
import dev.mainnet.user.mail.MailTemplate;
import dev.mainnet.user.mailtoken.MailTokens;
import dev.mainnet.user.mailtoken.Purpose;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.function.Function;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** Mails the owner of an address what he needs to get a new password. Nothing changes before he uses it. */
@Component
public final class RequestPasswordReset {

    private static final int MOST = 5;
    private static final Duration WINDOW = Duration.ofHours(1);

    private final Accounts accounts;
    private final MailTokens tokens;
    private final MailQueue mails;
    private final Links links;
    private final TransactionalOperator transaction;
    private final Clock clock;

    RequestPasswordReset(
            Accounts accounts,
            MailTokens tokens,
            MailQueue mails,
            Links links,
            TransactionalOperator transaction,
            Clock clock) {
        this.accounts = accounts;
        this.tokens = tokens;
        this.mails = mails;
        this.links = links;
        this.transaction = transaction;
        this.clock = clock;
    }

    /**
     * Mails a link, unless five mails went out within an hour.
     *
     * @return whether there is an account with that address; which answers may tell is their API's affair
     */
    public Mono<Boolean> byLink(EmailAddress email) {
        return request(email, MailTemplate.PASSWORD_RESET, this::link);
    }

    /** As {@link #byLink}, with a password for one sign-in beside the link. */
    public Mono<Boolean> byTemporaryPassword(EmailAddress email) {
        return request(
                email,
                MailTemplate.TEMPORARY_PASSWORD,
                account -> tokens.issue(account, Purpose.TEMPORARY_PASSWORD, clock.instant())
                        .zipWith(
                                link(account),
                                (password, values) -> Map.of(
                                        "username",
                                        account.username(),
                                        "link",
                                        values.get("link"),
                                        "password",
                                        password.text())));
    }

    private Mono<Boolean> request(
            EmailAddress email, MailTemplate template, Function<Account, Mono<Map<String, String>>> values) {
        return accounts.lockByEmail(email)
                .flatMap(account -> mails.countSince(
                                account.id(), template, clock.instant().minus(WINDOW))
                        .filter(sent -> sent < MOST)
                        .flatMap(sent -> values.apply(account))
                        .flatMap(shown ->
                                mails.add(new Mail(account.id(), new EmailAddress(account.email()), template, shown)))
                        .thenReturn(true))
                .defaultIfEmpty(false)
                .as(transaction::transactional);
    }

    private Mono<Map<String, String>> link(Account account) {
        return tokens.issue(account, Purpose.PASSWORD_RESET, clock.instant())
                .map(token -> Map.of("username", account.username(), "link", link(token)));
    }

    private String link(Secret token) {
        return links.to("/api/v1/user/auth/password/reset", Map.of("token", token.text()));
    }
}
