package dev.mainnet.model.metering;

import dev.mainnet.outbox.Ids;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * This instance's open calls: journalled before the first byte, what was delivered saved as they go, settled once however they end. A
 * settlement that the database does not take now is tried until it does, whether anybody waits for it or not.
 */
@Component
public class OpenCalls {

    private final UsageJournal journal;
    private final OpenCallRows rows;
    private final Map<UUID, OpenCall> calls = new ConcurrentHashMap<>();
    private final Set<OpenCall> unsettled = ConcurrentHashMap.newKeySet();

    OpenCalls(UsageJournal journal, OpenCallRows rows) {
        this.journal = journal;
        this.rows = rows;
    }

    /** Opens a call; it is on its way to the journal when this returns. It must be closed. */
    public OpenCall begin(MeteredCall call, Settlement settlement) {
        OpenCall open = new OpenCall(Ids.next(), call, Instant.now().truncatedTo(ChronoUnit.MICROS), settlement);
        calls.put(open.attempt(), open);
        journal.open(open);
        return open;
    }

    /**
     * Closes a call with what it came to: recorded if anything was delivered, else forgotten. It is on its way to the journal when this
     * returns, and is settled even if nobody waits for the answer. Closing again changes nothing.
     *
     * @return the totals just after it; empty when it was closed before; an error {@code unavailable} when it cannot be recorded now
     */
    public Mono<Totals> close(OpenCall call, Charge charge) {
        return call.close(charge, Instant.now().truncatedTo(ChronoUnit.MICROS))
                .map(usage -> settle(call, usage))
                .orElseGet(Mono::empty);
    }

    /** Closes a call with what was delivered, as {@link #close} does. */
    public Mono<Totals> breakOff(OpenCall call, String reason) {
        return call.breakOff(reason, Instant.now().truncatedTo(ChronoUnit.MICROS))
                .map(usage -> settle(call, usage))
                .orElseGet(Mono::empty);
    }

    private Mono<Totals> settle(OpenCall call, Usage usage) {
        Settlement settlement = new Settlement() {
            @Override
            public void recorded(Totals after) {
                calls.remove(call.attempt());
                unsettled.remove(call);
                if (usage.charge().delivered()) {
                    call.settlement().recorded(after);
                } else {
                    call.settlement().failed();
                }
            }

            @Override
            public void failed() {
                unsettled.add(call);
            }
        };
        return journal.settle(usage, settlement);
    }

    /** Saves what the calls that moved since the last time have come to. One whose row is gone is lost. */
    Mono<Void> save() {
        List<OpenCall.Saved> moved =
                calls.values().stream().flatMap(call -> call.unsaved().stream()).toList();
        if (moved.isEmpty()) {
            return Mono.empty();
        }
        return rows.save(moved)
                .doOnNext(saved -> moved.stream()
                        .map(OpenCall.Saved::call)
                        .filter(call -> !saved.contains(call.attempt()) && !call.isClosing())
                        .forEach(OpenCall::lose))
                .then();
    }

    /** Tries the settlements again that the database did not take. */
    Mono<Void> retry() {
        return Flux.fromIterable(List.copyOf(unsettled))
                .flatMap(call -> {
                    unsettled.remove(call);
                    return Mono.justOrEmpty(call.closing())
                            .flatMap(usage -> settle(call, usage))
                            .onErrorComplete();
                })
                .then();
    }

    /** Gives up all calls of this instance: others may have settled them. */
    void loseAll() {
        calls.values().forEach(OpenCall::lose);
    }

    /** Calls that are not settled yet. */
    public int open() {
        return calls.size();
    }
}
