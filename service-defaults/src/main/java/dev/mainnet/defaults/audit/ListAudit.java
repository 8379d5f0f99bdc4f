package dev.mainnet.defaults.audit;

import dev.mainnet.defaults.page.CursorPage;
import dev.mainnet.defaults.page.CursorRequest;
import reactor.core.publisher.Mono;

/** Lists what administrators did, newest first. Reading the log leaves no entry in it: it would fill with its own pages. */
public class ListAudit {

    private final AuditLog log;

    ListAudit(AuditLog log) {
        this.log = log;
    }

    /** The part of the log that is asked for; with a filter it can hold fewer entries than the limit although more follow. */
    public Mono<CursorPage<RecordedAudit>> list(AuditFilter filter, CursorRequest request) {
        return log.page(filter, request);
    }
}
