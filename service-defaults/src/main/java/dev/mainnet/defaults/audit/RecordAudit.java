package dev.mainnet.defaults.audit;

import dev.mainnet.defaults.request.RequestId;
import java.util.Optional;
import org.springframework.transaction.NoTransactionException;
import org.springframework.transaction.reactive.TransactionContextManager;
import org.springframework.web.filter.reactive.ServerWebExchangeContextFilter;
import reactor.core.publisher.Mono;
import reactor.util.context.ContextView;

/** Writes down what an administrator does, in the caller's transaction: the deed and its record are there together or not at all. */
public class RecordAudit {

    private final AuditLog log;

    RecordAudit(AuditLog log) {
        this.log = log;
    }

    /**
     * Adds the entry, with the id of the request at hand where there is one.
     *
     * @return an error of {@link NoTransactionException} where no transaction is under way
     */
    public Mono<Void> record(AuditEntry entry) {
        return TransactionContextManager.currentContext()
                .then(Mono.deferContextual(context -> log.add(entry, requestId(context))));
    }

    private static Optional<String> requestId(ContextView context) {
        return ServerWebExchangeContextFilter.getExchange(context).map(RequestId::of);
    }
}
