package dev.mainnet.user.signingkey;

import dev.mainnet.defaults.audit.AuditEntry;
import dev.mainnet.defaults.audit.RecordAudit;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** Rotates the signing keys because an administrator says so, and writes that down with it. */
@Component
final class OrderRotation {

    private final RotateSigningKeys rotateSigningKeys;
    private final RecordAudit recordAudit;
    private final TransactionalOperator transaction;

    OrderRotation(RotateSigningKeys rotateSigningKeys, RecordAudit recordAudit, TransactionalOperator transaction) {
        this.rotateSigningKeys = rotateSigningKeys;
        this.recordAudit = recordAudit;
        this.transaction = transaction;
    }

    /** The new key, or the error of {@link RotateSigningKeys#rotate}. */
    Mono<SigningKey> rotate(UUID administratorId) {
        return recorded(rotateSigningKeys.rotate(), administratorId, "signing_keys.rotated");
    }

    /** The new key, after {@link RotateSigningKeys#revoke}. */
    Mono<SigningKey> revoke(UUID administratorId) {
        return recorded(rotateSigningKeys.revoke(), administratorId, "signing_keys.revoked");
    }

    private Mono<SigningKey> recorded(Mono<SigningKey> rotation, UUID administratorId, String action) {
        return rotation.delayUntil(successor -> recordAudit.record(AuditEntry.of(administratorId, action)
                        .with("kid", successor.id().toString())))
                .as(transaction::transactional);
    }
}
