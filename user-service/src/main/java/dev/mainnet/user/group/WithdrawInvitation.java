package dev.mainnet.user.group;

import dev.mainnet.defaults.error.ApiException;
import java.time.Clock;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** Takes an invitation back before it is accepted. */
@Component
final class WithdrawInvitation {

    private final ReachGroup reachGroup;
    private final Invitations invitations;
    private final TransactionalOperator transaction;
    private final Clock clock;

    WithdrawInvitation(ReachGroup reachGroup, Invitations invitations, TransactionalOperator transaction, Clock clock) {
        this.reachGroup = reachGroup;
        this.invitations = invitations;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Withdraws it, or answers the errors of {@link ReachGroup#asOwner}, or not_found. */
    Mono<Void> withdraw(UUID accountId, UUID groupId, UUID id) {
        return reachGroup
                .lockAsOwner(accountId, groupId)
                .flatMap(group -> invitations.withdraw(groupId, id, clock.instant()))
                .filter(withdrawn -> withdrawn)
                .switchIfEmpty(Mono.error(() -> ApiException.notFound("Invitation")))
                .then()
                .as(transaction::transactional);
    }
}
