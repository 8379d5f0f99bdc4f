package dev.mainnet.defaults.idempotency;

import com.github.f4b6a3.uuid.UuidCreator;
import java.util.UUID;
import reactor.core.publisher.Mono;
import reactor.util.context.Context;
import reactor.util.context.ContextView;

/**
 * The id of what a request creates or spends. It is the same however often the request is tried with one Idempotency-Key, so a use
 * case that inserts under it ({@code ON CONFLICT DO NOTHING}) cannot take effect twice, even when the process died between the
 * effect and the stored answer.
 */
public final class OperationId {

    private static final Object KEY = OperationId.class;

    private OperationId() {}

    /** The operation id of the request at hand; without an Idempotency-Key a new UUIDv7. */
    public static Mono<UUID> current() {
        return Mono.deferContextual(context -> Mono.just(of(context)));
    }

    static Context put(Context context, UUID operationId) {
        return context.put(KEY, operationId);
    }

    private static UUID of(ContextView context) {
        return context.<UUID>getOrEmpty(KEY).orElseGet(UuidCreator::getTimeOrderedEpoch);
    }
}
