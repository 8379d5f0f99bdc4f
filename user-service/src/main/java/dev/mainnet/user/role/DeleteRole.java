package dev.mainnet.user.role;

import dev.mainnet.defaults.audit.AuditEntry;
import dev.mainnet.defaults.audit.RecordAudit;
import dev.mainnet.defaults.error.ApiException;
import dev.mainnet.defaults.error.ErrorCode;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** Deletes a role that nobody was given. Its parents no longer inherit from it; its children stay. */
@Component
final class DeleteRole {

    private final Roles roles;
    private final HeldRoles held;
    private final RecordAudit recordAudit;
    private final TransactionalOperator transaction;

    DeleteRole(Roles roles, HeldRoles held, RecordAudit recordAudit, TransactionalOperator transaction) {
        this.roles = roles;
        this.held = held;
        this.recordAudit = recordAudit;
        this.transaction = transaction;
    }

    /** Deletes it, or answers an error {@link ErrorCode#CONFLICT} for one that is built in or held. */
    Mono<Void> delete(UUID actorId, String nameOrId) {
        return roles.lockTree()
                .flatMap(tree -> Mono.justOrEmpty(tree.find(nameOrId)))
                .switchIfEmpty(Mono.error(() -> ApiException.notFound("Role")))
                .flatMap(this::demandFree)
                .flatMap(role -> roles.delete(role.id())
                        .then(recordAudit.record(AuditEntry.of(actorId, "role.deleted")
                                .with("role_id", role.id().toString())
                                .with("name", role.name()))))
                .as(transaction::transactional);
    }

    private Mono<Role> demandFree(Role role) {
        if (role.builtIn()) {
            return Mono.error(new ApiException(ErrorCode.CONFLICT, "A built-in role cannot be deleted"));
        }
        return held.anybodyHolds(role.id())
                .filter(somebody -> !somebody)
                .switchIfEmpty(Mono.error(() -> new ApiException(
                        ErrorCode.CONFLICT, "Accounts hold this role; take it from them before you delete it")))
                .thenReturn(role);
    }
}
