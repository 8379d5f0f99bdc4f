package dev.mainnet.user.group;

import dev.mainnet.defaults.error.ApiException;
import dev.mainnet.defaults.error.ErrorCode;
import dev.mainnet.defaults.secret.Secret;
import dev.mainnet.user.account.Account;
import dev.mainnet.user.account.Accounts;
import dev.mainnet.user.account.Credentials;
import dev.mainnet.user.account.EmailAddress;
import dev.mainnet.user.ownership.ProveOwnership;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** Makes whoever was invited a member, and his address a confirmed one: the token came by a mail to it. */
@Component
public final class AcceptInvitation {

    private final Accounts accounts;
    private final Groups groups;
    private final Members members;
    private final Invitations invitations;
    private final GroupProperties properties;
    private final ProveOwnership proveOwnership;
    private final TransactionalOperator transaction;
    private final Clock clock;

    AcceptInvitation(
            Accounts accounts,
            Groups groups,
            Members members,
            Invitations invitations,
            GroupProperties properties,
            ProveOwnership proveOwnership,
            TransactionalOperator transaction,
            Clock clock) {
        this.accounts = accounts;
        this.groups = groups;
        this.members = members;
        this.invitations = invitations;
        this.properties = properties;
        this.proveOwnership = proveOwnership;
        this.transaction = transaction;
        this.clock = clock;
    }

    /**
     * Accepts for the account that is signed in.
     *
     * @return the id of the group, or an error: {@link ErrorCode#NOT_FOUND} for a token that opens nothing (any more),
     *     {@link ErrorCode#FORBIDDEN} for an invitation of another address, {@link ErrorCode#CONFLICT} for a group that is full
     */
    public Mono<UUID> accept(UUID accountId, Secret token) {
        return accept(accountId, token, account -> accounts.verifyEmail(account.id()));
    }

    /**
     * Accepts for whoever opened the link of the mail, signed in or not.
     *
     * @param accountId the account that the link names, if it names one
     * @return as {@link #accept}; nothing but the address that was invited and the group it was invited to is accepted
     */
    public Mono<UUID> acceptByLink(EmailAddress email, Optional<UUID> accountId, UUID groupId, Secret token) {
        return accounts.credentialsOf(email)
                .map(Credentials::account)
                .map(Account::id)
                .filter(id -> accountId.map(id::equals).orElse(true))
                .switchIfEmpty(Mono.error(() -> ApiException.notFound("Account")))
                .filterWhen(id ->
                        invitation(token).map(invitation -> invitation.groupId().equals(groupId)))
                .switchIfEmpty(Mono.error(AcceptInvitation::unknown))
                .flatMap(id -> accept(id, token, proveOwnership::prove));
    }

    /** @param proof what the token proves of the account, whoever is signed in to it */
    private Mono<UUID> accept(UUID accountId, Secret token, Function<Account, Mono<Void>> proof) {
        return accounts.lock(accountId)
                .switchIfEmpty(Mono.error(() -> ApiException.notFound("Account")))
                .flatMap(account -> invitation(token)
                        .delayUntil(invitation -> demandAddress(invitation, account))
                        .flatMap(invitation -> join(invitation, account))
                        .delayUntil(group -> proof.apply(account)))
                .as(transaction::transactional);
    }

    private Mono<Invitation> invitation(Secret token) {
        return invitations.withToken(token, clock.instant()).switchIfEmpty(Mono.error(AcceptInvitation::unknown));
    }

    private Mono<UUID> join(Invitation invitation, Account account) {
        Instant now = clock.instant();
        return groups.lockName(invitation.groupId())
                .filterWhen(name -> invitations.accept(invitation.id(), now))
                .switchIfEmpty(Mono.error(AcceptInvitation::unknown))
                .flatMap(name -> members.count(invitation.groupId()))
                .filter(count -> count < properties.mostMembers())
                .switchIfEmpty(Mono.error(() -> new ApiException(ErrorCode.CONFLICT, "The group is full")))
                .flatMap(count -> members.add(invitation.groupId(), account.id(), Standing.MEMBER, now))
                .thenReturn(invitation.groupId());
    }

    private static Mono<Void> demandAddress(Invitation invitation, Account account) {
        return invitation.email().text().equalsIgnoreCase(account.email())
                ? Mono.empty()
                : Mono.error(
                        new ApiException(ErrorCode.FORBIDDEN, "The invitation was sent to another e-mail address"));
    }

    private static ApiException unknown() {
        return ApiException.notFound("Invitation");
    }
}
