package dev.mainnet.user.role;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Finds out what an account may do by its roles, now. */
@Component
public final class ReadAuthority {

    private final Roles roles;
    private final HeldRoles held;

    ReadAuthority(Roles roles, HeldRoles held) {
        this.roles = roles;
        this.held = held;
    }

    /** @param administrator whether the account holds admin by configuration, besides what it was given */
    public Mono<Authority> of(UUID accountId, boolean administrator) {
        return held.of(accountId).flatMap(ids -> roles.tree().map(tree -> authority(tree, ids, administrator)));
    }

    private static Authority authority(RoleTree tree, List<UUID> held, boolean administrator) {
        List<UUID> all = new ArrayList<>(held);
        if (administrator) {
            tree.find(Role.ADMIN).ifPresent(admin -> all.add(admin.id()));
        }
        return tree.authority(all);
    }
}
