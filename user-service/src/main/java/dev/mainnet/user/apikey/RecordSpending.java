package dev.mainnet.user.apikey;

import java.util.List;
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
        return byKey.isEmpty() ? Mono.empty() : keys.addSpending(List.copyOf(byKey.values()));
    }
}
