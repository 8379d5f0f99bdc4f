package dev.mainnet.user.group;

import dev.mainnet.defaults.error.ApiException;
import dev.mainnet.defaults.error.ErrorCode;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** Ends a membership: one's own, or as the owner anybody's. */
@Component
final class LeaveGroup {

    private final ReachGroup reachGroup;
    private final Members members;
    private final TransactionalOperator transaction;

    LeaveGroup(ReachGroup reachGroup, Members members, TransactionalOperator transaction) {
        this.reachGroup = reachGroup;
        this.members = members;
        this.transaction = transaction;
    }

    /** Ends it; an error {@link ErrorCode#CONFLICT} for the owner's own, who can only end the group. */
    Mono<Void> leave(UUID accountId, UUID groupId, UUID memberId) {
        Mono<Group> group = accountId.equals(memberId)
                ? reachGroup.asMember(accountId, groupId).delayUntil(LeaveGroup::refuseOwner)
                : reachGroup.lockAsOwner(accountId, groupId);
        return group.flatMap(found -> members.remove(groupId, memberId))
                .filter(removed -> removed)
                .switchIfEmpty(Mono.error(() -> ApiException.notFound("Member")))
                .then()
                .as(transaction::transactional);
    }

    private static Mono<Void> refuseOwner(Group group) {
        return group.standing() == Standing.OWNER
                ? Mono.error(new ApiException(ErrorCode.CONFLICT, "The owner cannot leave the group, only delete it"))
                : Mono.empty();
    }
}
