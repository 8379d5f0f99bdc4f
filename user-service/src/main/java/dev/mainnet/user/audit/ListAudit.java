package dev.mainnet.user.audit;

import dev.mainnet.defaults.page.CursorPage;
import dev.mainnet.defaults.page.CursorRequest;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Lists what administrators did, newest first. Reading the log leaves no entry in it: it would fill with its own pages. */
@Component
class ListAudit {

    private final AuditLog log;

    ListAudit(AuditLog log) {
        this.log = log;
    }

    /** The part of the log that is asked for. */
    Mono<CursorPage<RecordedAudit>> list(AuditFilter filter, CursorRequest request) {
        return log.page(filter, request);
    }
}
