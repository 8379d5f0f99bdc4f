package dev.mainnet.user.role;

import dev.mainnet.defaults.audit.AuditEntry;
import dev.mainnet.defaults.audit.RecordAudit;
import dev.mainnet.defaults.error.ApiException;
import dev.mainnet.defaults.error.ErrorCode;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Makes a role, or makes another of it. Who holds it notices with the next access token. */
@Component
final class DefineRole {

    private final Roles roles;
    private final RecordAudit recordAudit;
    private final TransactionalOperator transaction;
    private final Clock clock;

    DefineRole(Roles roles, RecordAudit recordAudit, TransactionalOperator transaction, Clock clock) {
        this.roles = roles;
        this.recordAudit = recordAudit;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Makes a role; an error {@link ErrorCode#CONFLICT} where the name is taken, roles inherit in a circle or there are too many. */
    Mono<RoleTree> create(UUID actorId, UUID operationId, RoleTerms terms) {
        Instant now = clock.instant();
        Role blank = new Role(operationId, "", "", List.of(), Set.of(), false, now, now);
        return roles.lockTree()
                .flatMap(tree -> tree.byId(operationId).isPresent()
                        ? Mono.just(tree)
                        : store(tree, blank, terms, AuditEntry.of(actorId, "role.created")))
                .as(transaction::transactional);
    }

    /** Changes a role; the errors of {@link #create}, and {@link ErrorCode#CONFLICT} for another name of a built-in one. */
    Mono<RoleTree> change(UUID actorId, String nameOrId, RoleTerms terms) {
        return roles.lockTree()
                .flatMap(tree -> Mono.justOrEmpty(tree.find(nameOrId))
                        .switchIfEmpty(Mono.error(() -> ApiException.notFound("Role")))
                        .flatMap(role -> store(tree, role, terms, AuditEntry.of(actorId, "role.changed"))))
                .as(transaction::transactional);
    }

    private Mono<RoleTree> store(RoleTree before, Role role, RoleTerms terms, AuditEntry deed) {
        Role changed = apply(before, role, terms);
        List<Role> parents = parents(before, role, terms);
        RoleTree after = before.with(changed);
        for (Role parent : parents) {
            after = after.with(parent);
        }
        after.demandSense();
        return roles.save(changed)
                .then(Mono.defer(() -> roles.saveChildren(changed)))
                .thenMany(Flux.fromIterable(parents))
                .concatMap(roles::saveChildren)
                .then(Mono.defer(() -> recordAudit.record(
                        deed.with("role_id", role.id().toString()).with("name", changed.name()))))
                .thenReturn(after);
    }

    private Role apply(RoleTree tree, Role role, RoleTerms terms) {
        String name = Objects.requireNonNullElse(terms.name(), role.name());
        if (role.builtIn() && !name.equals(role.name())) {
            throw new ApiException(ErrorCode.CONFLICT, "A built-in role keeps its name");
        }
        return new Role(
                role.id(),
                name,
                Objects.requireNonNullElse(terms.description(), role.description()),
                terms.permissions() == null
                        ? role.permissions()
                        : terms.permissions().stream().distinct().toList(),
                terms.children() == null ? role.children() : ids(tree, "children", terms.children()),
                role.builtIn(),
                role.createdAt(),
                clock.instant());
    }

    /** The other roles whose children change. */
    private static List<Role> parents(RoleTree tree, Role role, RoleTerms terms) {
        if (terms.parents() == null) {
            return List.of();
        }
        Set<UUID> wanted = ids(tree, "parents", terms.parents());
        if (wanted.contains(role.id())) {
            throw new ApiException(ErrorCode.CONFLICT, "A role cannot inherit from itself, not even through others");
        }
        return tree.roles().stream()
                // admin is the parent of every role as it is.
                .filter(other -> !other.isAdmin() && !other.id().equals(role.id()))
                .filter(other -> wanted.contains(other.id()) != other.children().contains(role.id()))
                .map(other -> other.withChildren(toggled(other.children(), role.id(), wanted.contains(other.id()))))
                .toList();
    }

    private static Set<UUID> toggled(Set<UUID> ids, UUID id, boolean contained) {
        Set<UUID> changed = new HashSet<>(ids);
        if (contained) {
            changed.add(id);
        } else {
            changed.remove(id);
        }
        return changed;
    }

    private static Set<UUID> ids(RoleTree tree, String field, List<String> namesOrIds) {
        return namesOrIds.stream()
                .map(text -> tree.find(text)
                        .map(Role::id)
                        .orElseThrow(() -> ApiException.invalid(field, "must name roles that exist")))
                .collect(Collectors.toSet());
    }
}
