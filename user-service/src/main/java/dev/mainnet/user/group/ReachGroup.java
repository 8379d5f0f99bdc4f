package dev.mainnet.user.group;

import dev.mainnet.defaults.error.ApiException;
import dev.mainnet.defaults.error.ErrorCode;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Decides who may see a group and who may change it. A foreign group is answered as one that does not exist. */
@Component
final class ReachGroup {

    private final Groups groups;

    ReachGroup(Groups groups) {
        this.groups = groups;
    }

    /** The group for one of its members. */
    Mono<Group> asMember(UUID accountId, UUID id) {
        return groups.find(accountId, id).switchIfEmpty(Mono.error(() -> ApiException.notFound("Group")));
    }

    /** The group for its owner; an error {@link ErrorCode#FORBIDDEN} for other members. */
    Mono<Group> asOwner(UUID accountId, UUID id) {
        return asMember(accountId, id).delayUntil(ReachGroup::demandOwner);
    }

    /** As {@link #asOwner}, locked until the transaction ends. */
    Mono<Group> lockAsOwner(UUID accountId, UUID id) {
        return groups.lock(accountId, id)
                .switchIfEmpty(Mono.error(() -> ApiException.notFound("Group")))
                .delayUntil(ReachGroup::demandOwner);
    }

    private static Mono<Void> demandOwner(Group group) {
        return group.standing() == Standing.OWNER
                ? Mono.empty()
                : Mono.error(new ApiException(ErrorCode.FORBIDDEN, "Only the owner of the group may do this"));
    }
}
