package dev.mainnet.user.dialect.atlas;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.mainnet.user.role.ListRoles;
import dev.mainnet.user.role.Role;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Document 5, section 5.1: all roles, with the status that it prints. */
@RestController
class AtlasRoleController {

    private final ListRoles listRoles;

    AtlasRoleController(ListRoles listRoles) {
        this.listRoles = listRoles;
    }

    @GetMapping("/atlas/role")
    @ResponseStatus(HttpStatus.CREATED)
    Mono<List<RoleBody>> list() {
        return listRoles.list().map(roles -> roles.stream().map(RoleBody::of).toList());
    }

    record RoleBody(
            UUID id,
            String name,
            String description,
            @JsonProperty("createdAt") Instant createdAt,
            @JsonProperty("updatedAt") Instant updatedAt) {

        static RoleBody of(Role role) {
            return new RoleBody(role.id(), role.name(), role.description(), role.createdAt(), role.updatedAt());
        }
    }
}
