package dev.mainnet.model.metering;

import dev.mainnet.defaults.error.ApiException;
import dev.mainnet.defaults.error.ErrorCode;
import dev.mainnet.model.metering.UsageJournal.Closing;
import dev.mainnet.model.metering.UsageJournal.Entry;
import dev.mainnet.model.metering.UsageJournal.Opening;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** Writes one group of calls in one transaction: those that begin, then those that are over. */
@Component
class GroupWrites {

    private final OpenCallRows rows;
    private final UsageRecords records;
    private final CallLease lease;
    private final TransactionalOperator transaction;

    GroupWrites(OpenCallRows rows, UsageRecords records, CallLease lease, TransactionalOperator transaction) {
        this.rows = rows;
        this.records = records;
        this.lease = lease;
        this.transaction = transaction;
    }

    /** What became of a group; to be told once it is committed. */
    record Outcome(List<Opening> openings, Set<UUID> standing, List<Closing> closings, List<Totals> totals) {

        void tell() {
            openings.forEach(opening -> {
                if (standing.contains(opening.call().attempt())) {
                    opening.call().stand();
                } else {
                    opening.failed(
                            new ApiException(ErrorCode.CONFLICT, "A request with this Idempotency-Key is under way")
                                    .withRetryAfter(Duration.ofSeconds(1)));
                }
            });
            List<Closing> recorded =
                    closings.stream().filter(Outcome::isRecorded).toList();
            for (int i = 0; i < recorded.size(); i++) {
                recorded.get(i).recorded(totals.get(i));
            }
            closings.stream().filter(closing -> !isRecorded(closing)).forEach(closing -> closing.recorded(Totals.NONE));
        }

        /** An open call of which nothing was delivered is forgotten. */
        static boolean isRecorded(Closing closing) {
            return closing.usage().attempt() == null || closing.usage().charge().delivered();
        }
    }

    Mono<Outcome> write(List<Entry> group) {
        List<Opening> openings = of(group, Opening.class);
        List<Closing> closings = of(group, Closing.class);
        if (closings.isEmpty()) {
            // One statement is a transaction by itself, and its callers wait for no more than that.
            return insert(openings)
                    .doOnNext(standing -> lease.entered())
                    .map(standing -> new Outcome(openings, standing, closings, List.of()));
        }
        return insert(openings)
                .flatMap(standing -> settle(closings).map(totals -> new Outcome(openings, standing, closings, totals)))
                .as(transaction::transactional)
                .doOnNext(outcome -> {
                    if (!openings.isEmpty()) {
                        lease.entered();
                    }
                });
    }

    private Mono<List<Totals>> settle(List<Closing> closings) {
        List<Usage> usages = closings.stream()
                .filter(Outcome::isRecorded)
                .map(Closing::usage)
                .toList();
        List<UUID> closed = closings.stream()
                .map(closing -> closing.usage().attempt())
                .filter(Objects::nonNull)
                .toList();
        return rows.delete(closed).flatMap(settled -> records.write(usages, settled));
    }

    private Mono<Set<UUID>> insert(List<Opening> openings) {
        return openings.isEmpty()
                ? Mono.just(Set.of())
                : rows.insert(lease.keeperId(), lease.duration(), firsts(openings));
    }

    /** One statement cannot insert and find the same operation. */
    private static Collection<OpenCall> firsts(List<Opening> openings) {
        Map<UUID, OpenCall> byOperation = new LinkedHashMap<>();
        openings.forEach(
                opening -> byOperation.putIfAbsent(opening.call().call().id(), opening.call()));
        return byOperation.values();
    }

    private static <E extends Entry> List<E> of(List<Entry> group, Class<E> type) {
        return group.stream().filter(type::isInstance).map(type::cast).toList();
    }
}
