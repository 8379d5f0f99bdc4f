package dev.mainnet.user.apikey;

import java.util.Comparator;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Keeps what was spent through each key, within the transaction of the inbox. */
@Component
final class RecordSpending {

    private final ApiKeys keys;

    RecordSpending(ApiKeys keys) {
        this.keys = keys;
    }

    /** Adds up what came through keys. */
    Mono<Void> record(Stream<Spending> spendings) {
        Map<UUID, Spending> byKey =
                spendings.collect(Collectors.toMap(Spending::keyId, spending -> spending, Spending::plus));
        // Calls and jobs are heard by two listeners: both take keys in one order, so that neither waits for the other
        // in a circle.
        return byKey.isEmpty()
                ? Mono.empty()
                : keys.addSpending(byKey.values().stream()
                        .sorted(Comparator.comparing(Spending::keyId))
                        .toList());
    }
}
