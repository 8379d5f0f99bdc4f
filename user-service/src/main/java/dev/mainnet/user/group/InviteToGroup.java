package dev.mainnet.user.group;

import dev.mainnet.defaults.error.ApiException;
import dev.mainnet.defaults.error.ErrorCode;
import dev.mainnet.defaults.idempotency.OperationId;
import dev.mainnet.defaults.secret.Secret;
import dev.mainnet.user.account.Account;
import dev.mainnet.user.account.Accounts;
import dev.mainnet.user.account.Credentials;
import dev.mainnet.user.account.EmailAddress;
import dev.mainnet.user.mail.Links;
import dev.mainnet.user.mail.Mail;
import dev.mainnet.user.mail.MailQueue;
import dev.mainnet.user.mail.MailTemplate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** Asks somebody into a group by mail. Whether his address has an account, or is a member's already, shows in nothing. */
@Component
final class InviteToGroup {

    private static final Duration A_DAY = Duration.ofDays(1);

    /** 43 characters of base 62 are 256 random bits. */
    private static final int TOKEN_LENGTH = 43;

    private final Accounts accounts;
    private final ReachGroup reachGroup;
    private final Invitations invitations;
    private final MailQueue mails;
    private final Links links;
    private final GroupProperties properties;
    private final TransactionalOperator transaction;
    private final Clock clock;

    InviteToGroup(
            Accounts accounts,
            ReachGroup reachGroup,
            Invitations invitations,
            MailQueue mails,
            Links links,
            GroupProperties properties,
            TransactionalOperator transaction,
            Clock clock) {
        this.accounts = accounts;
        this.reachGroup = reachGroup;
        this.invitations = invitations;
        this.mails = mails;
        this.links = links;
        this.properties = properties;
        this.transaction = transaction;
        this.clock = clock;
    }

    /**
     * Sends an invitation, in place of an earlier one of the same address.
     *
     * @return the errors of {@link ReachGroup#asOwner}, or {@link ErrorCode#RATE_LIMIT_EXCEEDED} after as many as an account may send a day
     */
    Mono<Invitation> invite(UUID accountId, UUID groupId, EmailAddress email) {
        Instant now = clock.instant();
        return OperationId.current()
                .map(id ->
                        new Invitation(id, groupId, email, accountId, now, now.plus(properties.invitationLifetime())))
                .flatMap(invitation -> accounts.lock(accountId)
                        .switchIfEmpty(Mono.error(() -> ApiException.notFound("Account")))
                        .flatMap(inviter -> reachGroup
                                .lockAsOwner(accountId, groupId)
                                .flatMap(group -> send(invitation, inviter, group)))
                        .as(transaction::transactional));
    }

    private Mono<Invitation> send(Invitation invitation, Account inviter, Group group) {
        return invitations
                .exists(invitation.id())
                .flatMap(sentBefore -> sentBefore
                        ? Mono.just(invitation)
                        : demandMeasure(inviter.id(), invitation.createdAt())
                                .then(Mono.defer(() -> store(invitation, inviter, group)))
                                .thenReturn(invitation));
    }

    private Mono<Void> store(Invitation invitation, Account inviter, Group group) {
        Secret token = Secret.random("mg_", TOKEN_LENGTH);
        return invitations
                .replace(invitation, token)
                .then(Mono.defer(() -> accounts.credentialsOf(invitation.email())))
                .map(Credentials::account)
                .map(Account::id)
                .singleOptional()
                .flatMap(invited -> mails.add(mail(invitation, inviter, group, invited, token)));
    }

    private Mail mail(Invitation invitation, Account inviter, Group group, Optional<UUID> invited, Secret token) {
        return new Mail(
                inviter.id(),
                invitation.email(),
                MailTemplate.GROUP_INVITATION,
                Map.of("group", group.name(), "inviter", inviter.username(), "link", link(invitation, invited, token)));
    }

    /** As document 5 (2.6) spells it, with the token beside; an address without account has no user's id yet. */
    private String link(Invitation invitation, Optional<UUID> invited, Secret token) {
        Map<String, String> query = new HashMap<>(Map.of(
                "email", invitation.email().text(),
                "groupId", invitation.groupId().toString(),
                "token", token.text()));
        invited.ifPresent(id -> query.put("userId", id.toString()));
        return links.to("/atlas/auth/confirm-invite-email", query);
    }

    private Mono<Void> demandMeasure(UUID accountId, Instant now) {
        return invitations
                .countSentBy(accountId, now.minus(A_DAY))
                .filter(sent -> sent >= properties.invitationsPerDay())
                .flatMap(sent -> Mono.error(new ApiException(
                                ErrorCode.RATE_LIMIT_EXCEEDED,
                                "An account may send " + properties.invitationsPerDay() + " invitations a day")
                        .withRetryAfter(A_DAY)));
    }
}
