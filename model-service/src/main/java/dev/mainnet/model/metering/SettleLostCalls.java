package dev.mainnet.model.metering;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Settles the open calls of an instance that is gone, with what it saved last: any instance does, one of them wins. */
@Component
class SettleLostCalls {

    static final String REASON = "instance_lost";

    private static final Logger LOG = LoggerFactory.getLogger(SettleLostCalls.class);
    private static final Duration GRACE = Duration.ofSeconds(1);
    private static final int AT_ONCE = 500;

    private final OpenCallRows rows;
    private final UsageJournal journal;

    SettleLostCalls(OpenCallRows rows, UsageJournal journal) {
        this.rows = rows;
        this.journal = journal;
    }

    Mono<Void> settle() {
        return rows.lost(GRACE, AT_ONCE)
                .filter(lost -> !lost.isEmpty())
                .doOnNext(lost -> LOG.warn("Settling {} calls of an instance that is gone", lost.size()))
                .flatMapMany(Flux::fromIterable)
                .flatMap(lost -> journal.settle(lost.ended(REASON), NOBODY).onErrorComplete())
                .then();
    }

    private static final Settlement NOBODY = new Settlement() {
        @Override
        public void recorded(Totals after) {}

        @Override
        public void failed() {}
    };
}
