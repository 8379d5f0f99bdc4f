package dev.mainnet.billing.payout;

import dev.mainnet.defaults.audit.AuditEntry;
import dev.mainnet.defaults.audit.RecordAudit;
import dev.mainnet.defaults.page.CursorRequest;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** Shows payouts, newest first; to administrators those of everybody, which is written down. */
@Component
class ReadPayouts {

    private final Payouts payouts;
    private final RecordAudit audit;
    private final TransactionalOperator transaction;

    ReadPayouts(Payouts payouts, RecordAudit audit, TransactionalOperator transaction) {
        this.payouts = payouts;
        this.audit = audit;
        this.transaction = transaction;
    }

    /** A user's own: one more than the limit. */
    Mono<List<Payout>> own(UUID userId, CursorRequest request) {
        return payouts.of(userId, request);
    }

    /** Everybody's in that state: one more than the limit. */
    Mono<List<Payout>> in(Payout.State state, CursorRequest request, UUID administratorId) {
        return payouts.in(state, request)
                .delayUntil(read -> audit.record(AuditEntry.of(administratorId, "payouts.read")
                        .with("state", state.name().toLowerCase(Locale.ROOT))))
                .as(transaction::transactional);
    }
}
