package dev.mainnet.model.metering;

import dev.mainnet.outbox.Ids;
import java.time.Duration;
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

    /** How long a keeper is taken to be alive that says nothing. */
    Duration duration() {
        return settings.lease();
    }

    /** The keeper is known, along with calls of its own: from now on its lease is renewed. */
    void entered() {
        entered = true;
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
