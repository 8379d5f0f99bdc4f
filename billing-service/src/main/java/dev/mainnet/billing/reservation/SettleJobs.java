package dev.mainnet.billing.reservation;

import dev.mainnet.billing.fee.Shares;
import dev.mainnet.billing.ledger.Ledger;
import dev.mainnet.contracts.JobEvent;
import dev.mainnet.contracts.JobEvent.JobSucceeded;
import dev.mainnet.outbox.Outbox;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Reserves credits for submitted jobs, and posts or voids them when the jobs end. Runs in the caller's transaction. */
@Component
public class SettleJobs {

    private final Ledger ledger;
    private final Reservations reservations;
    private final Shares shares;
    private final Outbox outbox;

    SettleJobs(Ledger ledger, Reservations reservations, Shares shares, Outbox outbox) {
        this.ledger = ledger;
        this.reservations = reservations;
        this.shares = shares;
        this.outbox = outbox;
    }

    /** Applies the events in their order: locks all they touch, decides in memory, and writes the result at once. */
    public Mono<Void> settle(List<JobEvent> events) {
        if (events.isEmpty()) {
            return Mono.empty();
        }
        return ledger.lock(users(events))
                .flatMap(locked -> reservations
                        .find(events.stream().map(JobEvent::jobId).collect(Collectors.toSet()))
                        .flatMap(found -> {
                            Settlement settlement = new Settlement(locked, found, shares);
                            events.forEach(settlement::apply);
                            return reservations
                                    .save(settlement.changed())
                                    .then(outbox.appendAll(settlement.outcomes()))
                                    .then(ledger.post(locked, settlement.entries()));
                        }));
    }

    private static Set<UUID> users(List<JobEvent> events) {
        return events.stream().flatMap(SettleJobs::users).collect(Collectors.toSet());
    }

    private static Stream<UUID> users(JobEvent event) {
        return event instanceof JobSucceeded job
                ? Stream.of(job.accountId(), job.modelOwnerId(), job.operatorId())
                        .filter(Objects::nonNull)
                : Stream.of(event.accountId());
    }
}
