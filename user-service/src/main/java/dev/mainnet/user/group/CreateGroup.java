package dev.mainnet.user.group;

import dev.mainnet.defaults.error.ApiException;
import dev.mainnet.defaults.error.ErrorCode;
import dev.mainnet.defaults.idempotency.OperationId;
import dev.mainnet.user.account.Accounts;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** Founds a group, whose owner its founder is. */
@Component
final class CreateGroup {

    private final Accounts accounts;
    private final Groups groups;
    private final Members members;
    private final GroupProperties properties;
    private final TransactionalOperator transaction;
    private final Clock clock;

    CreateGroup(
            Accounts accounts,
            Groups groups,
            Members members,
            GroupProperties properties,
            TransactionalOperator transaction,
            Clock clock) {
        this.accounts = accounts;
        this.groups = groups;
        this.members = members;
        this.properties = properties;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** The new group, or an error {@link ErrorCode#CONFLICT} for an account that owns as many as it may. */
    Mono<Group> create(UUID accountId, String name, String description) {
        Instant now = clock.instant();
        return OperationId.current()
                .map(id -> new Group(id, name, description, Standing.OWNER, now, now))
                .flatMap(group -> accounts.lock(accountId)
                        .switchIfEmpty(Mono.error(() -> ApiException.notFound("Account")))
                        .flatMap(owner -> store(owner.id(), group))
                        .as(transaction::transactional));
    }

    private Mono<Group> store(UUID ownerId, Group group) {
        return groups.countOwned(ownerId, group.id())
                .filter(owned -> owned < properties.mostPerAccount())
                .switchIfEmpty(Mono.error(() -> new ApiException(
                        ErrorCode.CONFLICT, "An account may own " + properties.mostPerAccount() + " groups")))
                .flatMap(owned -> groups.add(group))
                .flatMap(added -> added
                        ? members.add(group.id(), ownerId, Standing.OWNER, group.createdAt())
                                .thenReturn(group)
                        : groups.find(ownerId, group.id()));
    }
}
