package dev.mainnet.user.apikey;

import dev.mainnet.contracts.UsageEvent.UsageRecorded;
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

    /** Adds up the calls that came through keys; the others are of no concern here. */
    Mono<Void> record(List<UsageRecorded> calls) {
        Map<UUID, Spending> byKey = calls.stream()
                .flatMap(call -> call.keyId() == null
                        ? Stream.empty()
                        : Stream.of(new Spending(call.keyId(), call.costMicro(), call.occurredAt())))
                .collect(Collectors.toMap(Spending::keyId, spending -> spending, Spending::plus));
        return byKey.isEmpty() ? Mono.empty() : keys.addSpending(List.copyOf(byKey.values()));
    }
}
