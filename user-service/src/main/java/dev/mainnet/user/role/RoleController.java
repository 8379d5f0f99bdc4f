package dev.mainnet.user.role;

import dev.mainnet.defaults.error.ApiException;
import dev.mainnet.defaults.idempotency.OperationId;
import dev.mainnet.defaults.identity.Identity;
import dev.mainnet.defaults.page.PageRequest;
import dev.mainnet.user.permission.Permissions;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** All roles, for everybody to read and for administrators to change. */
@RestController
@RequestMapping("/user/roles")
class RoleController {

    private static final List<String> SORTS = List.of("created_at", "name");
    private static final String LINE = "[^\\p{Cc}\\p{Cs}\\p{Cf}]*";

    private final Roles roles;
    private final DefineRole defineRole;
    private final DeleteRole deleteRole;

    RoleController(Roles roles, DefineRole defineRole, DeleteRole deleteRole) {
        this.roles = roles;
        this.defineRole = defineRole;
        this.deleteRole = deleteRole;
    }

    @GetMapping
    Mono<RolesResponse> list(@RequestParam MultiValueMap<String, String> query) {
        PageRequest page = PageRequest.of(query, SORTS);
        Comparator<Role> ascending = page.sortBy().equals("name")
                ? Comparator.comparing(Role::name)
                : Comparator.comparing(Role::createdAt).thenComparing(Role::id);
        return roles.tree()
                .map(tree -> new RolesResponse(
                        tree.roles().size(),
                        page.page(),
                        page.limit(),
                        tree.roles().stream()
                                .sorted(page.ascending() ? ascending : ascending.reversed())
                                .skip(page.offset())
                                .limit(page.limit())
                                .map(role -> RoleResponse.of(role, tree))
                                .toList()));
    }

    @GetMapping("/{role}")
    Mono<RoleResponse> show(@PathVariable String role) {
        return roles.tree()
                .flatMap(tree -> Mono.justOrEmpty(tree.find(role)).map(found -> RoleResponse.of(found, tree)))
                .switchIfEmpty(Mono.error(() -> ApiException.notFound("Role")));
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Mono<RoleResponse> create(@AuthenticationPrincipal Identity me, @Valid @RequestBody RoleRequest wanted) {
        return Permissions.requireAdministrator(me)
                .then(Mono.defer(() -> {
                    wanted.demandName();
                    return OperationId.current();
                }))
                .flatMap(id -> defineRole
                        .create(me.accountId(), id, wanted.terms())
                        .flatMap(tree -> Mono.justOrEmpty(tree.byId(id)).map(role -> RoleResponse.of(role, tree))));
    }

    /** Changes the fields that are given; a list replaces the one there was. */
    @PatchMapping("/{role}")
    Mono<RoleResponse> change(
            @AuthenticationPrincipal Identity me, @PathVariable String role, @Valid @RequestBody RoleRequest wanted) {
        return Permissions.requireAdministrator(me)
                .then(Mono.defer(() -> defineRole.change(me.accountId(), role, wanted.terms())))
                .flatMap(tree -> Mono.justOrEmpty(tree.find(wanted.name() == null ? role : wanted.name()))
                        .map(changed -> RoleResponse.of(changed, tree)));
    }

    @DeleteMapping("/{role}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> delete(@AuthenticationPrincipal Identity me, @PathVariable String role) {
        return Permissions.requireAdministrator(me).then(Mono.defer(() -> deleteRole.delete(me.accountId(), role)));
    }

    record RoleRequest(
            @Nullable @Size(min = 1, max = 64) @Pattern(
                    regexp = "[^/\\p{Cc}\\p{Cs}\\p{Cf}\\s](([^/\\p{Cc}\\p{Cs}\\p{Cf}]*)[^/\\p{Cc}\\p{Cs}\\p{Cf}\\s])?",
                    message = "must be one line of text without slashes")
            String name,

            @Nullable @Size(max = 500) @Pattern(regexp = LINE, message = "must be one line of text") String description,

            @Nullable @Size(max = RoleTree.MOST_PERMISSIONS) List<
                            @NotNull @Pattern(
                                    regexp = "[a-z0-9_-]{1,32}([.:][a-z0-9_-]{1,32}){0,2}",
                                    message = "must look like users.read")
                            String>
                    permissions,

            @Nullable @Size(max = RoleTree.MOST_ROLES) List<@NotNull String> parents,
            @Nullable @Size(max = RoleTree.MOST_ROLES) List<@NotNull String> children) {

        void demandName() {
            if (name == null) {
                throw ApiException.invalid("name", "is missing");
            }
        }

        RoleTerms terms() {
            return new RoleTerms(name, description, permissions, parents, children);
        }
    }

    record RolesResponse(long total, int page, int limit, List<RoleResponse> roles) {}

    /** Parents and children by name. */
    record RoleResponse(
            UUID id,
            String name,
            String description,
            List<String> permissions,
            List<String> parents,
            List<String> children,
            boolean builtIn,
            Instant createdAt,
            Instant updatedAt) {

        static RoleResponse of(Role role, RoleTree tree) {
            return new RoleResponse(
                    role.id(),
                    role.name(),
                    role.description(),
                    role.permissions(),
                    tree.parentsOf(role.id()).stream().map(Role::name).toList(),
                    role.children().stream()
                            .flatMap(child -> tree.byId(child).stream())
                            .map(Role::name)
                            .sorted()
                            .toList(),
                    role.builtIn(),
                    role.createdAt(),
                    role.updatedAt());
        }
    }
}
