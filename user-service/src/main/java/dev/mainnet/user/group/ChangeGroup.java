package dev.mainnet.user.group;

import java.time.Clock;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** Lets the owner of a group call it something else, or end it. */
@Component
final class ChangeGroup {

    private final ReachGroup reachGroup;
    private final Groups groups;
    private final TransactionalOperator transaction;
    private final Clock clock;

    ChangeGroup(ReachGroup reachGroup, Groups groups, TransactionalOperator transaction, Clock clock) {
        this.reachGroup = reachGroup;
        this.groups = groups;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** The group after the change; null leaves a field as it is. */
    Mono<Group> change(UUID accountId, UUID groupId, @Nullable String name, @Nullable String description) {
        return reachGroup
                .lockAsOwner(accountId, groupId)
                .map(group -> group.with(name, description, clock.instant()))
                .delayUntil(groups::update)
                .as(transaction::transactional);
    }

    /** Ends the group, with its memberships and invitations. */
    Mono<Void> disband(UUID accountId, UUID groupId) {
        return reachGroup
                .lockAsOwner(accountId, groupId)
                .flatMap(group -> groups.delete(group.id()))
                .as(transaction::transactional);
    }
}
