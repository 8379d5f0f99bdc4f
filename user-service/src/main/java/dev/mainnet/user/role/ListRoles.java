package dev.mainnet.user.role;

import java.util.List;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Lists all roles, built-in ones first. */
@Component
public final class ListRoles {

    private final Roles roles;

    ListRoles(Roles roles) {
        this.roles = roles;
    }

    public Mono<List<Role>> list() {
        return roles.tree().map(RoleTree::roles);
    }
}
