package dev.mainnet.user.role;

import dev.mainnet.defaults.error.ApiException;
import dev.mainnet.defaults.error.ErrorCode;
import java.time.Clock;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Gives an account a role or takes it away, within the caller's transaction, which has locked the account. */
@Component
public final class GiveRole {

    private final Roles roles;
    private final HeldRoles held;
    private final Clock clock;

    GiveRole(Roles roles, HeldRoles held, Clock clock) {
        this.roles = roles;
        this.held = held;
        this.clock = clock;
    }

    /**
     * A role given or taken.
     *
     * @param changed false where nothing was to do
     */
    public record Outcome(UUID roleId, String name, boolean changed) {}

    /** Gives it; an error {@link ErrorCode#NOT_FOUND} for a role that does not exist. */
    public Mono<Outcome> give(UUID accountId, String nameOrId) {
        return find(nameOrId)
                .flatMap(role -> role.isClient()
                        ? Mono.just(outcome(role, false))
                        : held.add(accountId, role.id(), clock.instant()).map(added -> outcome(role, added)));
    }

    /** Takes it away; the error of {@link #give}, or {@link ErrorCode#CONFLICT} for what everybody holds. */
    public Mono<Outcome> take(UUID accountId, String nameOrId) {
        return find(nameOrId)
                .filter(role -> !role.isClient())
                .switchIfEmpty(Mono.error(() -> new ApiException(ErrorCode.CONFLICT, "Every account holds this role")))
                .flatMap(role -> held.remove(accountId, role.id()).map(removed -> outcome(role, removed)));
    }

    private Mono<Role> find(String nameOrId) {
        return roles.tree()
                .flatMap(tree -> Mono.justOrEmpty(tree.find(nameOrId)))
                .switchIfEmpty(Mono.error(() -> ApiException.notFound("Role")));
    }

    private static Outcome outcome(Role role, boolean changed) {
        return new Outcome(role.id(), role.name(), changed);
    }
}
