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
import reactor.core.publisher.Mono;

/** Writes one group of calls in the transaction under way: those that begin, then those that are over. */
@Component
class GroupWrites {

    private final OpenCallRows rows;
    private final UsageRecords records;
    private final CallLease lease;

    GroupWrites(OpenCallRows rows, UsageRecords records, CallLease lease) {
        this.rows = rows;
        this.records = records;
        this.lease = lease;
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
        List<Usage> usages = closings.stream()
                .filter(Outcome::isRecorded)
                .map(Closing::usage)
                .toList();
        List<UUID> closed = closings.stream()
                .map(closing -> closing.usage().attempt())
                .filter(Objects::nonNull)
                .toList();
        return insert(openings)
                .flatMap(standing -> rows.delete(closed)
                        .flatMap(settled -> records.write(usages, settled))
                        .map(totals -> new Outcome(openings, standing, closings, totals)));
    }

    private Mono<Set<UUID>> insert(List<Opening> openings) {
        if (openings.isEmpty()) {
            return Mono.just(Set.of());
        }
        return lease.enter().then(Mono.defer(() -> rows.insert(lease.keeperId(), List.copyOf(firsts(openings)))));
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
