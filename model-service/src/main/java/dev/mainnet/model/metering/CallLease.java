package dev.mainnet.model.metering;

import dev.mainnet.outbox.Ids;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Under which id this instance keeps its open calls. One whose lease has run out is never used again. */
@Component
class CallLease {

    private final CallKeepers keepers;
    private final MeteringSettings settings;
    private volatile UUID keeperId = Ids.next();
    private volatile boolean entered;

    CallLease(CallKeepers keepers, MeteringSettings settings) {
        this.keepers = keepers;
        this.settings = settings;
    }

    UUID keeperId() {
        return keeperId;
    }

    /** Makes the keeper known in the transaction under way. */
    Mono<Void> enter() {
        return keepers.enter(keeperId, settings.lease()).doOnSuccess(done -> entered = true);
    }

    /** Renews the lease of a keeper that keeps anything; false when it had run out, and another id is used from now on. */
    Mono<Boolean> renew() {
        if (!entered) {
            return Mono.just(true);
        }
        return keepers.renew(keeperId, settings.lease()).doOnNext(alive -> {
            if (!alive) {
                entered = false;
                keeperId = Ids.next();
            }
        });
    }
}
